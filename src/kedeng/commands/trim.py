"""Delete access notes that are older than a year (process.md B85); a nightly timer calls it."""

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long notes are kept."""
    parser.add_argument("--days", type=int, default=365, help="days to keep; 365")


def run(options: argparse.Namespace) -> int:
    """Trim, and say how many notes went."""
    import django  # noqa: PLC0415  (settings first)

    django.setup()
    from kedeng.apps.history.actions import trim_access_log  # noqa: PLC0415

    try:
        print(f"trim: {trim_access_log(keep_days=options.days)} access notes deleted")
    except ValueError as error:
        print(f"trim: {error}", file=sys.stderr)
        return 1
    return 0
