"""The province corrects typing errors of a registration, with a reason and a trace (h3, row Z)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.registrations import actions, change_records
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.changes import KEY_FIELDS, Act, Kind, may_correct
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.access import refuse
from kedeng.web.changing import Paths, section_page, shown
from kedeng.web.records.seen import seen_record
from kedeng.web.typed import typed, typed_number


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a correction with its reason; one under way is led to."""
    registration = seen_record(request, code)
    decision = may_correct(request.actor, registration.facts())
    if not decision:
        return refuse(request, refusal(decision.reason))
    found = change_records.open_change(registration)
    if found is not None:
        return redirect("change_at_desk", found.code)
    context: dict[str, Any] = {
        "area": "queue",
        "registration": registration,
        "key_labels": "、".join(dict.fromkeys(each.label for each in KEY_FIELDS)),
    }
    if request.method != "POST":
        return render(request, "department/correct.html", context)
    reason = typed(request.POST.get("reason"), None)
    try:
        opened = actions.open_request(
            actor=request.actor, registration=registration, kind=Kind.CORRECTION, reason=reason
        )
    except RefusedMoveError as error:
        context |= {"problem": refusal(error.code, error.params), "reason": reason}
        status = status_of(error.code, 422)
        return render(request, "department/correct.html", context, status=status)
    return redirect("correction", opened.code)


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, change_code: str) -> HttpResponse:
    """Show what is corrected so far; sending it and giving it up are posted here."""
    found = _written(request, change_code)
    if found is None:
        return redirect("change_at_desk", change_code)
    if request.method != "POST":
        return _page(request, found)
    act, told = typed(request.POST.get("act"), 20), {"actor": request.actor, "change": found}
    try:
        if act == "ask":
            version = typed_number(request.POST.get("version")) or 0
            sent = actions.send_request(expected_version=version, **told)
            messages.success(request, _sent(sent))
        elif act == "drop":
            actions.drop_section(section=typed(request.POST.get("section"), 40), **told)
            return redirect("correction", change_code)
        elif act == "withdraw":
            actions.withdraw_change(**told)
            messages.success(request, _("更正已取消，登记内容不变。"))
        else:
            raise Http404
    except actions.StaleChangeError:
        return _page(request, found, problem=refusal("change_stale"), status=409)
    except RefusedMoveError as error:
        status = status_of(error.code, 422)
        return _page(request, found, problem=refusal(error.code, error.params), status=status)
    return redirect("change_at_desk", change_code)


def _sent(sent: Any) -> str:
    if sent.touches_key and sent.standing == "asked":
        return _("已提交，等本机构另一个人确认。")
    return _("已更正，登记号不变。填报人和审查单位会收到消息。")


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, change_code: str, key: str) -> HttpResponse:
    """Show or save a section of the correction."""
    found = _written(request, change_code)
    if found is None:
        return redirect("change_at_desk", change_code)

    def here(section_key: str) -> str:
        return reverse("correction_section", args=[change_code, section_key])

    return section_page(request, found, key, Paths(reverse("correction", args=[change_code]), here))


def _written(request: HttpRequest, change_code: str) -> Any:
    """Find a correction that the actor may write now; None for one that is out of the hand.

    404 for what is none of theirs, and for what is no correction.
    """
    found = change_records.change_for(request.actor, change_code)
    if found is None or found.kind != Kind.CORRECTION:
        raise Http404
    if not change_records.is_maker(request.actor, found):
        raise Http404
    return found if Act.EDIT in change_records.acts_offered(request.actor, found) else None


def _page(request: HttpRequest, found: Any, status: int = 200, **more: Any) -> HttpResponse:
    context = {"area": "queue", **shown(found), **more}
    return render(request, "department/correction.html", context, status=status)
