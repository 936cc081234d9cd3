"""Pass a command to Django: `kedeng manage check`, `kedeng manage shell`."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take whatever follows."""
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> int:
    """Hand over to Django, which exits by itself on failure."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415  (settings first)

    execute_from_command_line(["kedeng manage", *options.rest])
    return 0
