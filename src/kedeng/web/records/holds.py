"""Holding a publication back, on the record's page and as a list (process.md B66)."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.registrations import actions, holds
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.records.seen import seen_record
from kedeng.web.records.views import record_page
from kedeng.web.typed import typed

_SAID = {
    "ask": gettext_lazy("已提交暂缓公布的申请，决定以前不会公布。"),
    "set": gettext_lazy("已暂缓公布。"),
    "grant": gettext_lazy("已同意暂缓公布。"),
    "end": gettext_lazy("已办理。填报人会收到通知。"),
}


@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a hold as the own side (`act=ask`), or set one (`act=set`)."""
    registration = seen_record(request, code)
    act = typed(request.POST.get("act"), 10)
    doing = {"ask": actions.ask_hold, "set": actions.set_hold}.get(act)
    if doing is None:
        raise Http404
    told = {
        "ground": typed(request.POST.get("ground"), 20),
        "reason": typed(request.POST.get("reason"), None),
        "until": typed(request.POST.get("until"), 20),
    }
    try:
        doing(
            actor=request.actor,
            registration=registration,
            ground=told["ground"],
            reason=told["reason"],
            until=_day(told["until"]),
        )
    except RefusedMoveError as error:
        return _refused(request, code, error, hold_typed=told)
    messages.success(request, _SAID[act])
    return redirect(f"/records/{code}/#holds")


@require_POST
def decide(request: HttpRequest, code: str, hold_id: int) -> HttpResponse:
    """Grant what was asked for (`act=grant`); decline or lift it, with a reason (`act=end`)."""
    registration = seen_record(request, code)
    hold = holds.hold_of(registration, hold_id)
    act = typed(request.POST.get("act"), 10)
    if hold is None or act not in {"grant", "end"}:
        raise Http404
    reason = typed(request.POST.get("reason"), None)
    try:
        if act == "grant":
            actions.grant_hold(actor=request.actor, hold=hold)
        else:
            actions.end_hold(actor=request.actor, hold=hold, reason=reason)
    except RefusedMoveError as error:
        return _refused(request, code, error, hold_ended=hold_id, hold_end_reason=reason)
    messages.success(request, _SAID[act])
    return redirect(f"/records/{code}/#holds")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what is held, and what waits to be decided, among what the actor sees."""
    context = {"area": "queue", "holds": holds.live_holds(request.actor)}
    return render(request, "department/holds.html", context)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedMoveError("hold_date_wrong") from error


def _refused(
    request: HttpRequest, code: str, error: RefusedMoveError, **typed_again: object
) -> HttpResponse:
    told = {"refused": refusal(error.code, error.params), "refused_at": "holds", **typed_again}
    return record_page(
        request, seen_record(request, code), status=status_of(error.code, 422), **told
    )
