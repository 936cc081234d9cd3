"""Rights given and taken, accounts suspended and let in again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from kedeng.apps.organisations.actions.asking import (
    ask_grants,
    ask_over,
    labels,
    locked,
    refuse_shared,
)
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.telling import in_order, tell
from kedeng.apps.organisations.models import ActivationCode, User, UserRight
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.grants import Change
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


@transaction.atomic
def set_rights(
    *, actor: Actor, user: User, rights: Iterable[Right], expected: Iterable[Right]
) -> User:
    """Replace the whole set of a user's rights. `expected` is the set that the actor saw.

    A manager moves only rights that he or she holds; the rest stays as it is. What is taken away
    is gone at the next request. Raises OutOfReachError, and RefusedError: super_only,
    manage_missing, body_closed, super_answers_above, rights_changed_meanwhile, not_grantable,
    account_shared.
    """
    fresh = locked(user)
    facts = ask_over(actor, Act.GRANT, fresh)
    refuse_shared(fresh)
    before, after = rights_of(fresh), frozenset(rights)
    if before != frozenset(expected):
        raise RefusedError("rights_changed_meanwhile", rights=labels(before) or "无")
    given, taken = after - before, before - after
    ask_grants(actor, facts, given if actor.is_super else given | taken)
    if not given and not taken:
        return fresh
    UserRight.objects.filter(user=fresh, right__in=[right.value for right in taken]).delete()
    UserRight.objects.bulk_create(UserRight(user=fresh, right=right.value) for right in given)
    tell(
        actor=actor,
        kind=Event.RIGHTS_CHANGED,
        user=fresh,
        details={
            "given": [right.value for right in in_order(given)],
            "taken": [right.value for right in in_order(taken)],
        },
        lines=[
            *((Change.GRANTED, right) for right in in_order(given)),
            *((Change.TAKEN, right) for right in in_order(taken)),
        ],
    )
    return fresh


def rights_of(user: User) -> frozenset[Right]:
    """The rights that a user holds in the own name, as they are in the database now."""
    return frozenset(Right(value) for value in user.rights.values_list("right", flat=True))


@transaction.atomic
def suspend(*, actor: Actor, user: User, reason: str = "") -> User:
    """Suspend an account: its sessions and tokens end with the next request.

    Side effects in order: the account, its live first credential, history. Raises OutOfReachError,
    and RefusedError: super_only, manage_missing, body_closed, super_answers_above, not_yourself.
    """
    fresh = locked(user)
    ask_over(actor, Act.SUSPEND, fresh)
    if fresh.pk == actor.user_id:
        raise RefusedError("not_yourself")
    return shut_out(actor=actor, user=fresh, reason=reason)


def shut_out(*, actor: Actor, user: User, reason: str) -> User:
    """Suspend an account after the question was asked; for `suspend` and for who leaves."""
    if not user.is_active:
        return user
    refuse_shared(user)
    user.is_active, user.frozen_at = False, timezone.now()
    user.save(update_fields=["is_active", "frozen_at"])
    live = ActivationCode.objects.filter(user=user, used_at=None, withdrawn_at=None)
    live.update(withdrawn_at=user.frozen_at)
    tell(
        actor=actor,
        kind=Event.USER_SUSPENDED,
        user=user,
        details={"reason": reason},
        lines=[(Change.SUSPENDED, None)],
        remark=reason,
    )
    return user


@transaction.atomic
def reactivate(*, actor: Actor, user: User) -> User:
    """Let a suspended account in again, with the rights that it had. Raises as `suspend` does."""
    fresh = locked(user)
    ask_over(actor, Act.SUSPEND, fresh)
    if fresh.is_active:
        return fresh
    fresh.is_active, fresh.frozen_at = True, None
    fresh.save(update_fields=["is_active", "frozen_at"])
    tell(
        actor=actor,
        kind=Event.USER_REACTIVATED,
        user=fresh,
        details={},
        lines=[(Change.REACTIVATED, None)],
    )
    return fresh
