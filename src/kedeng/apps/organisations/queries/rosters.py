"""Reads of uploaded rosters."""

from kedeng.apps.organisations.models import Roster
from kedeng.domain.policy import Actor


def roster_for(actor: Actor, roster_id: int) -> Roster | None:
    """Find a roster that the actor uploaded and has not taken; None for any other."""
    return Roster.objects.filter(pk=roster_id, uploader_id=actor.user_id, taken_at=None).first()
