"""Requests for a change at a desk: read side by side, passed on, sent back, decided."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.registrations import actions, change_records
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.changes import ACTS, Act, Kind
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.changing import shown
from kedeng.web.typed import typed, typed_number

_DO = {
    Act.PASS_ON: actions.pass_on_change,
    Act.SEND_BACK: actions.send_change_back,
    Act.APPROVE: actions.approve_change,
    Act.REFUSE: actions.refuse_change,
}
_STOPS = {Act.SEND_BACK, Act.REFUSE}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what waits at the desk, what the province has begun, what was here before."""
    actor = request.actor
    now = timezone.now()
    context = {
        "area": "queue",
        "waiting": [
            (each, (now - each.desk_since).days if each.desk_since else 0)
            for each in change_records.waiting_changes(actor)
        ],
        "begun": change_records.corrections_begun(actor),
        "decided": [
            (each, change_records.waits_at(each)) for each in change_records.decided_changes(actor)
        ],
    }
    return render(request, "department/changes.html", context)


@require_safe
def change(request: HttpRequest, change_code: str) -> HttpResponse:
    """Show a request with all that there is to judge it by."""
    return _page(request, _found(request, change_code))


@require_POST
def decide(request: HttpRequest, change_code: str) -> HttpResponse:
    """Pass on, send back, approve or refuse. What was typed is kept on a refusal."""
    found, act = _found(request, change_code), typed(request.POST.get("act"), 20)
    if act not in set(Act) or Act(act) not in _DO:
        raise Http404
    text = typed(request.POST.get("text"), None)
    try:
        _DO[Act(act)](
            actor=request.actor,
            change=found,
            text=text,
            expected_version=typed_number(request.POST.get("version")) or 0,
        )
    except RefusedMoveError as error:
        told = {"problem": refusal(error.code, error.params), "text": text}
        return _page(request, _found(request, change_code), status=status_of(error.code), **told)
    done = ACTS[Act(act)].done
    messages.success(
        request, _("已{done}：{title}").format(done=done, title=found.registration.title)
    )
    return redirect("changes")


def _found(request: HttpRequest, change_code: str) -> Any:
    found = change_records.change_for(request.actor, change_code)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Any, status: int = 200, **more: Any) -> HttpResponse:
    offered = change_records.acts_offered(request.actor, found)
    mine = [act for act in offered if act in _DO]
    waits_for_second = found.kind == Kind.CORRECTION and found.standing == "asked" and not mine
    context = {
        "area": "queue",
        **shown(found),
        "onward": [(act.value, ACTS[act].label) for act in mine if act not in _STOPS],
        "stops": [(act.value, ACTS[act].label) for act in mine if act in _STOPS],
        "may_be_silent": Act.APPROVE in mine,
        "waits_for_second": waits_for_second,
        "can_edit": found.kind == Kind.CORRECTION and Act.EDIT in offered,
        **more,
    }
    return render(request, "department/change.html", context, status=status)
