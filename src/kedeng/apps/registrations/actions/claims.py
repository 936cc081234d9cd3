"""Who reviews a record: claimed (开始审查), given by who manages the desk, back in the pool.

What is claimed or given has been taken up: its sender can no longer recall it.
"""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import actor_for
from kedeng.apps.registrations.guards import RefusedMoveError, filed_by
from kedeng.apps.registrations.models import Registration
from kedeng.domain.events import Event
from kedeng.domain.policy import DESK_RIGHTS, Action, Actor, decide
from kedeng.domain.routes import StopKind


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
    """Put a record back to the desk's pool: its holder may, and who manages the desk.

    Raises RefusedMoveError("not_claimed_by_you"). Compare and set, then history, with whose it was.
    """
    held = Registration.objects.filter(pk=registration.pk, version=registration.version)
    holder = registration.claimed_by
    manages = holder is not None and decide(actor, Action.ASSIGN, registration.facts())
    whose = holder.pk if holder is not None and manages else actor.user_id
    if not held.filter(claimed_by_id=whose).update(claimed_by=None, claimed_at=None):
        raise RefusedMoveError("not_claimed_by_you")
    details = {"from": [whose, holder.name]} if holder and whose != actor.user_id else {}
    record(kind=Event.RELEASED, subject=registration.subject, actor=actor, details=details)


@transaction.atomic
def assign(*, actor: Actor, registration: Registration, user_id: int) -> None:
    """Give a record to a reviewer of the desk, or to another one: who manages the desk may.

    It counts as taken up from then on. Giving it to who has it changes nothing. Raises
    RefusedMoveError: "right_missing", "not_at_your_desk", "not_claimable_now", "not_a_reviewer",
    "files_it", "moved_meanwhile". Compare and set, then history.
    """
    decision = decide(actor, Action.ASSIGN, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    user = User.objects.filter(pk=user_id).select_related("organisation").first()
    reviewer = actor_for(user) if user else None
    here = reviewer is not None and reviewer.organisation_id == actor.organisation_id
    if user is None or reviewer is None or not here or not reviewer.has(*DESK_RIGHTS):
        raise RefusedMoveError("not_a_reviewer", name=user.name if user and here else "")
    if filed_by(registration, user.pk) and not _may_review_own(registration):
        raise RefusedMoveError("files_it", name=user.name)
    before = registration.claimed_by
    if before is not None and before.pk == user.pk:
        return
    given = Registration.objects.filter(
        pk=registration.pk, version=registration.version, claimed_by=before
    ).update(claimed_by=user, claimed_at=timezone.now())
    if not given:
        raise RefusedMoveError("moved_meanwhile")
    details = {"to": [user.pk, user.name], "from": [before.pk, before.name] if before else None}
    record(kind=Event.ASSIGNED, subject=registration.subject, actor=actor, details=details)


def _may_review_own(registration: Registration) -> bool:
    """Whether this desk is one where the profile lets somebody review their own (B48)."""
    stops = {stop.position: stop.kind for stop in registration.stops.all()}
    at_unit = stops.get(registration.desk) == StopKind.UNIT
    return at_unit and bool(registration.round.profile.values["unit_reviews_own"])
