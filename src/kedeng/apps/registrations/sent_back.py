"""Moves that sent a record back, and the notes that its filer has to deal with."""

from kedeng.apps.registrations.held import NOT_UNDONE
from kedeng.apps.registrations.models import Move, Registration, ReviewNote
from kedeng.domain.states import State

SENT_BACK = ("return", "request_supplement", "return_disputed")


def returns_of(registration: Registration) -> list[Move]:
    """Give the moves that sent the newest version back, oldest first, with notes and answers.

    A record may come down in several steps, each with notes; after a recall the version before the
    recalled one counts, for its notes are what is being mended.
    """
    version = registration.submissions - (registration.state == State.DRAFT)
    rows = registration.moves.filter(transition__in=SENT_BACK, revision__number__gte=version)
    rows = rows.exclude(**NOT_UNDONE)
    return list(rows.order_by("expected_version").prefetch_related("notes__answers"))


def open_notes(registration: Registration) -> list[ReviewNote]:
    """Give the notes that are to be mended now, in the order in which they were made."""
    return [note for move in returns_of(registration) for note in move.notes.all()]


def unanswered(registration: Registration) -> list[ReviewNote]:
    """Give those of the notes that the filer has not dealt with yet."""
    return [note for note in open_notes(registration) if note.answer is None]
