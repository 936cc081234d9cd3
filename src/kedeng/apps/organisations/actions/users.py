"""Writes to users and their rights."""

from collections.abc import Iterable

from django.db import transaction

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Organisation, User, UserRight
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


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
