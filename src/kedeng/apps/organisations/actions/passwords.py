"""The own password."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.models import User
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor


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
