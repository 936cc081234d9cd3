"""Somebody leaves: what is open, to whom it goes, and then the account ends."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations import queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.open_records import open_tasks
from kedeng.web.console.reach import told, user_or_404
from kedeng.web.typed import typed, typed_number

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import User

SHOWN = 50


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show what a person leaves behind; hand it to a colleague and suspend the account."""
    found = user_or_404(request, user_id)
    asked = request.POST if request.method == "POST" else request.GET
    colleagues = queries.colleagues_of(found)
    wanted = typed_number(asked.get("colleague"))
    chosen = next((user for user in colleagues if user.pk == wanted), None)
    error, status = "", 200
    if request.method == "POST" and chosen:
        try:
            return _hand_over(request, found, chosen)
        except RefusedError as refused:
            said = told(refused)
            error, status = said.sentence, said.status
    elif request.method == "POST":
        error, status = _("请选择接手的同事。"), 422
    tasks = open_tasks(found)
    context: dict[str, Any] = {
        "area": "console",
        "tab": "users",
        "found": found,
        "body": found.organisation,
        "filed": tasks.filed[:SHOWN],
        "filed_count": tasks.filed.count(),
        "claimed": tasks.claimed[:SHOWN],
        "claimed_count": tasks.claimed.count(),
        "deputations": queries.live_deputations(found),
        "colleagues": colleagues,
        "chosen": chosen,
        "error": error,
    }
    return render(request, "console/leaver.html", context, status=status)


def _hand_over(request: HttpRequest, found: "User", chosen: "User") -> HttpResponse:
    reason = typed(request.POST.get("reason"), 200)
    left = actions.leave(actor=request.actor, user=found, colleague=chosen, reason=reason)
    said = _("{name}的账号已停用，{filed} 项登记、{claimed} 项审查由{heir}接手。").format(
        name=found.name, filed=left.filed, claimed=left.claimed, heir=chosen.name
    )
    messages.success(request, said)
    if left.lapsed:
        said = _("没有转给{heir}的代办，已结束：代{givers}。仍需代办的，请另行安排。")
        messages.warning(request, said.format(heir=chosen.name, givers="、".join(left.lapsed)))
    if found.pk == request.actor.user_id:  # who has just left sees nothing behind the login
        return redirect("home")
    return redirect("console_users", body_id=found.organisation_id)
