"""Kedeng (科登): a registry for science and technology achievements."""

__version__ = "0.1.0"
