"""Pleas on the record's page and as a list of a desk (process.md h3)."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.registrations import actions, pleas
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.pleas import PLEAS, PleaKind
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.records.seen import seen_record
from kedeng.web.records.views import record_page
from kedeng.web.typed import typed

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Plea


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the desk for a move; what was typed is kept on a refusal."""
    registration = seen_record(request, code)
    kind = typed(request.POST.get("kind"), 20)
    if kind not in set(PleaKind):
        raise Http404
    told = {
        "kind": kind,
        "reason": typed(request.POST.get("reason"), None),
        "ground": typed(request.POST.get("ground"), 40),
    }
    try:
        actions.plead(
            actor=request.actor,
            registration=registration,
            kind=PleaKind(kind),
            reason=told["reason"],
            ground=told["ground"],
        )
    except RefusedMoveError as error:
        return _refused(request, code, error, plea_typed=told)
    label = PLEAS[PleaKind(kind)].label
    messages.success(request, _("已{label}，答复以后会收到消息。").format(label=label))
    return redirect(f"/records/{code}/#pleas")


@require_POST
def decline(request: HttpRequest, code: str, plea_id: int) -> HttpResponse:
    """Decline a plea with an answer; what grants one is the move itself."""
    plea = _plea_or_404(request, code, plea_id)
    answer = typed(request.POST.get("answer"), None)
    try:
        actions.decline_plea(actor=request.actor, plea=plea, answer=answer)
    except RefusedMoveError as error:
        return _refused(request, code, error, plea_answered=plea_id, plea_answer=answer)
    messages.success(request, _("已答复：不同意。{name}会收到消息。").format(name=plea.asked_by))
    return redirect(f"/records/{code}/#pleas")


@require_POST
def take_back(request: HttpRequest, code: str, plea_id: int) -> HttpResponse:
    """Take back one's own plea; it may be made anew."""
    plea = _plea_or_404(request, code, plea_id)
    try:
        actions.take_back_plea(actor=request.actor, plea=plea)
    except RefusedMoveError as error:
        return _refused(request, code, error)
    label = PLEAS[plea.of].label
    messages.success(request, _("已撤回{label}。需要时可以重新提出。").format(label=label))
    return redirect(f"/records/{code}/#pleas")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the pleas that wait for the actor's desk, the oldest first."""
    context = {"area": "queue", "pleas": pleas.waiting_pleas(request.actor)}
    return render(request, "department/pleas.html", context)


def _plea_or_404(request: HttpRequest, code: str, plea_id: int) -> "Plea":
    plea = pleas.plea_of(request.actor, seen_record(request, code), plea_id)
    if plea is None:
        raise Http404
    return plea


def _refused(
    request: HttpRequest, code: str, error: RefusedMoveError, **typed_again: Any
) -> HttpResponse:
    told = {"refused": refusal(error.code, error.params), "refused_at": "pleas", **typed_again}
    return record_page(
        request, seen_record(request, code), status=status_of(error.code, 422), **told
    )
