"""Bytes by digest; knows nothing of the rest."""
