"""What a desk keeps for its own work, as it is read: usual words, what was put by, who reviews."""

from django.db.models import Q, QuerySet

from kedeng.apps.organisations.models import User
from kedeng.apps.registrations.models import DeskDraft, Registration, ReviewPhrase, SavedView
from kedeng.domain.policy import DESK_RIGHTS, Actor


def phrases_of(actor: Actor) -> QuerySet[ReviewPhrase]:
    """Give the phrases that an actor may use: one's own and the desk's, by their words."""
    here = ReviewPhrase.objects.filter(organisation_id=actor.organisation_id)
    return here.filter(Q(owner_id=actor.user_id) | Q(owner=None)).order_by("text")


def kept_draft(actor: Actor, registration: Registration) -> DeskDraft | None:
    """Give what the actor has put by on a record's desk."""
    return DeskDraft.objects.filter(registration=registration, user_id=actor.user_id).first()


def reviewers_of(actor: Actor) -> QuerySet[User]:
    """Give who may be given a record of the actor's desk, by name."""
    held = sorted(right.value for right in DESK_RIGHTS)
    here = User.objects.filter(organisation_id=actor.organisation_id, is_active=True)
    return here.filter(rights__right__in=held).distinct().order_by("name", "pk")


def views_of(actor: Actor) -> QuerySet[SavedView]:
    """Give the actor's saved views, by name."""
    return SavedView.objects.filter(user_id=actor.user_id)
