"""Announcements for everybody who may read them: 主动公开 without a login, the rest by address."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.announcements import actions, queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.domain.announcements import Stage
from kedeng.domain.policy import Action, decide
from kedeng.renderings.prose import blocks
from kedeng.web.records.delivery import stored_answer
from kedeng.web.typed import typed

PAGE = 20


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """List what is addressed to the reader, unread first; and what everybody may read."""
    actor = request.actor
    received = actor is not None and "all" not in request.GET
    found = (
        queries.addressed_to(actor)
        if received
        else queries.announcements_seen_by(actor).filter(stage=Stage.PUBLISHED.value)
    )
    paginator = Paginator(found, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "area": "announcements",
        "received": received,
        "page": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "joined": "" if received or actor is None else "all=1&",
        "may_issue": actor is not None and bool(decide(actor, Action.ISSUE_ANNOUNCEMENT)),
    }
    return render(request, "public/announcements.html", context)


@require_safe
def announcement(request: HttpRequest, code: str) -> HttpResponse:
    """Show an announcement; of a withdrawn one the title and why."""
    actor, found = request.actor, _found(request, code)
    covered = found.forwards
    is_addressed = actor is not None and queries.is_addressed_to(actor, found)
    context: dict[str, Any] = {
        "area": "announcements",
        "announcement": found,
        "blocks": blocks(found.body),
        "files": list(found.files.select_related("file")),
        "original": queries.announcement_for(actor, covered.code) if covered else None,
        "is_addressed": is_addressed,
        "mark": queries.mark_of(actor, found) if is_addressed else None,
        "may_forward": is_addressed and bool(decide(actor, Action.ISSUE_ANNOUNCEMENT)),
    }
    return render(request, "public/announcement.html", context)


@require_safe
def attachment(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """Give a file of an announcement that the reader may read, or of the own draft."""
    found = queries.announcement_for(request.actor, code)
    if found is None and request.actor is not None:
        found = queries.own_announcement(request.actor, code)
    kept = queries.file_of(found, file_id) if found else None
    if found is None or kept is None or found.stage == Stage.WITHDRAWN:
        raise Http404
    saved = bool(typed(request.GET.get("download"), 5))
    return stored_answer(request, kept.file, kept.name, saved=saved)


@require_POST
def mark(request: HttpRequest, code: str) -> HttpResponse:
    """Note 已阅: the one thing that says somebody has read it."""
    found = _found(request, code)
    try:
        actions.mark_read(actor=request.actor, announcement=found)
    except RefusedError as error:
        raise Http404 from error
    return redirect("announcement", code)


def _found(request: HttpRequest, code: str) -> Any:
    found = queries.announcement_for(request.actor, code)
    if found is None:
        raise Http404
    return found
