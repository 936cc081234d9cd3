"""What the worker does in this room from time to time."""

from datetime import datetime

from kedeng.apps.files.arriving import drop_abandoned


def run_once(now: datetime) -> int:
    """Forget abandoned uploads; say how many went."""
    return drop_abandoned(now)
