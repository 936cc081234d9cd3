"""A later closing for one record: the step that it is at, for whoever holds it (B38)."""

from datetime import datetime

from django.db import transaction

from kedeng.apps.registrations.desk_time import desk_time
from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.actions import propose_extension
from kedeng.apps.rounds.models import Extension
from kedeng.domain.policy import Actor


@transaction.atomic
def extend(*, actor: Actor, registration: Registration, closes: datetime, reason: str) -> Extension:
    """Let the present desk of a record send it on until `closes`.

    Raises NotAllowedError of the rounds room (see `propose_extension`).
    """
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
