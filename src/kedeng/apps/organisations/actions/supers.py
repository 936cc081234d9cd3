"""The super administrator's role: one holder a body, replaced in one atomic act (B27, B28)."""

from dataclasses import dataclass

from django.db import transaction

from kedeng.apps.organisations.actions.asking import (
    ask,
    ask_grants,
    hold_super,
    locked,
    refuse_shared,
)
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.telling import tell
from kedeng.apps.organisations.actions.users import check_person, create_user
from kedeng.apps.organisations.models import Organisation, User, UserRight
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.grants import Change
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who gets an account with the role."""

    username: str
    name: str
    phone: str = ""
    email: str = ""
    rights: frozenset[Right] = frozenset()  # beside managing: a one-person unit also files


@transaction.atomic
def appoint_super(
    *,
    actor: Actor,
    organisation: Organisation,
    who: Person | User,
    replaces: int | None = None,
) -> User:
    """Give a child body its super administrator: a new account, or one of its own users.

    `replaces` is the id of the holder whom the actor saw; None where there was none. The former
    holder keeps the account and its other rights. Raises OutOfReachError, and RefusedError:
    super_only, manage_missing, body_closed, super_there_already, not_grantable, other_body,
    user_suspended, and what `check_person` raises. Then history of both.
    """
    facts = ask(actor, Act.DEFINE_SUPER, organisation)
    present = hold_super(organisation)
    if (present.pk if present else None) != replaces:
        raise RefusedError("super_there_already", name=present.name if present else "无")
    if isinstance(who, Person):
        ask_grants(actor, facts, who.rights)
        check_person(username=who.username, name=who.name, email=who.email)
        _step_down(actor, present)
        return create_user(
            username=who.username,
            name=who.name,
            organisation=organisation,
            rights=who.rights,
            password=None,
            actor=actor,
            is_super=True,
            phone=who.phone,
            email=who.email,
        )
    successor = _eligible(who, organisation)
    _step_down(actor, present)
    return _step_up(actor, successor)


@transaction.atomic
def hand_over_super(*, actor: Actor, to: User) -> User:
    """Hand the actor's own role over to a colleague: both sides change, or neither does.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed,
    other_body, user_suspended, not_activated, not_yourself, account_shared. Then history of both.
    """
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    ask(actor, Act.HAND_OVER, organisation)
    present = hold_super(organisation)
    if present is None or present.pk != actor.user_id:  # handed over a moment ago
        raise RefusedError("super_only")
    if to.pk == actor.user_id:
        raise RefusedError("not_yourself")
    successor = _eligible(to, organisation)
    if successor.activated_at is None:  # nobody would be left who can issue the code
        raise RefusedError("not_activated", name=successor.name)
    _step_down(actor, present)
    return _step_up(actor, successor)


def _eligible(user: User, organisation: Organisation) -> User:
    fresh = locked(user)
    if fresh.organisation_id != organisation.pk:
        raise RefusedError("other_body")
    if not fresh.is_active:
        raise RefusedError("user_suspended", name=fresh.name)
    return fresh


def _step_down(actor: Actor, holder: User | None) -> None:
    """Take the role, and with it the right to manage. First, for the database allows one holder."""
    if holder is None:
        return
    refuse_shared(holder)
    holder.is_super = False
    holder.save(update_fields=["is_super"])
    UserRight.objects.filter(user=holder, right=Right.MANAGE.value).delete()
    _tell(actor, Event.SUPER_TAKEN, holder, Change.SUPER_TAKEN)


def _step_up(actor: Actor, successor: User) -> User:
    successor.is_super = True
    successor.save(update_fields=["is_super"])
    _tell(actor, Event.SUPER_GIVEN, successor, Change.SUPER_GIVEN)
    return successor


def _tell(actor: Actor, kind: Event, user: User, change: Change) -> None:
    tell(actor=actor, kind=kind, user=user, details={}, lines=[(change, None)])
