"""Claims (开始审查): a desk takes a record up, and its sender can no longer recall it."""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Registration
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide


@transaction.atomic
def claim(*, actor: Actor, registration: Registration) -> None:
    """Start a review. Repeating the own claim changes nothing.

    Raises RefusedMoveError: "right_missing", "not_at_your_desk", "not_claimable_now",
    "claimed_by_another", "moved_meanwhile". Compare and set, then history.
    """
    decision = decide(actor, Action.CLAIM, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    taken = Registration.objects.filter(
        pk=registration.pk, version=registration.version, claimed_by=None
    ).update(claimed_by_id=actor.user_id, claimed_at=timezone.now())
    if taken:
        record(kind=Event.CLAIMED, subject=registration.subject, actor=actor)
        return
    fresh = Registration.objects.select_related("claimed_by").get(pk=registration.pk)
    if fresh.version != registration.version or fresh.claimed_by is None:
        raise RefusedMoveError("moved_meanwhile")  # or released just now: look again
    if fresh.claimed_by_id != actor.user_id:
        raise RefusedMoveError("claimed_by_another", name=fresh.claimed_by.name)


@transaction.atomic
def release(*, actor: Actor, registration: Registration) -> None:
    """Put a claimed record back to the desk's pool; only its holder may. Then history."""
    freed = Registration.objects.filter(
        pk=registration.pk, version=registration.version, claimed_by_id=actor.user_id
    ).update(claimed_by=None, claimed_at=None)
    if not freed:
        raise RefusedMoveError("not_claimed_by_you")
    record(kind=Event.RELEASED, subject=registration.subject, actor=actor)
