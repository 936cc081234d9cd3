"""Reads of the sessions of a person."""

from django.utils import timezone

from kedeng.apps.organisations.models import Session
from kedeng.domain.policy import Actor


def sessions_of(actor: Actor) -> list[Session]:
    """Give an actor's own sessions that have not expired, the one seen last first."""
    live = Session.objects.filter(user_id=actor.user_id, expire_date__gt=timezone.now())
    return list(live.defer("session_data").order_by("-seen_at"))
