"""Writes to users: created, defined by a superior, changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.organisations.actions.asking import (
    ask,
    ask_grants,
    ask_over,
    locked,
    refuse_shared,
)
from kedeng.apps.organisations.actions.changing import change, changed_since
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.telling import in_order, tell
from kedeng.apps.organisations.models import Organisation, User, UserRight
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.grants import Change
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right

_USERNAME = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._@-]{1,59}")


@transaction.atomic
def create_user(  # noqa: PLR0913 - the columns of an account
    *,
    username: str,
    name: str,
    organisation: Organisation,
    rights: Iterable[Right],
    password: str | None,
    actor: Actor | None = None,
    is_super: bool = False,
    password_locked: bool = False,
    phone: str = "",
    email: str = "",
) -> User:
    """Create a user with rights; then history. Asks nobody: doors call `define_user`.

    Without a password the account has none that could be used. Raises RefusedError: username_taken,
    super_there_already (a body has one), also where somebody else is quicker by a moment.
    """
    user = User(
        username=username,
        name=name,
        organisation=organisation,
        is_super=is_super,
        password_locked=password_locked,
        phone=phone,
        email=email,
        activated_at=timezone.now() if password else None,
    )
    user.set_password(password)
    _insert(user)
    given = in_order(rights)
    UserRight.objects.bulk_create(UserRight(user=user, right=right.value) for right in given)
    lines = [(Change.DEFINED, None), *((Change.GRANTED, right) for right in given)]
    if is_super:
        lines.append((Change.SUPER_GIVEN, None))
    tell(
        actor=actor,
        kind=Event.USER_CREATED,
        user=user,
        details={"rights": sorted(right.value for right in given), "is_super": is_super},
        lines=lines,
    )
    return user


def _insert(user: User) -> None:
    """Save a new account; say in words which of the database's constraints it broke."""
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        if User.objects.called(user.username).exists():
            raise RefusedError("username_taken", username=user.username) from error
        holder = User.objects.filter(organisation=user.organisation, is_super=True).first()
        if user.is_super and holder is not None:
            raise RefusedError("super_there_already", name=holder.name) from error
        raise


@transaction.atomic
def define_user(  # noqa: PLR0913 - what is known of a person
    *,
    actor: Actor,
    organisation: Organisation,
    username: str,
    name: str,
    rights: Iterable[Right],
    phone: str = "",
    email: str = "",
) -> User:
    """Define a user of a body with rights; the first credential is issued apart.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed,
    not_grantable, name_missing, username_shape, username_taken, email_wrong. Then history.
    """
    facts = ask(actor, Act.DEFINE_USER, organisation)
    wanted = frozenset(rights)
    ask_grants(actor, facts, wanted)
    check_person(username=username, name=name, email=email)
    return create_user(
        username=username,
        name=name,
        organisation=organisation,
        rights=wanted,
        password=None,
        actor=actor,
        phone=phone,
        email=email,
    )


def check_person(*, username: str, name: str, email: str) -> None:
    """Judge who is to become a user; raises RefusedError for the first of `person_flaws`."""
    for _, error in person_flaws(username=username, name=name, email=email):
        raise error


def person_flaws(*, username: str, name: str, email: str) -> Iterator[tuple[str, RefusedError]]:
    """Say what is wrong with who is to become a user, with the field that it is about.

    Codes: name_missing, email_wrong, username_shape, username_taken. Login names that differ in
    their case alone are the same.
    """
    if not name:
        yield "name", RefusedError("name_missing")
    if error := _email_flaw(email):
        yield "email", error
    if not _USERNAME.fullmatch(username):
        yield "username", RefusedError("username_shape")
    elif User.objects.called(username).exists():
        yield "username", RefusedError("username_taken", username=username)


def _email_flaw(email: str) -> RefusedError | None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        return RefusedError("email_wrong")
    return None


@transaction.atomic
def change_user(
    *,
    actor: Actor,
    user: User,
    name: str,
    phone: str,
    email: str,
    seen: Mapping[str, Any] = MappingProxyType({}),
) -> User:
    """Change what is known of a person; then history with what was and what is.

    `seen` is what stood in the form when it was drawn. Raises OutOfReachError, and RefusedError:
    super_only, manage_missing, body_closed, super_answers_above, name_missing, email_wrong,
    changed_meanwhile (with what stands there `now`). What stays the same is no event.
    """
    fresh = locked(user)
    ask_over(actor, Act.DEFINE_USER, fresh)
    refuse_shared(fresh)
    if not name:
        raise RefusedError("name_missing")
    if error := _email_flaw(email):
        raise error
    asked = {"name": name, "phone": phone, "email": email}
    now = changed_since(fresh, asked, seen)
    if now:
        raise RefusedError("changed_meanwhile", now=now)
    changed = change(fresh, asked)
    if changed:
        tell(actor=actor, kind=Event.USER_CHANGED, user=fresh, details={"changed": changed})
    return fresh
