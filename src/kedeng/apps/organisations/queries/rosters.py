"""Reads of uploaded rosters."""

from kedeng.apps.organisations.models import Roster
from kedeng.domain.policy import Actor

MOST = 20  # of a person's rosters that are offered for a choice


def roster_for(actor: Actor, roster_id: int) -> Roster | None:
    """Find a roster that the actor uploaded and has not taken; None for any other."""
    return Roster.objects.filter(pk=roster_id, uploader_id=actor.user_id, taken_at=None).first()


def rosters_with_people(actor: Actor) -> list[Roster]:
    """Give the newest rosters that an actor sent and that have defined people."""
    sent = Roster.objects.filter(uploader_id=actor.user_id).defer("content")
    return [each for each in sent.order_by("-uploaded_at", "-pk")[:MOST] if each.logins]
