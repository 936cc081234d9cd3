"""The landing page for guests; people who are logged in are led to where their work is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kedeng.apps.announcements.queries import front_announcements
from kedeng.apps.insight.front import register_size, rounds_shown
from kedeng.domain.policy import DESK_RIGHTS, Actor
from kedeng.domain.rights import Right

FRONT = 5  # announcements on the landing page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what this is, the round with its dates, and the way in."""
    if request.actor is not None:
        return redirect(start_page(request.actor))
    context = {
        "rounds": rounds_shown(timezone.now()),
        "published": register_size(),
        "announcements": front_announcements(FRONT),
    }
    return render(request, "public/home.html", context)


def start_page(actor: Actor) -> str:
    """URL name of where an actor's work waits: a desk's queue before the own registrations."""
    if actor.has(*DESK_RIGHTS):
        return "queue"
    if actor.has(Right.ENTER):
        return "mine"
    if actor.has(Right.RECEIVE):
        return "summary_table"
    return "console" if actor.has(Right.MANAGE) else "account"
