"""Delete access notes older than a year (process.md B85), old messages, workbooks that nobody took.

A nightly timer calls it.
"""

import argparse
import sys
from datetime import timedelta


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long notes are kept."""
    parser.add_argument("--days", type=int, default=365, help="days to keep; 365")


def run(options: argparse.Namespace) -> int:
    """Trim, and say how many notes went."""
    import django  # noqa: PLC0415  (settings first)

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from kedeng.apps.expected.actions import drop_old_lists  # noqa: PLC0415
    from kedeng.apps.files.tasks import run_once  # noqa: PLC0415
    from kedeng.apps.history.actions import trim_access_log  # noqa: PLC0415
    from kedeng.apps.messages.tasks import trim as trim_messages  # noqa: PLC0415
    from kedeng.apps.organisations.actions import drop_old_rosters  # noqa: PLC0415

    yesterday = timezone.now() - timedelta(days=1)
    print(f"trim: {run_once(timezone.now())} abandoned uploads deleted or waiting files scanned")
    print(f"trim: {trim_messages(timezone.now())} sent letters and old messages deleted")
    print(f"trim: {drop_old_rosters(before=yesterday)} rosters deleted")
    print(f"trim: {drop_old_lists(before=yesterday)} lists of expected results deleted")
    try:
        print(f"trim: {trim_access_log(keep_days=options.days)} access notes deleted")
    except ValueError as error:
        print(f"trim: {error}", file=sys.stderr)
        return 1
    return 0
