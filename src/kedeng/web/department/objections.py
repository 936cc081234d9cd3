"""The province hears an objection: takes it or not, reads both sides, decides (process.md B56)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.registrations import actions, publicity_records
from kedeng.apps.registrations.cancel_grounds import cancel_grounds
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.events import Access
from kedeng.domain.objections import CONSEQUENCE_LABELS, Consequence
from kedeng.renderings.refusals import refusal
from kedeng.web.records.delivery import stored_answer
from kedeng.web.typed import typed


@require_safe
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """Show a case with who objected: nobody else reads that."""
    return _page(request, _found(request, number))


@require_POST
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Take, do not take, reject, or uphold with a consequence. What was typed is kept."""
    found = _found(request, number)
    act = typed(request.POST.get("act"), 20)
    reason = typed(request.POST.get("reason"), None)
    told: dict[str, Any] = {"actor": request.actor, "objection": found}
    try:
        if act == "take":
            actions.take_objection(**told)
        elif act == "decline":
            actions.decline_objection(reason=reason, **told)
        elif act == "reject":
            actions.decide_objection(reason=reason, consequence=None, **told)
        elif act in set(Consequence):
            ground = typed(request.POST.get("ground"), 40)
            actions.decide_objection(
                reason=reason, consequence=Consequence(act), cancel_ground=ground, **told
            )
        else:
            raise Http404
    except RefusedMoveError as error:
        problem = refusal(error.code, error.params)
        return _page(request, _found(request, number), problem=problem, reason=reason)
    messages.success(request, _("已办理。异议人凭查询码可以看到结果。"))
    return redirect("objection", number)


@require_safe
def file(request: HttpRequest, number: str, file_id: int) -> HttpResponse:
    """Save a file of an objection; the access log notes who opened it."""
    found = _found(request, number)
    wanted = [each for each in found.files.all() if each.pk == file_id]
    if not wanted:
        raise Http404
    stored = wanted[0].file

    def note() -> None:
        actions.note_reading(
            actor=request.actor,
            registration=found.registration,
            kind=Access.FILE_OPENED,
            item=stored.digest,
        )

    return stored_answer(request, stored, wanted[0].file_name, saved=True, note=note)


def _found(request: HttpRequest, number: str) -> Any:
    found = publicity_records.objection_for(request.actor, number)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Any, **more: Any) -> HttpResponse:
    offered = actions.consequences_of(found.registration)
    context = {
        "area": "publicity",
        "objection": found,
        "grounds": cancel_grounds() if Consequence.CANCEL in offered else [],
        "ground": typed(request.POST.get("ground"), 40),
        "consequences": [(each.value, CONSEQUENCE_LABELS[each]) for each in offered],
        **more,
    }
    status = 409 if more.get("problem") else 200
    return render(request, "department/objection.html", context, status=status)
