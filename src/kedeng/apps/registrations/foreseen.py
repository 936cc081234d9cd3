"""What would refuse a move if it were made now: the same policy and guards, and nothing written."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from kedeng.apps.registrations.guards import Attempt, RefusedMoveError
from kedeng.apps.registrations.later_guards import ALL_GUARDS
from kedeng.apps.registrations.models import Registration
from kedeng.domain.policy import Actor, decide_move
from kedeng.domain.workflow import TRANSITIONS, Guard


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
    row = TRANSITIONS[transition]
    decision = decide_move(actor, transition, registration.facts())
    if not decision:
        return RefusedMoveError(decision.reason)
    if row.needs_reason and not reason.strip():
        return RefusedMoveError("reason_missing")
    now = timezone.now()
    payload: dict[str, Any] = {"checks": checks or {}, "reason": reason}
    attempt = Attempt(actor, registration, row, now, payload, arrived_at or now)
    for guard in row.guards:
        if guard in leave_out:
            continue
        try:
            ALL_GUARDS[guard](attempt)
        except RefusedMoveError as error:
            return error
    return None
