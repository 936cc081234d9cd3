"""What both sides and the desks say in a case that is taken."""

from django.db import transaction

from kedeng.apps.registrations.actions.objection_traces import (
    MOST_AN_HOUR,
    check_reason,
    record_case,
)
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Objection, Registration, Statement
from kedeng.apps.registrations.publicity_records import OPEN_HEARINGS, taken_objections
from kedeng.domain.events import Event
from kedeng.domain.objections import Side
from kedeng.domain.policy import Actor, owns, sees


@transaction.atomic
def state_in_case(*, actor: Actor, registration: Registration, number: str, text: str) -> None:
    """Put the own side's statement, or a desk's opinion, into a case; then history.

    Raises RefusedMoveError: not_on_route, "objection_settled", reason_missing, reason_too_long.
    """
    facts = registration.facts()
    if not sees(actor, facts):
        raise RefusedMoveError("not_on_route")
    taken = taken_objections(registration).filter(number=number).first()
    if taken is None:
        raise RefusedMoveError("objection_settled")
    check_reason(text)
    side = Side.FILER if owns(actor, facts) else Side.DESK
    Statement.objects.create(
        objection=taken, side=side.value, name=actor.organisation_name, text=text
    )
    record_case(actor, taken, Event.OBJECTION_STATED, side=side.value)


@transaction.atomic
def state_as_objector(*, objection: Objection, text: str) -> None:
    """Put the objector's further statement into the case; then history, which names nobody.

    Raises RefusedMoveError: "objection_settled", reason_missing, reason_too_long,
    "too_many_objections".
    """
    if objection.state not in OPEN_HEARINGS:
        raise RefusedMoveError("objection_settled")
    check_reason(text)
    if objection.statements.filter(side=Side.OBJECTOR.value).count() >= MOST_AN_HOUR:
        raise RefusedMoveError("too_many_objections")
    Statement.objects.create(objection=objection, side=Side.OBJECTOR.value, name="", text=text)
    record_case(None, objection, Event.OBJECTION_STATED, side=Side.OBJECTOR.value)
