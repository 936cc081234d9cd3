"""How long a session lasts: without a request, and at most (domain/logins.py)."""

from django.http import HttpRequest
from django.utils import timezone

from kedeng.apps.organisations.actions import note_seen
from kedeng.apps.organisations.actions.sessions import SEEN_TO
from kedeng.domain.logins import Left, is_over as limits_are_over, limits_of, time_left
from kedeng.domain.policy import Actor


def is_over(request: HttpRequest, actor: Actor) -> bool:
    """Whether the session has ended; of one that goes on, note that it was used.

    What the page was about to save goes through the log-in as ever (web/access.py).
    """
    row = request.session.row
    if row is None or row.began_at is None:  # it began with this very request
        return False
    limits = limits_of(actor, demo=request.user.password_locked)
    if limits_are_over(limits, began=row.began_at, seen=row.seen_at, now=timezone.now()):
        return True
    note_seen(session=row)
    return False


def left(request: HttpRequest) -> Left:
    """Say how long the session lasts after this request, which itself counts as use.

    The page is told, so that it can warn in time (WCAG 2.2.1).
    """
    row, now = request.session.row, timezone.now()
    limits = limits_of(request.actor, demo=request.user.password_locked)
    if row is None or row.began_at is None:
        return time_left(limits, began=now, seen=now, now=now)
    seen = row.seen_at if now - row.seen_at <= SEEN_TO else now  # else it was noted just now
    return time_left(limits, began=row.began_at, seen=seen, now=now)
