"""Log-ins, told in history: the good ones with their actor, the failed ones without."""

from django.db import transaction

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import User
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor

NOBODY = "login"  # of an account that there is not: what was typed may be a password, and stays out


@transaction.atomic
def tell_login(*, actor: Actor) -> None:
    """Tell that somebody logged in."""
    record(kind=Event.LOGGED_IN, subject=f"user:{actor.user_id}", actor=actor)


@transaction.atomic
def tell_failure(*, user: User | None, kind: Event = Event.LOGIN_FAILED) -> None:
    """Tell that a log-in or a code failed. It costs the same where there is no such account."""
    record(kind=kind, subject=f"user:{user.pk}" if user else NOBODY, actor=None)


def tell_failed_login(*, username: str) -> None:
    """Tell a failed log-in under a login name, whether or not there is such an account."""
    tell_failure(user=User.objects.called(username).first())
