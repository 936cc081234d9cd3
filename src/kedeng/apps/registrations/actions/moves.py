"""`move`: the only code that assigns a state.

Conditional UPDATE on the version → policy → guards → state, transition row and history event, in
one transaction. A repeat by the same actor with the same payload gets the stored receipt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.effects import EFFECTS
from kedeng.apps.registrations.guards import (
    Attempt,
    RefusedMoveError,
    duplicate_params,
    key_of,
    live_duplicate,
)
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.later_guards import ALL_GUARDS
from kedeng.apps.registrations.models import WITH, DeskDraft, Move, Registration, ReviewNote
from kedeng.apps.registrations.plea_endings import end_pleas
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.checklist import checks_of
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor, decide_move
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State
from kedeng.domain.workflow import AGAIN, TRANSITIONS, Destination, Effect, Position, done_of
from kedeng.formkit.canonical import digest

LONGEST_TEXT = 2000  # of a reason and of a note
MOST_NOTES = 200
RETURN_REASONS = "return_reason"  # code list
ANY_REASON = "other"
_LATE = frozenset({Effect.ASSIGN_NUMBER, Effect.RESTORE})  # after state and desk are assigned
_LAST = frozenset({Effect.ISSUE_CERTIFICATE})  # after all is saved and the move is in history


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


def move(  # noqa: PLR0913 - a move has this many sides
    *,
    actor: Actor,
    registration: Registration,
    transition: str,
    expected_version: int,
    reason: str = "",
    reason_code: str = "",
    to_desk: int | None = None,
    checks: dict[str, bool] | None = None,
    notes: Sequence[Note] = (),
    arrived_at: datetime | None = None,
    held_until: datetime | None = None,
) -> Receipt:
    """Make a declared move.

    `arrived_at` is when the request reached the server (now, without one): windows are judged by
    it. Messages of a move that may still be undone wait for `held_until`. `expected_version` is
    the version that the actor saw. `to_desk` names the earlier desk of a
    return. Raises RefusedMoveError with a message code: rights, place, state, guards,
    "reason_missing", "reason_too_long", "note_too_long", "too_many_notes", "unknown_reason",
    "desk_missing", "moved_meanwhile", "duplicate"; a name that the table lacks is
    "not_in_this_state". Side effects in order: the version (which locks the row), effects of the
    table (route, revision, number last), state and desk, the pleas that it ends, the move row with
    its notes, what the desk had put by for it, history, what follows from it (the certificate).
    """
    if transition not in TRANSITIONS:
        raise RefusedMoveError("not_in_this_state")
    _refuse_what_is_too_long(reason.strip(), notes)
    notes = [_with_reason(note, reason_code) for note in notes]
    payload = {
        "transition": transition,
        "reason": reason.strip(),
        "reason_code": reason_code,
        "to_desk": to_desk,
        "checks": checks or {},
        "notes": [asdict(note) for note in notes],
    }
    repeated = _stored_receipt(actor, registration, expected_version, payload)
    if repeated is not None:
        return repeated
    try:
        with transaction.atomic():
            arrived = arrived_at or timezone.now()
            held = {"held_until": held_until.isoformat()} if held_until else {}
            wanted = _Wanted(expected_version, payload, notes, arrived, held)
            return _move(actor, registration.pk, wanted)
    except _MovedMeanwhileError as error:
        repeated = _stored_receipt(actor, registration, expected_version, payload)
        if repeated is not None:
            return repeated
        raise RefusedMoveError("moved_meanwhile") from error
    except IntegrityError as error:
        if "registration_registered_once" in str(error) or "duplicate_key" in str(error):
            raise _lost_race(registration.pk) from error
        raise


def _refuse_what_is_too_long(reason: str, notes: Sequence[Note]) -> None:
    if len(reason) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(reason), most=LONGEST_TEXT)
    if len(notes) > MOST_NOTES:
        raise RefusedMoveError("too_many_notes", size=len(notes), most=MOST_NOTES)
    for note in notes:
        if len(note.text) > LONGEST_TEXT:
            raise RefusedMoveError(
                "note_too_long", place=note.place, size=len(note.text), most=LONGEST_TEXT
            )


def _with_reason(note: Note, of_move: str) -> Note:
    code = note.reason_code or of_move or ANY_REASON
    if code not in catalogue()[RETURN_REASONS].by_code:
        raise RefusedMoveError("unknown_reason", reason=code)
    return replace(note, reason_code=code)


@dataclass(frozen=True)
class _Wanted:
    """What one call of `move` asks for; `details` go into its history."""

    expected: int
    payload: dict[str, Any]
    notes: Sequence[Note]
    arrived_at: datetime
    details: dict[str, Any]


class _MovedMeanwhileError(Exception):
    """The version was not the expected one any more."""


def _move(
    actor: Actor,
    pk: int,
    wanted: _Wanted,
) -> Receipt:
    expected, payload, notes = wanted.expected, wanted.payload, wanted.notes
    locked = Registration.objects.filter(pk=pk, version=expected).update(version=F("version") + 1)
    if not locked:
        raise _MovedMeanwhileError
    registration = Registration.objects.select_related(*WITH).prefetch_related("stops").get(pk=pk)
    row = TRANSITIONS[payload["transition"]]
    decision = decide_move(actor, row.name, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    if row.needs_reason and not payload["reason"]:
        raise RefusedMoveError("reason_missing")
    attempt = Attempt(actor, registration, row, timezone.now(), payload, wanted.arrived_at)
    attempt.extra["details"] = dict(wanted.details)
    for guard in row.guards:
        ALL_GUARDS[guard](attempt)
    _take_effect(attempt, frozenset(Effect) - _LATE - _LAST)
    before = (registration.state, registration.desk)
    _assign(attempt, payload["to_desk"])
    _take_effect(attempt, _LATE)
    registration.save()
    end_pleas(attempt, State(before[0]), expected)
    receipt = _write_down(attempt, before, expected, notes)
    _take_effect(attempt, _LAST)
    return receipt


def _take_effect(attempt: Attempt, when: frozenset[Effect]) -> None:
    for effect in attempt.row.effects:
        if effect in when:
            EFFECTS[effect](attempt)


def _assign(attempt: Attempt, chosen: int | None) -> None:
    """Assign state and desk; a new desk starts unclaimed."""
    registration, row = attempt.registration, attempt.row
    target = _destination(attempt, chosen)
    if row.to is Destination.NEXT:
        _close_again(attempt)
    registration.state = row.target.value
    if target != registration.desk or row.to is not Destination.SAME:
        registration.claimed_by = None
        registration.claimed_at = None
        registration.desk_since = attempt.now
    registration.reach = _reach(attempt, target)
    registration.desk = target


def _close_again(attempt: Attempt) -> None:
    """End the longer window of the desks below: the desk that returned the record sends it on."""
    registration = attempt.registration
    if registration.returned_by == attempt.kind_at(registration.desk):
        registration.returned_by = ""


def _reach(attempt: Attempt, target: int) -> int:
    """Give the highest desk that the record is shown to.

    A record taken back unread is no longer shown to the desk that it was taken from, unless that
    desk had it before (h3: nobody above sees what has not come to them).
    """
    if attempt.row.position is Position.FORMER_DESK:
        return max(target, *_desks_that_acted(attempt))
    return max(attempt.registration.reach, target)


def _desks_that_acted(attempt: Attempt) -> Iterator[int]:
    yield 0
    for move_ in attempt.registration.moves.all():
        row = TRANSITIONS[move_.transition]
        if Effect.SHOW_TO_PROVINCE in row.effects:
            yield attempt.place_of(StopKind.PROVINCE)
        if row.position is Position.ON_ROUTE:
            yield move_.to_desk
        elif row.position is not Position.FORMER_DESK:
            yield move_.from_desk


def _destination(attempt: Attempt, chosen: int | None) -> int:  # noqa: PLR0911 - one each
    desk = attempt.registration.desk
    match attempt.row.to:
        case Destination.NEXT:
            return desk + 1
        case Destination.BACK:
            return desk - 1
        case Destination.FILER:
            return 0
        case Destination.PROVINCE:
            return attempt.place_of(StopKind.PROVINCE)
        case Destination.CHOSEN:
            if chosen is None or not 0 <= chosen < desk:
                raise RefusedMoveError("desk_missing")
            return chosen
        case Destination.SAME:
            return desk
        case Destination.ORIGIN:
            return int(attempt.extra["undone"].move.from_desk)


def _write_down(
    attempt: Attempt, before: tuple[str, int], expected: int, notes: Sequence[Note]
) -> Receipt:
    registration, row, revision = attempt.registration, attempt.row, attempt.extra.get("revision")
    newest = registration.revisions.order_by("-number").only("registration", "number", "digest")
    current = revision or newest.first()
    receipt = Receipt(
        code=registration.code,
        transition=row.name,
        state=registration.state,
        version=registration.version,
        revision=current.number if current else None,
        digest=current.digest if current else "",
        number=registration.number or "",
        moved_at=timezone.localtime(attempt.now).isoformat(timespec="seconds"),
        by=attempt.actor.name,
    )
    confirmed = [key for key in checks_of(row.name) if attempt.payload["checks"].get(key) is True]
    written = Move.objects.create(
        registration=registration,
        expected_version=expected,
        transition=row.name,
        from_state=before[0],
        to_state=registration.state,
        from_desk=before[1],
        to_desk=registration.desk,
        actor_id=attempt.actor.user_id,
        actor_name=attempt.actor.name,
        organisation_id=attempt.actor.organisation_id,
        organisation_name=attempt.actor.organisation_name,
        revision=current,
        reason_code=attempt.payload["reason_code"],
        reason=attempt.payload["reason"],
        checks=confirmed,
        payload_digest=digest(attempt.payload),
        receipt=asdict(receipt),
        moved_at=attempt.now,
    )
    ReviewNote.objects.bulk_create(
        ReviewNote(move=written, registration=registration, **asdict(note)) for note in notes
    )
    DeskDraft.objects.filter(
        registration=registration, user__organisation_id=attempt.actor.organisation_id
    ).delete()
    details = {"transition": row.name, "from": before[0], "to": registration.state}
    earlier = registration.moves.exclude(pk=written.pk).values_list("transition", flat=True)
    did = done_of(row.name, earlier) if row.name in AGAIN else row.done
    if did != row.done:
        details["did"] = did
    record(
        kind=Event.MOVED,
        subject=registration.subject,
        actor=attempt.actor,
        details={
            **details,
            "desk": registration.desk,
            "reason": attempt.payload["reason"],
            "number": registration.number or "",
            "digest": receipt.digest,
            **({"checks": confirmed} if confirmed else {}),
            **attempt.extra.get("details", {}),
        },
    )
    return receipt


def _stored_receipt(
    actor: Actor, registration: Registration, expected: int, payload: dict[str, Any]
) -> Receipt | None:
    found = Move.objects.filter(
        registration=registration,
        expected_version=expected,
        actor_id=actor.user_id,
        payload_digest=digest(payload),
    ).first()
    return Receipt(**found.receipt) if found else None


def _lost_race(pk: int) -> RefusedMoveError:
    """Two identical results came at once, and the database let one through: say which."""
    mine = Registration.objects.select_related(*WITH).get(pk=pk)
    other = live_duplicate(mine, key_of(mine, judge(mine)))
    return RefusedMoveError("duplicate", **(duplicate_params(other) if other else {}))
