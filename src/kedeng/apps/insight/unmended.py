"""Reviewers' notes on the newest version at whose place the draft has not changed since."""

from kedeng.apps.insight.changed import Told, compare_versions
from kedeng.apps.insight.reading import read_draft, read_revision
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.sent_back import returns_of


def unmended_notes(registration: Registration) -> tuple[Told, ...]:
    """Give the notes that the next desk would see as not heeded; () for what never came back."""
    returns = returns_of(registration)
    sent = next((move.revision for move in returns if move.revision is not None), None)
    if sent is None:
        return ()
    old, now = read_revision(registration, sent), read_draft(registration)
    return compare_versions(old, now, returns).open
