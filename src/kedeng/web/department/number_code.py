"""The three digits that a province's numbers begin with; unverified until somebody confirms."""

import re

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.rounds.actions import NotAllowedError, set_number_code
from kedeng.apps.rounds.queries import catalogue, number_code_of
from kedeng.domain.routes import PROVINCE
from kedeng.renderings.refusals import refusal
from kedeng.web.access import refuse
from kedeng.web.typed import typed

_DIGITS = re.compile(r"[0-9]{3}")
REGIONS = "registration_region"


@require_http_methods(["GET", "POST"])
def number_code(request: HttpRequest) -> HttpResponse:
    """Show and set the code of the actor's own organisation."""
    if request.actor.rank != PROVINCE:
        return refuse(request, _("登记号由省级登记机构赋予，本机构不需要设置代码。"))
    organisation = organisation_by_id(request.actor.organisation_id)
    current = number_code_of(organisation)
    context = {
        "area": "number_code",
        "organisation": organisation,
        "current": current,
        "code": current.code if current else "",
        "source": current.source if current else "",
        "is_verified": bool(current and current.is_verified),
        "regions": catalogue()[REGIONS],
    }
    if request.method == "GET":
        return render(request, "department/number_code.html", context)
    context["code"] = typed(request.POST.get("code"), 12)
    context["source"] = typed(request.POST.get("source"), 200)
    context["is_verified"] = request.POST.get("is_verified") == "on"
    context["error"] = _set(request, organisation, context)
    if context["error"]:
        return render(request, "department/number_code.html", context, status=422)
    told = _("登记号代码已保存，以后赋的登记号用新代码，已赋的不变。")
    messages.success(request, told)
    return redirect("number_code")


def _set(request: HttpRequest, organisation: object, asked: dict) -> str:
    """Set the code; gives a sentence where it is refused."""
    if not _DIGITS.fullmatch(asked["code"]):
        return _("代码要写 3 位数字，例如 914。")
    if asked["is_verified"] and not asked["source"]:
        return _("标为已核实时，请写明依据，例如：国家登记机构通知的文号。")
    try:
        set_number_code(
            actor=request.actor,
            organisation=organisation,
            code=asked["code"],
            is_verified=asked["is_verified"],
            source=asked["source"],
        )
    except NotAllowedError as error:
        return refusal(error.code)
    except IntegrityError:
        return _("代码 {code} 已由另一登记机构使用，请核对。").format(code=asked["code"])
    return ""
