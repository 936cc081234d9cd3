"""Reads of history."""

from kedeng.apps.history.chain import link_digest
from kedeng.apps.history.models import HistoryEvent


def events_of(subject: str) -> list[HistoryEvent]:
    """Give a subject's events, oldest first."""
    return list(HistoryEvent.objects.filter(subject=subject).order_by("sequence"))


def broken_link(subject: str) -> int | None:
    """Sequence of the first event that does not fit its chain; None where the chain holds."""
    previous = ""
    for place, event in enumerate(events_of(subject), start=1):
        if event.sequence != place or event.previous_digest != previous:
            return event.sequence
        if event.digest != link_digest(event):
            return event.sequence
        previous = event.digest
    return None
