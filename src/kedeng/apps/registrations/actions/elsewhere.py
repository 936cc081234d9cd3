"""Saying that another body has registered the result: it is filed here, not registered (B74)."""

from django.db import transaction

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.models.records import MOST_BODY, MOST_NUMBER
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide


def check_elsewhere(body: str, number: str) -> None:
    """Raise RefusedMoveError: "elsewhere_incomplete", "elsewhere_long"."""
    if bool(body) != bool(number):
        raise RefusedMoveError("elsewhere_incomplete")
    if len(body) > MOST_BODY or len(number) > MOST_NUMBER:
        raise RefusedMoveError("elsewhere_long", most_body=MOST_BODY, most_number=MOST_NUMBER)


@transaction.atomic
def declare_elsewhere(*, actor: Actor, registration: Registration, body: str, number: str) -> None:
    """Say which body has registered a draft's result, and under which number; blanks take it back.

    What stands there already is no change. Raises RefusedMoveError: right_missing,
    not_your_record, not_editable_now, and what `check_elsewhere` raises. The record, then history.
    """
    fresh = Registration.objects.select_for_update().get(pk=registration.pk)
    decision = decide(actor, Action.EDIT_DRAFT, fresh.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    check_elsewhere(body, number)
    if (fresh.elsewhere_body, fresh.elsewhere_number) == (body, number):
        return
    registration.elsewhere_body, registration.elsewhere_number = body, number
    registration.save(update_fields=["elsewhere_body", "elsewhere_number"])
    record(
        kind=Event.ELSEWHERE_DECLARED,
        subject=registration.subject,
        actor=actor,
        details={
            "body": body,
            "number": number,
            "before": f"{fresh.elsewhere_body} {fresh.elsewhere_number}".strip(),
        },
    )
