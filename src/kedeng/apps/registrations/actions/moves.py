"""`move`: the only code that gives a record a state.

Conditional UPDATE on the version → policy → guards → state, transition row and history event, in
one transaction. A repeat by the same actor with the same payload gets the stored receipt.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.organisations.actions.asking import lean_on_tree
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
from kedeng.apps.registrations.models import WITH, Registration
from kedeng.apps.registrations.move_records import Note, Receipt, stored_receipt, write_down
from kedeng.apps.registrations.placing import place
from kedeng.apps.registrations.plea_endings import end_pleas
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.policy import Actor, decide_move
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS, Effect

LONGEST_TEXT = 2000  # of a reason and of a note
MOST_NOTES = 200
RETURN_REASONS = "return_reason"  # code list
ANY_REASON = "other"
_LATE = frozenset({Effect.ASSIGN_NUMBER, Effect.RESTORE})  # after state and desk are assigned
_LAST = frozenset({Effect.ISSUE_CERTIFICATE})  # after all is saved and the move is in history


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
    repeated = stored_receipt(actor, registration, expected_version, payload)
    if repeated is not None:
        return repeated
    try:
        with transaction.atomic():
            arrived = arrived_at or timezone.now()
            held = {"held_until": held_until.isoformat()} if held_until else {}
            wanted = _Wanted(expected_version, payload, notes, arrived, held)
            return _move(actor, registration.pk, wanted)
    except _MovedMeanwhileError as error:
        repeated = stored_receipt(actor, registration, expected_version, payload)
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
    row = TRANSITIONS[payload["transition"]]
    if Effect.FIX_ROUTE in row.effects:
        lean_on_tree()  # before the row's lock, which the end of a body waits for
    locked = Registration.objects.filter(pk=pk, version=expected).update(version=F("version") + 1)
    if not locked:
        raise _MovedMeanwhileError
    registration = Registration.objects.select_related(*WITH).prefetch_related("stops").get(pk=pk)
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
    place(attempt, payload["to_desk"])
    _take_effect(attempt, _LATE)
    registration.save()
    end_pleas(attempt, State(before[0]), expected)
    receipt = write_down(attempt, before, expected, notes)
    _take_effect(attempt, _LAST)
    return receipt


def _take_effect(attempt: Attempt, when: frozenset[Effect]) -> None:
    for effect in attempt.row.effects:
        if effect in when:
            EFFECTS[effect](attempt)


def _lost_race(pk: int) -> RefusedMoveError:
    """Two identical results came at once, and the database let one through: say which."""
    mine = Registration.objects.select_related(*WITH).get(pk=pk)
    other = live_duplicate(mine, key_of(mine, judge(mine)))
    return RefusedMoveError("duplicate", **(duplicate_params(other) if other else {}))
