"""What the worker does in this room from time to time."""

from datetime import datetime

from kedeng.apps.files import scanner
from kedeng.apps.files.arriving import drop_abandoned
from kedeng.apps.files.models import ScanState, StoredFile
from kedeng.apps.files.queries import local_file
from kedeng.apps.files.stores import StoreAwayError

_AT_ONCE = 20  # files a time


def run_once(now: datetime) -> int:
    """Forget abandoned uploads and scan what waits; say how many files it touched."""
    return drop_abandoned(now) + scan_waiting()


def scan_waiting() -> int:
    """Ask the scanner of files that came while it was away, or before it was set up.

    An infected one is marked, and nobody opens it any more; the bytes stay for who must judge it.
    """
    if not scanner.is_set_up():
        return 0
    done = 0
    for file in StoredFile.objects.filter(scan=ScanState.UNSCANNED.value)[:_AT_ONCE]:
        try:
            with local_file(file) as stream:
                found = scanner.ask(stream)
        except (scanner.ScannerAwayError, StoreAwayError):
            break
        file.scan = (ScanState.INFECTED if found else ScanState.CLEAN).value
        file.save(update_fields=["scan"])
        done += 1
    return done
