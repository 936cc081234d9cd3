"""The province cancels a registration, with a coded ground and its decision (process.md B69)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.cancel_grounds import cancel_grounds
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.pleas import open_plea
from kedeng.domain.pleas import PleaKind
from kedeng.domain.policy import decide_move
from kedeng.renderings.refusals import OF_RIGHTS, refusal, status_of
from kedeng.web.access import refuse
from kedeng.web.records.seen import seen_record
from kedeng.web.typed import typed, typed_number


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for ground and decision, then cancel; what was typed is kept on a refusal.

    What a reviewer proposed is shown, with its ground ticked.
    """
    registration = seen_record(request, code)
    decision = decide_move(request.actor, "cancel", registration.facts())
    if decision.reason in OF_RIGHTS:
        return refuse(request, refusal(decision.reason))
    proposed = open_plea(registration, PleaKind.PROPOSE_CANCEL)
    ground = typed(request.POST.get("ground", proposed.ground_code if proposed else ""), 40)
    reason = typed(request.POST.get("reason"), None)
    context: dict[str, Any] = {
        "area": "queue",
        "registration": registration,
        "grounds": cancel_grounds(),
        "proposed": proposed,
        "ground": ground,
        "reason": reason,
    }
    if request.method != "POST":
        context["problem"] = "" if decision else refusal(decision.reason)
        return render(request, "department/cancel.html", context)
    try:
        actions.move(
            actor=request.actor,
            registration=registration,
            transition="cancel",
            expected_version=typed_number(request.POST.get("version")) or 0,
            reason=reason,
            reason_code=ground,
        )
    except RefusedMoveError as error:
        context["problem"] = refusal(error.code, error.params)
        status = status_of(error.code)
        return render(request, "department/cancel.html", context, status=status)
    told = _("已注销：{title}。登记号 {number} 不再使用。")
    messages.success(request, told.format(title=registration.title, number=registration.number))
    return redirect("record", code)
