"""A later closing for one record: the step that it is at, for whoever holds it (B38)."""

from datetime import datetime

from django.db import transaction

from kedeng.apps.registrations.desk_time import desk_time
from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.actions import NotAllowedError, propose_extension
from kedeng.apps.rounds.actions.refused import require_province
from kedeng.apps.rounds.models import Extension
from kedeng.domain.policy import Action, Actor
from kedeng.domain.states import STATES, State


@transaction.atomic
def extend(*, actor: Actor, registration: Registration, closes: datetime, reason: str) -> Extension:
    """Let the present desk of a record send it on until `closes`.

    Raises NotAllowedError of the rounds room (see `propose_extension`), and "extension_of_ended"
    for a record that nobody sends on any more.
    """
    require_province(actor, Action.MANAGE_ROUNDS, registration.round.organisation_id)
    if STATES[State(registration.state)].closed:
        raise NotAllowedError("extension_of_ended")
    here = desk_time(registration)
    return propose_extension(
        actor=actor,
        round_=registration.round,
        step=here.step,
        closes=closes,
        reason=reason,
        record_code=registration.code,
        about=f"{registration.filer_organisation.name}的登记 {registration.code}",
        present=here.window.closes,
    )
