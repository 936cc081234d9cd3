"""Reads of people: who acts, with which rights today."""

from django.utils import timezone

from kedeng.apps.organisations.models import Deputation, User
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


def actor_for(user: User) -> Actor | None:
    """Build the actor of a user from the rights as they are now; None for a disabled one.

    Read anew at every request, so that what is taken away is gone at once. The super administrator
    manages by office; a deputy holds, for the days agreed, what the giver holds.
    """
    if not user.is_active or not user.organisation.is_active:
        return None
    own = {Right(row.right) for row in user.rights.all()}
    if user.is_super:
        own.add(Right.MANAGE)
    lent = _lent(user) - own
    return Actor(
        user_id=user.pk,
        name=user.name,
        organisation_id=user.organisation_id,
        organisation_name=user.organisation.name,
        rank=user.organisation.rank,
        rights=frozenset(own | lent),
        is_super=user.is_super,
        lent=frozenset(lent),
    )


def _lent(user: User) -> set[Right]:
    """Give the rights that colleagues lend the user today; managing is never lent."""
    today = timezone.localdate()
    live = Deputation.objects.filter(
        deputy=user,
        from_day__lte=today,
        through_day__gte=today,
        ended_at=None,
        giver__is_active=True,
        giver__organisation_id=user.organisation_id,
    )
    held = live.values_list("giver__rights__right", flat=True)
    return {Right(right) for right in held if right} - {Right.MANAGE}


def user_by_id(user_id: int) -> User:
    """Find a user with organisation and rights. Raises User.DoesNotExist."""
    return User.objects.select_related("organisation").prefetch_related("rights").get(pk=user_id)
