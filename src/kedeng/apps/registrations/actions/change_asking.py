"""A request for a change is asked for, or withdrawn, by its maker."""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.registrations.actions.change_traces import (
    check_text,
    may_act,
    province_of,
    require_changeable,
    told_to,
    write_request,
    write_step,
)
from kedeng.apps.registrations.changed_records import locked_record
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import ChangeRequest
from kedeng.apps.registrations.proposals import Proposal, proposal_of
from kedeng.domain.changes import Act, Kind, Standing
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor


@transaction.atomic
def ask_for_change(
    *, actor: Actor, change: ChangeRequest, expected_version: int, reason: str | None = None
) -> ChangeRequest:
    """Send a request to the first desk of the route (a correction to the province itself).

    A `reason` that is given takes the place of what was written before.

    Raises RefusedMoveError: rights, "change_settled", "change_stale", reason_missing, and of the
    proposal "change_nothing", "change_errors", "change_file_missing", "correction_beyond_words";
    "change_not_now", "change_disputed". Side effects in order: the request, the step with what is
    proposed, history, by which the desk is told.
    """
    registration = locked_record(change)
    fresh = may_act(actor, change, Act.ASK)
    fresh.registration = registration
    require_changeable(registration)
    told = fresh.reason if reason is None else reason
    check_text(told)
    proposal = check_proposal(fresh)
    is_correction = fresh.kind == Kind.CORRECTION
    now = timezone.now()
    write_request(
        fresh,
        expected_version,
        standing=Standing.ASKED.value,
        desk=province_of(fresh.registration) if is_correction else 1,
        reason=told,
        touches_key=proposal.touches_key,
        asked_at=now,
        desk_since=now,
        asked_by=actor.name,
        asked_by_id=actor.user_id,
    )
    named = [[each.file_id, each.file_name] for each in fresh.files.all()]
    write_step(actor, fresh, Act.ASK, fresh.reason, {"sections": fresh.sections, "files": named})
    if not is_correction:
        told_to(actor, fresh, Event.CHANGE_ASKED, reason=fresh.reason)
    elif fresh.touches_key:
        told_to(actor, fresh, Event.CORRECTION_PROPOSED, reason=fresh.reason)
    return fresh


def check_proposal(change: ChangeRequest) -> Proposal:
    """Judge what a request proposes; give it, or refuse with what is to be mended."""
    proposal = proposal_of(change)
    has_file = change.files.exists()
    if change.kind == Kind.DEREGISTRATION:
        if not has_file:
            raise RefusedMoveError("deregistration_file_missing")
        return proposal
    if not proposal.differences:
        raise RefusedMoveError("change_nothing")
    if proposal.errors:
        raise RefusedMoveError("change_errors", count=len(proposal.errors))
    if change.kind == Kind.CORRECTION:
        if proposal.beyond_words:
            raise RefusedMoveError("correction_beyond_words")
    elif proposal.touches_key and not has_file:
        raise RefusedMoveError("change_file_missing")
    return proposal


@transaction.atomic
def withdraw_change(*, actor: Actor, change: ChangeRequest) -> None:
    """Withdraw a request that is not decided; nothing of it takes effect.

    Raises RefusedMoveError: rights, "change_settled", "change_ordered" for one that a decision
    ordered. The request, the step, history.
    """
    fresh = may_act(actor, change, Act.WITHDRAW)
    if fresh.objection_id is not None:
        raise RefusedMoveError("change_ordered", until=fresh.due_on)
    write_request(
        fresh, fresh.version, standing=Standing.WITHDRAWN.value, decided_at=timezone.now()
    )
    write_step(actor, fresh, Act.WITHDRAW)
    told_to(actor, fresh, Event.CHANGE_WITHDRAWN)
