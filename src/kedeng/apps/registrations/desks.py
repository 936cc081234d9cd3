"""What a desk keeps for its own work, as it is read: usual words."""

from django.db.models import Q, QuerySet

from kedeng.apps.registrations.models import ReviewPhrase
from kedeng.domain.policy import Actor


def phrases_of(actor: Actor) -> QuerySet[ReviewPhrase]:
    """Give the phrases that an actor may use: one's own and the desk's, by their words."""
    here = ReviewPhrase.objects.filter(organisation_id=actor.organisation_id)
    return here.filter(Q(owner_id=actor.user_id) | Q(owner=None)).order_by("text")
