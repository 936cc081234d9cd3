"""Ending sessions, and noting that one is still in use."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Session, User
from kedeng.apps.organisations.session_store import row_key
from kedeng.domain.events import Event
from kedeng.domain.logins import Limits, is_over
from kedeng.domain.policy import Actor

SEEN_TO = timedelta(minutes=1)


def note_seen(*, session: Session) -> None:
    """Note that a session was used; written once a minute at most."""
    now = timezone.now()
    if session.seen_at is None or now - session.seen_at > SEEN_TO:
        Session.objects.filter(pk=session.pk).update(seen_at=now)


@transaction.atomic
def end_session(*, actor: Actor, key: str) -> bool:
    """End one of the actor's own sessions; False for a foreign or unknown one. Then history."""
    ended, _ = Session.objects.filter(user_id=actor.user_id, session_key=key).delete()
    if ended:
        _tell(actor, ended)
    return bool(ended)


@transaction.atomic
def end_other_sessions(*, actor: Actor, cookie: str | None) -> int:
    """End all of the actor's sessions but that of the cookie, and say how many. Then history."""
    others = Session.objects.filter(user_id=actor.user_id)
    ended, _ = others.exclude(session_key=row_key(cookie or "")).delete()
    if ended:
        _tell(actor, ended)
    return ended


@transaction.atomic
def end_surplus_sessions(*, actor: Actor, cookie: str | None, limits: Limits) -> int:
    """At a log-in, end those of the actor's sessions that are too many beside that of the cookie.

    Those used last stay. Gives how many ended that were still alive. Then history.
    """
    if limits.parallel is None:
        return 0
    now = timezone.now()
    mine = Session.objects.filter(user_id=actor.user_id, began_at__isnull=False)
    others = list(mine.exclude(session_key=row_key(cookie or "")).order_by("-seen_at"))
    alive = [
        each
        for each in others
        if not is_over(limits, began=each.began_at, seen=each.seen_at, now=now)
    ]
    surplus = alive[limits.parallel - 1 :]
    Session.objects.filter(pk__in=[each.pk for each in surplus]).delete()
    if surplus:
        _tell(actor, len(surplus), limit=limits.parallel)
    return len(surplus)


def end_sessions_of(user: User) -> None:
    """End every session of a user. Called by an action that records what it did."""
    Session.objects.filter(user=user).delete()


def sweep_sessions() -> None:
    """Forget the sessions that have expired; a log-in does so."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def _tell(actor: Actor, ended: int, **more: int) -> None:
    record(
        kind=Event.SESSIONS_ENDED,
        subject=f"user:{actor.user_id}",
        actor=actor,
        details={"sessions": ended, **more},
    )
