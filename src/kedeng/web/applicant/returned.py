"""What a filer is told of a record that was sent back: who, when, why, until when, note by note."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from kedeng.apps.insight.changed import Told
from kedeng.apps.registrations.desk_time import desk_time
from kedeng.apps.registrations.sent_back import returns_of
from kedeng.domain.answers_to_notes import OUTCOME_LABELS, Outcome
from kedeng.domain.workdays import UnknownYearError
from kedeng.renderings.refusals import instant
from kedeng.renderings.summary import split_path
from kedeng.web.applicant.record import where


def returns_told(registration: Any, unmended: Sequence[Told] = ()) -> list[dict[str, Any]]:
    """Give the moves that sent the record back, oldest first, each with its notes."""
    still = {(note.path, note.text) for note in unmended}
    return [
        {
            "told": f"{move.organisation_name}{move.sentence}",
            "at": move.moved_at,
            "reason": move.reason,
            "notes": [
                {
                    **note_told(registration.code, note),
                    "answer": answer_told(note),
                    "mended": (note.path, note.text) not in still,
                }
                for note in move.notes.all()
            ],
        }
        for move in returns_of(registration)
    ]


def note_told(code: str, note: Any) -> dict[str, Any]:
    """Give a note with the address where it is mended."""
    return {
        "place": note.place,
        "text": note.text,
        "where": where(code, split_path(note.path)[0], note.path),
    }


def answer_told(note: Any) -> dict[str, Any] | None:
    """Give the filer's answer to a note in words; None while it is open."""
    given = note.answer
    if given is None:
        return None
    return {
        "outcome": given.outcome,
        "label": OUTCOME_LABELS[Outcome(given.outcome)],
        "text": given.text,
        "by": given.given_by,
        "at": given.given_at,
    }


def due(registration: Any) -> dict[str, Any] | None:
    """Until when the filer may send the record in again; None where no closing is known."""
    try:
        closes: datetime | None = desk_time(registration).window.closes
    except UnknownYearError:  # the grace runs into a year without published holidays
        return None
    if closes is None:
        return None
    told = instant(timezone.localtime(closes))
    return {"closes": told, "over": closes <= timezone.now()}
