"""Whom to ask: the public contact of a body, and how to reach who asks for something."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kedeng.apps.organisations.actions.changing import change
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.telling import tell_of_body
from kedeng.apps.organisations.models import Organisation
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide


@transaction.atomic
def keep_contact(
    *, actor: Actor, contact_name: str, contact_phone: str, address: str
) -> Organisation:
    """Set the contact of the actor's own body, which the public directory shows; then history.

    Raises RefusedError: right_missing, phone_missing. What stays the same is no event.
    """
    decision = decide(actor, Action.KEEP_CONTACT)
    if not decision:
        raise RefusedError(decision.reason)
    if not contact_phone:
        raise RefusedError("phone_missing")
    asked = {"contact_name": contact_name, "contact_phone": contact_phone, "address": address}
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    changed = change(organisation, asked)
    if changed:
        tell_of_body(
            actor=actor,
            kind=Event.CONTACT_CHANGED,
            body_id=organisation.pk,
            details={"changed": changed},
        )
    return organisation


def check_contact(*, name: str, phone: str, email: str) -> None:
    """Judge how a person can be reached: RefusedError name_missing, phone_missing, email_wrong."""
    if not name:
        raise RefusedError("name_missing")
    if not phone:
        raise RefusedError("phone_missing")
    try:
        validate_email(email)
    except ValidationError as error:
        raise RefusedError("email_wrong") from error
