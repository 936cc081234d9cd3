"""Checking whether two registrations are one result: the likeness, and a coded decision (B75)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.insight.alike import alike
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.duplicates import VERDICT_LABELS
from kedeng.domain.policy import Action, decide
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.records.seen import seen_record
from kedeng.web.typed import typed, typed_number


@require_http_methods(["GET", "POST"])
def duplicates(request: HttpRequest, code: str) -> HttpResponse:
    """Show what looks like a record, and decide on one of them. What was typed is kept."""
    registration = seen_record(request, code)
    if request.method != "POST":
        return _page(request, registration)
    told = {
        "other_id": typed_number(request.POST.get("other")) or 0,
        "verdict": typed(request.POST.get("verdict"), 20),
        "reason": typed(request.POST.get("reason"), None),
    }
    try:
        actions.decide_duplicate(actor=request.actor, registration=registration, **told)
    except RefusedMoveError as error:
        problem = refusal(error.code, error.params)
        status = status_of(error.code, 422)
        return _page(request, registration, status=status, problem=problem, again=told)
    messages.success(request, _("已记下核对的结论。"))
    return redirect("desk_duplicates", code)


def _page(request: HttpRequest, registration: Any, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "area": "queue",
        "registration": registration,
        "alike": alike(request.actor, registration),
        "verdicts": VERDICT_LABELS.items(),
        "may_decide": bool(decide(request.actor, Action.DECIDE_DUPLICATE, registration.facts())),
        **more,
    }
    return render(request, "department/duplicates.html", context, status=status)
