"""Objections taken, declined and decided by the province."""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.registrations.actions.changes import order_change
from kedeng.apps.registrations.actions.moves import move
from kedeng.apps.registrations.actions.objection_traces import check_reason, record_case
from kedeng.apps.registrations.actions.publicity import require_publicity
from kedeng.apps.registrations.guards import RefusedMoveError, filed_by
from kedeng.apps.registrations.models import Objection, Registration
from kedeng.apps.registrations.publicity_records import is_shown, taken_objections
from kedeng.domain.changes import CHANGEABLE
from kedeng.domain.events import Event
from kedeng.domain.objections import CONSEQUENCE_LABELS, MOVES, Consequence, Hearing
from kedeng.domain.policy import Actor
from kedeng.domain.states import State


@transaction.atomic
def take_objection(*, actor: Actor, objection: Objection) -> None:
    """Take an objection for handling: before the number, the registration goes on hold (B56).

    Raises RefusedMoveError: right_missing, not_your_organisation, own_record, "objection_settled",
    "not_in_publicity", and what the move refuses. Then history.
    """
    _require_judge(actor, objection)
    registration = objection.entry.registration = _locked(objection)
    if not is_shown(objection.entry):
        raise RefusedMoveError("not_in_publicity")
    _to(objection, Hearing.TAKEN, Hearing.SENT)
    record_case(actor, objection, Event.OBJECTION_TAKEN)
    if registration.state == State.PUBLICISED:
        _move(actor, registration, "suspend", f"受理异议 {objection.number}")


@transaction.atomic
def decline_objection(*, actor: Actor, objection: Objection, reason: str) -> None:
    """Do not take an objection, with the reason that the objector reads; then history.

    Raises RefusedMoveError: right_missing, not_your_organisation, own_record, reason_missing,
    reason_too_long, "objection_settled".
    """
    _require_judge(actor, objection)
    check_reason(reason)
    _to(
        objection,
        Hearing.NOT_TAKEN,
        Hearing.SENT,
        reason=reason,
        decided_at=timezone.now(),
        decided_by=actor.name,
    )
    record_case(actor, objection, Event.OBJECTION_NOT_TAKEN, reason=reason)


@transaction.atomic
def decide_objection(
    *,
    actor: Actor,
    objection: Objection,
    reason: str,
    consequence: Consequence | None,
    cancel_ground: str = "",
) -> None:
    """Decide a case: with a consequence the objection is upheld, with None it is rejected.

    A cancellation names its ground (B69). Raises RefusedMoveError: right_missing,
    not_your_organisation, own_record, reason_missing, reason_too_long, "objection_settled",
    "consequence_wrong", and what the moves refuse. Side effects in order: the decision, history,
    the registration's move, with which the other objections end, or the change that it orders; a
    rejection leaves one under another objection on hold.
    """
    _require_judge(actor, objection)
    check_reason(reason)
    registration = _locked(objection)
    _to(
        objection,
        Hearing.UPHELD if consequence else Hearing.REJECTED,
        Hearing.TAKEN,
        reason=reason,
        consequence=consequence.value if consequence else "",
        decided_at=timezone.now(),
        decided_by=actor.name,
    )
    if consequence is not None and consequence not in consequences_of(registration):
        raise RefusedMoveError("consequence_wrong")
    record_case(
        actor,
        objection,
        Event.OBJECTION_DECIDED,
        upheld=consequence is not None,
        reason=reason,
        consequence=CONSEQUENCE_LABELS[consequence] if consequence else "",
    )
    if consequence in MOVES:
        _move(actor, registration, MOVES[consequence], reason, cancel_ground)
    elif consequence is Consequence.MEND:
        order_change(actor=actor, objection=objection, reason=reason)
    elif consequence is None and _may_go_on(registration):
        _move(actor, registration, "resume", reason)


def _require_judge(actor: Actor, objection: Objection) -> None:
    """Ask the right, the body, and that nobody hears what is said against their own (B48)."""
    require_publicity(actor, objection.entry.batch.organisation_id)
    if filed_by(objection.registration, actor.user_id):
        raise RefusedMoveError("own_record")


def _may_go_on(registration: Registration) -> bool:
    """Whether a registration is on hold and no other objection holds it."""
    held = registration.state == State.DISPUTED
    return held and not taken_objections(registration).exists()


def consequences_of(registration: Registration) -> tuple[Consequence, ...]:
    """Give what an upheld objection may lead to: before a number, after it, after the end."""
    state = State(registration.state)
    if state is State.DISPUTED:
        return (Consequence.REFUSE, Consequence.RETURN)
    return (Consequence.CANCEL, Consequence.MEND) if state in CHANGEABLE else ()


def _to(objection: Objection, hearing: Hearing, source: Hearing, **told: object) -> None:
    """Bring an objection on if nobody else did: the second of two changes nothing."""
    known = Objection.objects.filter(pk=objection.pk, state=source.value)
    if not known.update(state=hearing.value, **told):
        raise RefusedMoveError("objection_settled")
    objection.refresh_from_db()


def _locked(objection: Objection) -> Registration:
    """Lock the registration before the case, as the moves do that end cases: no two ever cross."""
    return Registration.objects.select_for_update().get(pk=objection.registration_id)


def _move(
    actor: Actor, registration: Registration, name: str, reason: str, ground: str = ""
) -> None:
    move(
        actor=actor,
        registration=registration,
        transition=name,
        expected_version=registration.version,
        reason=reason,
        reason_code=ground,
    )
