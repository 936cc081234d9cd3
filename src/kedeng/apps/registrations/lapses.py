"""A request for a change ends because of something else, whoever had made it."""

from datetime import datetime

from django.db.models import F

from kedeng.apps.registrations.models import ChangeRequest, ChangeStep
from kedeng.domain.changes import Act, Standing
from kedeng.domain.policy import Actor


def lapse(actor: Actor, change: ChangeRequest, act: Act, now: datetime) -> None:
    """End an open request with a step that says why. Asks no right: it follows from an act."""
    ChangeRequest.objects.filter(pk=change.pk).update(
        standing=Standing.WITHDRAWN.value, version=F("version") + 1, decided_at=now
    )
    ChangeStep.objects.create(
        change=change,
        act=act.value,
        actor_id=actor.user_id,
        actor_name=actor.name,
        organisation_name=actor.organisation_name,
        desk=change.desk,
        done_at=now,
    )
