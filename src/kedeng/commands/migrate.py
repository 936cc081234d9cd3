"""Bring the database to the tables that this version expects."""

import argparse


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none: partial migrations are for `kedeng manage migrate`."""


def run(_options: argparse.Namespace) -> int:
    """Apply all migrations."""
    import django  # noqa: PLC0415  (settings first)
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    return 0
