"""One move on many records: a transaction and a result for each, undone within five minutes.

Each record's move is an ordinary one with its own receipt; only what was asked is shared.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations.actions.moves import RETURN_REASONS, move
from kedeng.apps.registrations.bulk_queries import bulk_act, chosen_records, titles_of
from kedeng.apps.registrations.foreseen import foreseen_refusal
from kedeng.apps.registrations.guards import RefusedMoveError, require_checks
from kedeng.apps.registrations.models import BulkAct, BulkRow, Move, Registration
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.bulk import FINAL, MOST_ROWS, TIME_TO_UNDO, RowOutcome, bulk_moves, undone_by
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS
from kedeng.renderings.refusals import refusal


def begin_bulk(  # noqa: PLR0913 - what a bulk act asks
    *,
    actor: Actor,
    token: str,
    transition: str,
    rows: Mapping[str, int],
    skipped: Sequence[str] = (),
    reason: str = "",
    reason_code: str = "",
    to_filer: bool = True,
    checks: Mapping[str, bool] | None = None,
) -> BulkAct:
    """Write down what is asked, with a waiting row for each record. `rows`: code → version seen.

    The same token finds the act that it began. Raises RefusedMoveError: "right_missing",
    "nothing_chosen", "too_many_chosen", "reason_missing", "unknown_reason", "checklist_open",
    "moved_meanwhile" (a token of somebody else's). Act and rows, then history of the desk.
    """
    found = bulk_act(actor, token)
    if found is not None:
        return found
    _ask(actor, transition, len(rows) + len(skipped))
    entry = _reason(transition, reason, reason_code)
    ticked = dict(checks or {})
    require_checks(transition, ticked)
    try:
        with transaction.atomic():
            now = timezone.now()
            act = BulkAct.objects.create(
                token=token,
                actor_id=actor.user_id,
                actor_name=actor.name,
                organisation_id=actor.organisation_id,
                transition=transition,
                reason=entry,
                reason_code=reason_code,
                to_filer=to_filer,
                checks=ticked,
                made_at=now,
                held_until=None if transition in FINAL else now + TIME_TO_UNDO,
            )
            _write_rows(actor, act, rows, skipped)
            _tell(Event.BULK_BEGUN, actor, act)
    except IntegrityError as error:  # pressed twice at once
        found = bulk_act(actor, token)
        if found is None:
            raise RefusedMoveError("moved_meanwhile") from error
        return found
    return act


def _ask(actor: Actor, transition: str, chosen: int) -> None:
    if transition not in {row.name for row in bulk_moves(actor.rank, actor.rights)}:
        raise RefusedMoveError("right_missing")
    if not chosen:
        raise RefusedMoveError("nothing_chosen")
    if chosen > MOST_ROWS:
        raise RefusedMoveError("too_many_chosen", most=MOST_ROWS)


def _reason(transition: str, reason: str, code: str) -> str:
    """The shared reason in words: the coded one, then what was typed."""
    if not TRANSITIONS[transition].needs_reason:
        return ""
    entry = catalogue()[RETURN_REASONS].by_code.get(code)
    if code and entry is None:
        raise RefusedMoveError("unknown_reason", reason=code)
    said = reason.strip()
    if entry is not None and entry.label not in said:
        said = f"{entry.label}：{said}" if said else entry.label
    if not said:
        raise RefusedMoveError("reason_missing")
    return said


def _write_rows(
    actor: Actor, act: BulkAct, rows: Mapping[str, int], skipped: Sequence[str]
) -> None:
    records = chosen_records(actor, [*rows, *skipped])
    titles = titles_of(records)
    BulkRow.objects.bulk_create(
        BulkRow(
            act=act,
            place=place,
            registration=one,
            expected_version=rows.get(one.code, one.version),
            title=(titles.get(one.pk) or one.code)[:300],
            outcome=(RowOutcome.WAITING if one.code in rows else RowOutcome.SKIPPED).value,
            told="" if one.code in rows else _why_skipped(actor, one, act),
        )
        for place, one in enumerate(records, start=1)
    )


def _why_skipped(actor: Actor, registration: Registration, act: BulkAct) -> str:
    why = foreseen_refusal(
        actor, registration, act.transition, reason=act.reason, checks=act.checks
    )
    return refusal(why.code, why.params) if why else refusal("skipped_before")


def run_bulk(*, actor: Actor, act: BulkAct, arrived_at: datetime | None = None) -> None:
    """Make the move on every record that still waits, each in a transaction of its own.

    A refusal is written down at its row and stops nothing. A second run finds nothing waiting.
    """
    waiting = act.rows.filter(outcome=RowOutcome.WAITING.value)
    for row in waiting.select_related("registration").order_by("place"):
        try:
            with transaction.atomic():
                _run(actor, act, row, arrived_at)
        except RefusedMoveError as error:
            told = refusal(error.code, error.params)
            waiting.filter(pk=row.pk).update(outcome=RowOutcome.REFUSED.value, told=told)


def _run(actor: Actor, act: BulkAct, row: BulkRow, arrived_at: datetime | None) -> None:
    mine = BulkRow.objects.filter(pk=row.pk, outcome=RowOutcome.WAITING.value)
    if not mine.update(outcome=RowOutcome.DONE.value):  # holds the row up to the commit
        return
    before = Registration.objects.get(pk=row.registration_id)
    move(
        actor=actor,
        registration=before,
        transition=act.transition,
        expected_version=row.expected_version,
        reason=act.reason,
        reason_code=act.reason_code,
        to_desk=_to_desk(act, before),
        checks=dict(act.checks),
        arrived_at=arrived_at,
        held_until=act.held_until,
    )
    made = Move.objects.get(registration=before, expected_version=row.expected_version)
    event = events_of(before.subject)[-1]
    BulkRow.objects.filter(pk=row.pk).update(
        move=made, event=event.sequence, before=_before(before)
    )


def _to_desk(act: BulkAct, registration: Registration) -> int | None:
    if act.transition != "return":
        return None
    return 0 if act.to_filer else registration.desk - 1


def _before(registration: Registration) -> dict[str, Any]:
    """What an undo gives back beside state and desk."""
    since, claimed = registration.desk_since, registration.claimed_at
    return {
        "returned_by": registration.returned_by,
        "reach": registration.reach,
        "desk_since": since.isoformat() if since else None,
        "claimed_by": registration.claimed_by_id,
        "claimed_at": claimed.isoformat() if claimed else None,
    }


def undo_bulk(*, actor: Actor, act: BulkAct, code: str = "") -> int:
    """Undo every row that was done, where nobody has acted since; give how many were.

    `code` names one record, which alone is undone. Raises RefusedMoveError: "not_undone" (what has
    no way back), "undo_too_late". A row that cannot be undone keeps its outcome and says why. A
    transaction for each row; history of the desk when all are undone.
    """
    if act.held_until is None:
        raise RefusedMoveError("not_undone")
    if timezone.now() >= act.held_until:
        raise RefusedMoveError("undo_too_late")
    undone = 0
    done = act.rows.filter(outcome=RowOutcome.DONE.value).order_by("place")
    if code:
        done = done.filter(registration__code=code)
    for row in done.select_related("registration", "move"):
        try:
            with transaction.atomic():
                undone += _undo(actor, row)
        except RefusedMoveError as error:
            done.filter(pk=row.pk).update(told=refusal(error.code, error.params))
    if code:
        return undone
    with transaction.atomic():
        first = BulkAct.objects.filter(pk=act.pk, undone_at=None)
        if first.update(undone_at=timezone.now()):
            _tell(Event.BULK_UNDONE, actor, act)
    return undone


def _undo(actor: Actor, row: BulkRow) -> int:
    made = row.move
    if made is None:
        return 0
    move(
        actor=actor,
        registration=row.registration,
        transition=undone_by(made.transition, State(made.from_state)),
        expected_version=row.expected_version + 1,
    )
    return 1  # the move's effect has written it down at the row


def _tell(kind: Event, actor: Actor, act: BulkAct) -> None:
    counts = {"transition": act.transition, "rows": act.rows.count(), "act": act.pk}
    record(kind=kind, subject=f"organisation:{actor.organisation_id}", actor=actor, details=counts)
