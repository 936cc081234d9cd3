"""What desks do with a request: pass it on, send it back, decide it; the corrections."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kedeng.apps.registrations.actions.certificates import issue_certificate
from kedeng.apps.registrations.actions.change_asking import ask_for_change, check_proposal
from kedeng.apps.registrations.actions.change_traces import (
    bring_on,
    check_text,
    may_act,
    require_changeable,
    told_to,
    write_step,
)
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT, move
from kedeng.apps.registrations.changed_records import (
    locked_record,
    put_in_force,
    values_changed,
)
from kedeng.apps.registrations.ended_offers import end_unwanted_offer
from kedeng.apps.registrations.guards import RefusedMoveError, filed_by
from kedeng.apps.registrations.models import ChangeRequest, Registration
from kedeng.domain.changes import KIND_LABELS, Act, Kind, Standing
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind


@transaction.atomic
def send_request(
    *, actor: Actor, change: ChangeRequest, expected_version: int, reason: str | None = None
) -> ChangeRequest:
    """Ask for what a request proposes; a correction that touches no key field is made at once.

    Raises what `ask_for_change` and `approve_change` raise, of the proposal and of duplicates.
    """
    asked = ask_for_change(
        actor=actor, change=change, expected_version=expected_version, reason=reason
    )
    if asked.kind == Kind.CORRECTION and not asked.touches_key:
        _change(actor, asked, asked.version, "")
    return asked


@transaction.atomic
def pass_on_change(
    *, actor: Actor, change: ChangeRequest, text: str, expected_version: int
) -> None:
    """Give the desk's opinion and pass a request on to the next one.

    Raises RefusedMoveError: rights, "own_record", "own_record_here", reason_missing,
    reason_too_long, "change_stale". The request, the step, history.
    """
    fresh = _at_desk(actor, change, Act.PASS_ON, text)
    write_step(actor, fresh, Act.PASS_ON, text)
    bring_on(fresh, expected_version, desk=fresh.desk + 1, desk_since=timezone.now())
    told_to(actor, fresh, Event.CHANGE_PASSED_ON)


@transaction.atomic
def send_change_back(
    *, actor: Actor, change: ChangeRequest, text: str, expected_version: int
) -> None:
    """Return a request to who made it, with a reason. Raises as `pass_on_change` does."""
    fresh = _at_desk(actor, change, Act.SEND_BACK, text)
    write_step(actor, fresh, Act.SEND_BACK, text)
    bring_on(fresh, expected_version, standing=Standing.RETURNED.value, desk=0)
    told_to(actor, fresh, Event.CHANGE_RETURNED, reason=text)


@transaction.atomic
def refuse_change(*, actor: Actor, change: ChangeRequest, text: str, expected_version: int) -> None:
    """Refuse a request, with the reason that its maker reads; the registration stays as it is.

    Raises RefusedMoveError as `pass_on_change` does. The request, the step, history.
    """
    fresh = _at_desk(actor, change, Act.REFUSE, text)
    write_step(actor, fresh, Act.REFUSE, text)
    bring_on(fresh, expected_version, **_decided(actor, Standing.REFUSED, text, timezone.now()))
    told_to(actor, fresh, Event.CHANGE_REFUSED, reason=text)


@transaction.atomic
def approve_change(
    *, actor: Actor, change: ChangeRequest, text: str, expected_version: int
) -> ChangeRequest:
    """Decide that a request takes effect: a new version, or the end of the registration.

    Raises RefusedMoveError: rights, "own_record", "second_person", reason_too_long, "change_stale",
    "change_not_now", "change_disputed", what `check_proposal` says, "duplicate", and what the move
    `deregister` refuses. Side effects in order: the request and its step; then of a change the
    revision, projections, the record, the end of a transfer sheet that is not wanted any more and
    (of a key field) the next version of its certificate, or of a deregistration the move; history.
    """
    registration = locked_record(change)  # first, as every move does: nothing changes it meanwhile
    fresh = _at_desk(actor, change, Act.APPROVE, text)
    fresh.registration = registration
    require_changeable(registration)
    if fresh.kind == Kind.DEREGISTRATION:
        _deregister(actor, fresh, expected_version, text)
    else:
        _change(actor, fresh, expected_version, text)
    return fresh


def _change(actor: Actor, change: ChangeRequest, expected_version: int, text: str) -> None:
    """Put a change in force; its registration is locked."""
    registration = change.registration
    proposal, now = check_proposal(change), timezone.now()
    bring_on(change, expected_version, **_decided(actor, Standing.APPROVED, text, now))
    write_step(actor, change, Act.APPROVE, text)
    revision = put_in_force(registration, change, proposal, now)
    end_unwanted_offer(actor, registration, proposal.judgement.settled)
    ChangeRequest.objects.filter(pk=change.pk).update(
        revision=revision, touches_key=proposal.touches_key
    )
    change.refresh_from_db()
    if change.touches_key:
        _certify(actor, registration, change)
    is_correction = change.kind == Kind.CORRECTION
    told_to(
        actor,
        change,
        Event.CORRECTED if is_correction else Event.CHANGE_APPROVED,
        revision=revision.number,
        digest=revision.digest,
        values=values_changed(proposal),
        reason=change.reason,
    )


def _certify(actor: Actor, registration: Registration, change: ChangeRequest) -> None:
    """Issue the next version of the certificate, where the province gives one (B71)."""
    why = f"{KIND_LABELS[Kind(change.kind)]}：{change.reason}"
    issue_certificate(actor=actor, registration=registration, why=why)


def _deregister(actor: Actor, change: ChangeRequest, expected_version: int, text: str) -> None:
    """End the registration; the move tells the filer, and ends nothing that is decided already."""
    registration, now = change.registration, timezone.now()
    bring_on(change, expected_version, **_decided(actor, Standing.APPROVED, text, now))
    write_step(actor, change, Act.APPROVE, text)
    move(
        actor=actor,
        registration=registration,
        transition="deregister",
        expected_version=registration.version,
        reason=f"自愿注销：{change.reason}"[:LONGEST_TEXT],
    )


def _decided(actor: Actor, standing: Standing, text: str, now: datetime) -> dict[str, object]:
    return {
        "standing": standing.value,
        "decision": text,
        "decided_at": now,
        "decided_by": actor.name,
    }


def _at_desk(actor: Actor, change: ChangeRequest, act: Act, text: str) -> ChangeRequest:
    """Ask who, where, which right, and that nobody judges what they filed (B48)."""
    fresh = may_act(actor, change, act)
    registration = fresh.registration
    own = filed_by(registration, actor.user_id) or fresh.asked_by_id == actor.user_id
    if own:
        kinds = {stop.position: stop.kind for stop in registration.stops.all()}
        if kinds.get(fresh.desk) != StopKind.UNIT.value:
            raise RefusedMoveError("own_record")
        if not registration.round.profile.values["unit_reviews_own"]:
            raise RefusedMoveError("own_record_here")
    if act is not Act.APPROVE:
        check_text(text)
    elif len(text) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(text), most=LONGEST_TEXT)
    return fresh
