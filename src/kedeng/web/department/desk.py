"""The review desk: evidence beside the form, notes, checklist, moves; then the next record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.reading import read_revision
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions import Receipt
from kedeng.apps.registrations.guards import CHECKS, RefusedMoveError
from kedeng.domain.workflow import TRANSITIONS
from kedeng.renderings.refusals import refusal
from kedeng.web.department.filters import chosen_filter, query_of
from kedeng.web.department.pane import desk_context, neighbours
from kedeng.web.department.posted import Typed, read_typed
from kedeng.web.records.seen import seen_record

# Code of a refusal → the box on the desk where it is mended.
_BOXES = {"checklist_open": "checks", "reason_missing": "reason", "reason_too_long": "reason"}


@require_safe
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """Show a submitted record on the desk; a draft has a page of its own."""
    registration = seen_record(request, code)
    if queries.revision_of(registration) is None:
        return redirect("record", code=code)
    return _page(request, registration, Typed())


@require_POST
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """Start a review, or put the record back (`op=release`)."""
    registration = seen_record(request, code)
    act = actions.release if request.POST.get("op") == "release" else actions.claim
    try:
        act(actor=request.actor, registration=registration)
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
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
        "first_open": _first_open(typed) if box == "checks" else "",
    }
    return render(request, "department/desk.html", context, status=409 if refused else 200)


def _first_open(typed: Typed) -> str:
    """Key of the first line of the checklist that is not ticked."""
    return next((key for key in CHECKS if not typed.checks.get(key)), "")
