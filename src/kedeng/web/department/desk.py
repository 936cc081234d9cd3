"""The review desk: evidence beside the form, notes, checklist, moves; then the next record."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.reading import read_revision
from kedeng.apps.registrations import actions, desks, queries
from kedeng.apps.registrations.actions import Receipt
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.checklist import checks_of
from kedeng.domain.workflow import TRANSITIONS
from kedeng.renderings.refusals import OF_RIGHTS, refusal, status_of
from kedeng.web.access import refuse
from kedeng.web.account import lasting
from kedeng.web.department.filters import chosen_filter, query_of
from kedeng.web.department.pane import desk_context, neighbours
from kedeng.web.department.posted import Typed, kept_again, read_typed, to_keep
from kedeng.web.records.seen import seen_record
from kedeng.web.typed import typed_number

# Code of a refusal → the box on the desk where it is mended.
_BOXES = {"checklist_open": "checks", "reason_missing": "reason", "reason_too_long": "reason"}


@require_safe
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """Show a submitted record on the desk; a draft has a page of its own."""
    registration = seen_record(request, code)
    if queries.revision_of(registration) is None:
        return redirect("record", code=code)
    kept = desks.kept_draft(request.actor, registration)
    typed = kept_again(kept.content) if kept else Typed()
    return _page(request, registration, typed, kept_at=kept.saved_at if kept else None)


@require_POST
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """Start a review, or put the record back (`op=release`)."""
    registration = seen_record(request, code)
    act = actions.release if request.POST.get("op") == "release" else actions.claim
    try:
        act(actor=request.actor, registration=registration)
    except RefusedMoveError as error:
        if error.code in OF_RIGHTS:
            return refuse(request, refusal(error.code, error.params))
        messages.error(request, refusal(error.code, error.params))
    return redirect(_address(code, request))


@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Give the record to a reviewer of the desk, as who manages it."""
    registration = seen_record(request, code)
    reviewer = typed_number(request.POST.get("reviewer")) or 0
    try:
        actions.assign(actor=request.actor, registration=registration, user_id=reviewer)
    except RefusedMoveError as error:
        if error.code in OF_RIGHTS:
            return refuse(request, refusal(error.code, error.params))
        messages.error(request, refusal(error.code, error.params))
    else:
        messages.success(request, _("已指派。"))
    return redirect(_address(code, request))


@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Put by what was typed so far: in the background, or by its button."""
    registration = seen_record(request, code)
    if queries.revision_of(registration) is None:
        return redirect("record", code=code)
    background = request.headers.get("X-Requested-With") == "autosave"
    try:
        kept = actions.put_by(
            actor=request.actor, registration=registration, content=to_keep(read_typed(request))
        )
    except RefusedMoveError as error:
        told = refusal(error.code, error.params)
        if background:
            return JsonResponse({"message": told}, status=status_of(error.code))
        return _page(request, registration, read_typed(request), refused=error)
    saved = f"{timezone.localtime(kept.saved_at):%H:%M:%S}"
    if background:
        return JsonResponse({"saved": saved, "session": asdict(lasting.left(request))})
    messages.success(request, _("已暂存 {time}，办理以前只有本人看得到。").format(time=saved))
    return redirect(_address(code, request))


@require_POST
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Make a move, then show the next record of the queue.

    A refused one shows the desk again with the reason and everything that was typed.
    """
    registration = seen_record(request, code)
    revision = queries.revision_of(registration)
    typed = read_typed(request)
    if revision is None or typed.transition not in TRANSITIONS:
        return redirect("record", code=code)
    reading = read_revision(registration, revision)
    chosen = chosen_filter(request)
    following = neighbours(request.actor, chosen, code).following
    try:
        receipt = actions.move(
            actor=request.actor,
            arrived_at=request.arrived_at,
            registration=registration,
            transition=typed.transition,
            expected_version=typed.version,
            reason=typed.whole_reason(reading.catalogue),
            reason_code=typed.reason_code,
            to_desk=typed.to_desk if typed.transition == "return" else None,
            checks=dict(typed.checks),
            notes=typed.review_notes(reading),
        )
    except RefusedMoveError as error:
        return _page(request, seen_record(request, code), typed, refused=error)
    messages.success(request, done(receipt, reading.title))
    if following and following != code:
        return redirect(_address(following, request))
    return redirect(f"{reverse('queue')}{query_of(chosen)}")


def done(receipt: Receipt, title: str) -> str:
    """Say what was done, as in «已推荐：» and the title."""
    did = TRANSITIONS[receipt.transition].done
    if receipt.transition == "register":
        told = _("已{done}，登记号 {number}：{title}")
        return told.format(done=did, number=receipt.number, title=title)
    return _("已{done}：{title}").format(done=did, title=title)


def _address(code: str, request: HttpRequest) -> str:
    """Address of a record on the desk, with the queue's filters."""
    return f"{reverse('desk', args=[code])}{query_of(chosen_filter(request))}"


def _page(
    request: HttpRequest,
    registration: Any,
    typed: Typed,
    *,
    refused: RefusedMoveError | None = None,
    kept_at: datetime | None = None,
) -> HttpResponse:
    chosen = chosen_filter(request)
    reading = read_revision(registration, queries.revision_of(registration))
    box = _BOXES.get(refused.code, "") if refused else ""
    context = {
        **desk_context(request.actor, registration, reading, typed),
        "near": neighbours(request.actor, chosen, registration.code),
        "query": query_of(chosen),
        "refused": refusal(refused.code, refused.params) if refused else "",
        "mend_at": box,
        "kept_at": kept_at,
        "first_open": _first_open(typed) if box == "checks" else "",
    }
    status = status_of(refused.code) if refused else 200
    return render(request, "department/desk.html", context, status=status)


def _first_open(typed: Typed) -> str:
    """Key of the first line of the checklist that is not ticked."""
    return next((key for key in checks_of(typed.transition) if not typed.checks.get(key)), "")
