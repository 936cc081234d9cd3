"""Writes to organisations and people."""

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import (
    ApiToken,
    Organisation,
    OrganisationName,
    User,
    UserRight,
)
from kedeng.apps.organisations.queries import live_token, token_digest
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.lib.names import random_token
from kedeng.lib.text import folded, pinyin_key


class RefusedError(Exception):
    """An action that is not done; `code` chooses the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def create_organisation(
    *,
    name: str,
    rank: int,
    parent: Organisation | None,
    actor: Actor | None = None,
    other_names: Iterable[str] = (),
    **details: object,
) -> Organisation:
    """Create an organisation with its names; then history. `details` are further columns."""
    organisation = Organisation.objects.create(
        name=name, rank=rank, parent=parent, sort_key=pinyin_key(name), **details
    )
    # The present name stands among the names too, so that one look-up finds them all.
    names = {folded(each): each for each in (*other_names, name)}
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=organisation, name=each, folded=key)
        for key, each in names.items()
    )
    record(
        kind=Event.ORGANISATION_CREATED,
        subject=f"organisation:{organisation.pk}",
        actor=actor,
        details={"name": name, "rank": rank},
    )
    return organisation


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
) -> User:
    """Create a user with rights; then history.

    The database refuses a second super administrator of an organisation (IntegrityError).
    """
    user = User(
        username=username,
        name=name,
        organisation=organisation,
        is_super=is_super,
        password_locked=password_locked,
        phone=phone,
    )
    user.set_password(password)
    user.save()
    UserRight.objects.bulk_create(UserRight(user=user, right=right.value) for right in rights)
    record(
        kind=Event.USER_CREATED,
        subject=f"user:{user.pk}",
        actor=actor,
        details={"username": username, "rights": sorted(right.value for right in rights)},
    )
    return user


@transaction.atomic
def change_password(*, actor: Actor, old: str, new: str) -> User:
    """Change the actor's own password.

    Raises RefusedError("password_locked") for a demo account, RefusedError("password_wrong"), and
    Django's ValidationError for a weak one. Side effects: the hash, then history.
    """
    user = User.objects.get(pk=actor.user_id)
    if user.password_locked:
        raise RefusedError("password_locked")
    if not user.check_password(old):
        raise RefusedError("password_wrong")
    validate_password(new, user)
    user.set_password(new)
    user.save(update_fields=["password"])
    record(kind=Event.PASSWORD_CHANGED, subject=f"user:{user.pk}", actor=actor)
    return user


@transaction.atomic
def issue_token(*, actor: Actor, label: str) -> str:
    """Issue a bearer token for the actor: shown once, kept as a digest only. Then history."""
    token = random_token()
    ApiToken.objects.create(
        user_id=actor.user_id,
        label=label[:60] or "未命名",
        digest=token_digest(token),
        hint=token[-6:],
    )
    record(
        kind=Event.TOKEN_ISSUED,
        subject=f"user:{actor.user_id}",
        actor=actor,
        details={"label": label[:60], "hint": token[-6:]},
    )
    return token


def use_token(token: str) -> User | None:
    """Find the user of a live bearer token, and note the day: written once a day at most."""
    found, today = live_token(token), timezone.localdate()
    if found is None:
        return None
    if found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found.user


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: int) -> None:
    """Revoke one of the actor's own tokens; a foreign or unknown one is left alone in silence.

    Raises RefusedError("token_locked") for a demo account, whose token everybody uses.
    """
    if User.objects.filter(pk=actor.user_id, password_locked=True).exists():
        raise RefusedError("token_locked")
    revoked = ApiToken.objects.filter(pk=token_id, user_id=actor.user_id, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if revoked:
        record(
            kind=Event.TOKEN_REVOKED,
            subject=f"user:{actor.user_id}",
            actor=actor,
            details={"token": token_id},
        )
