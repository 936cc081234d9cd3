"""What a move leaves behind: its row with the notes, its history, and the receipt for repeats."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.guards import Attempt
from kedeng.apps.registrations.models import DeskDraft, Move, Registration, ReviewNote, Revision
from kedeng.domain.checklist import checks_of
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.workflow import AGAIN, done_of
from kedeng.formkit.canonical import digest


@dataclass(frozen=True)
class Note:
    """A reviewer's note: path of a field, row or file, the place in words, text, coded reason.

    A note without a reason of its own takes the one that its move gives (process.md B45).
    """

    path: str
    place: str
    text: str
    reason_code: str = ""


@dataclass(frozen=True)
class Receipt:
    """What a move left: the same for the first call and for every repeat of it."""

    code: str
    transition: str
    state: str
    version: int
    revision: int | None
    digest: str
    number: str
    moved_at: str
    by: str


def write_down(
    attempt: Attempt, before: tuple[str, int], expected: int, notes: Sequence[Note]
) -> Receipt:
    """Write a move down once the record is saved; `before` are state and desk that it went from.

    Side effects in order: the move's row, its notes, what the desk had put by is dropped, history.
    """
    revision = attempt.extra.get("revision") or _newest_revision(attempt.registration)
    receipt = _receipt(attempt, revision)
    written = _row(attempt, before, expected, revision, receipt)
    ReviewNote.objects.bulk_create(
        ReviewNote(move=written, registration=written.registration, **asdict(note))
        for note in notes
    )
    DeskDraft.objects.filter(
        registration=written.registration, user__organisation_id=attempt.actor.organisation_id
    ).delete()
    _tell(attempt, written)
    return receipt


def stored_receipt(
    actor: Actor, registration: Registration, expected: int, payload: dict[str, Any]
) -> Receipt | None:
    """Give the receipt of the same move by the same actor from the same version, if it was made."""
    found = Move.objects.filter(
        registration=registration,
        expected_version=expected,
        actor_id=actor.user_id,
        payload_digest=digest(payload),
    ).first()
    return Receipt(**found.receipt) if found else None


def _newest_revision(registration: Registration) -> Revision | None:
    revisions = registration.revisions.order_by("-number")
    return revisions.only("registration", "number", "digest").first()


def _receipt(attempt: Attempt, revision: Revision | None) -> Receipt:
    registration = attempt.registration
    return Receipt(
        code=registration.code,
        transition=attempt.row.name,
        state=registration.state,
        version=registration.version,
        revision=revision.number if revision else None,
        digest=revision.digest if revision else "",
        number=registration.number or "",
        moved_at=timezone.localtime(attempt.now).isoformat(timespec="seconds"),
        by=attempt.actor.name,
    )


def _row(
    attempt: Attempt,
    before: tuple[str, int],
    expected: int,
    revision: Revision | None,
    receipt: Receipt,
) -> Move:
    registration, actor, payload = attempt.registration, attempt.actor, attempt.payload
    asked = checks_of(attempt.row.name)
    return Move.objects.create(
        registration=registration,
        expected_version=expected,
        transition=attempt.row.name,
        from_state=before[0],
        to_state=registration.state,
        from_desk=before[1],
        to_desk=registration.desk,
        actor_id=actor.user_id,
        actor_name=actor.name,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        revision=revision,
        reason_code=payload["reason_code"],
        reason=payload["reason"],
        checks=[key for key in asked if payload["checks"].get(key) is True],
        payload_digest=digest(payload),
        receipt=asdict(receipt),
        moved_at=attempt.now,
    )


def _tell(attempt: Attempt, written: Move) -> None:
    """Put the move into history; what is done again is called so."""
    registration, row = written.registration, attempt.row
    earlier = registration.moves.exclude(pk=written.pk).values_list("transition", flat=True)
    did = done_of(row.name, earlier) if row.name in AGAIN else row.done
    details = {
        "transition": row.name,
        "from": written.from_state,
        "to": written.to_state,
        **({"did": did} if did != row.done else {}),
        "desk": written.to_desk,
        "reason": written.reason,
        "number": registration.number or "",
        "digest": written.receipt["digest"],
        **({"checks": written.checks} if written.checks else {}),
        **attempt.extra.get("details", {}),
    }
    record(kind=Event.MOVED, subject=registration.subject, actor=attempt.actor, details=details)
