"""Which papers do you have? Asked in the notice's words, before or beside the upload."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.evidence_choice import choice_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import judge
from kedeng.renderings.refusals import refusal
from kedeng.web.applicant.record import own_record
from kedeng.web.typed import typed

_LONGEST = 200


@require_http_methods(["GET", "POST"])
def choice(request: HttpRequest, code: str) -> HttpResponse:
    """Ask on a page of its own; keep what is answered, which may be changed at any time."""
    registration = own_record(request, code)
    if request.method == "POST":
        return _keep(request, registration)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    context = {
        "area": "mine",
        "registration": registration,
        "choice": choice_of(registration, judge(registration)),
        "alone": True,
    }
    return render(request, "applicant/evidence_chooser.html", context)


def _keep(request: HttpRequest, registration: object) -> HttpResponse:
    chosen: dict[str, set[str]] = {}
    for ticked in request.POST.getlist("have"):
        key, _colon, way = typed(ticked, _LONGEST).partition(":")
        chosen.setdefault(key, set()).add(way)
    try:
        actions.choose_evidence(actor=request.actor, registration=registration, chosen=chosen)
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
    else:
        done = _("已按勾选的材料排好。") if chosen else _("已取消选择，列出全部材料。")
        messages.success(request, done)
    return redirect("evidence", code=registration.code)
