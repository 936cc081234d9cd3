"""What would refuse a move if it were made now: the same policy and guards, and nothing written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from kedeng.apps.registrations.guards import SUBMISSIONS, Attempt, RefusedMoveError
from kedeng.apps.registrations.later_guards import ALL_GUARDS
from kedeng.apps.registrations.models import Registration
from kedeng.domain.policy import Actor, decide_move
from kedeng.domain.workflow import TRANSITIONS, Guard

# By which move a record leaves its filer, by state.
SUBMITTING = {source.value: name for name in SUBMISSIONS for source in TRANSITIONS[name].sources}


def foreseen_refusal(  # noqa: PLR0913 - what a move is asked with
    actor: Actor,
    registration: Registration,
    transition: str,
    *,
    reason: str = "",
    checks: dict[str, bool] | None = None,
    arrived_at: datetime | None = None,
    leave_out: frozenset[Guard] = frozenset(),
) -> RefusedMoveError | None:
    """Give the refusal that a move would meet now; None where it would be made.

    `leave_out` names guards that ask for what is typed only when the move is made.
    """
    payload: dict[str, Any] = {"checks": checks or {}, "reason": reason}
    attempt = _attempt(actor, registration, transition, payload, arrived_at)
    return next(_refusals(attempt, leave_out), None)


def submission_refusals(
    actor: Actor,
    registration: Registration,
    *,
    arrived_at: datetime | None = None,
    leave_out: frozenset[Guard] = frozenset({Guard.FORM_COMPLETE}),
) -> list[RefusedMoveError]:
    """All that a submission would be refused for now, beyond what the judge says of the form.

    A duplicate, a window that is shut, notes without an answer, a right that is lacking. Empty too
    for a record that is not at its filer's.
    """
    transition = SUBMITTING.get(registration.state)
    if transition is None:
        return []
    attempt = _attempt(actor, registration, transition, {}, arrived_at)
    return list(_refusals(attempt, leave_out))


def _attempt(
    actor: Actor,
    registration: Registration,
    transition: str,
    payload: dict[str, Any],
    arrived_at: datetime | None,
) -> Attempt:
    now = timezone.now()
    return Attempt(actor, registration, TRANSITIONS[transition], now, payload, arrived_at or now)


def _refusals(attempt: Attempt, leave_out: frozenset[Guard]) -> Iterator[RefusedMoveError]:
    """Ask policy, then every guard; a move is refused with the first."""
    decision = decide_move(attempt.actor, attempt.row.name, attempt.registration.facts())
    if not decision:
        yield RefusedMoveError(decision.reason)
        return
    if attempt.row.needs_reason and not attempt.payload["reason"].strip():
        yield RefusedMoveError("reason_missing")
    for guard in attempt.row.guards:
        if guard in leave_out:
            continue
        try:
            ALL_GUARDS[guard](attempt)
        except RefusedMoveError as error:
            yield error
