"""The filer asks for a change or for the end of a registration that has its number (b3)."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.registrations import actions, change_records
from kedeng.apps.registrations.file_limits import limits_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.changes import DAYS_TO_MEND, KEY_FIELDS, Act, Kind
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.applicant.record import own_record
from kedeng.web.changing import Paths, section_page, shown
from kedeng.web.typed import typed, typed_number

ASKED_BY_FILERS = (Kind.CHANGE, Kind.DEREGISTRATION)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Show the request under way, or begin one; reason, sending and withdrawing are posted here."""
    registration = own_record(request, code)
    if request.method != "POST":
        return _page(request, registration)
    try:
        return _do(request, registration)
    except actions.StaleChangeError:
        return _page(request, registration, problem=refusal("change_stale"), status=409)
    except (RefusedFileError, RefusedMoveError) as error:
        told = {"problem": refusal(error.code, error.params), "status": status_of(error.code, 422)}
        kept = {"reason": typed(request.POST.get("reason"), None), "kind": request.POST.get("kind")}
        return _page(request, own_record(request, code), **told, **kept)


def _do(request: HttpRequest, registration: Any) -> HttpResponse:
    act, reason = typed(request.POST.get("act"), 20), typed(request.POST.get("reason"), None)
    here = redirect("change", registration.code)
    if act == "open":
        kind = typed(request.POST.get("kind"), 20)
        if kind not in ASKED_BY_FILERS:
            raise Http404
        actions.open_request(
            actor=request.actor, registration=registration, kind=Kind(kind), reason=reason
        )
        return here
    found = _under_way(registration)
    told = {"actor": request.actor, "change": found}
    if act == "reason":
        actions.give_reason(reason=reason, **told)
        messages.success(request, _("理由已保存。"))
    elif act == "drop":
        actions.drop_section(section=typed(request.POST.get("section"), 40), **told)
        messages.success(request, _("这一部分恢复为原登记的内容。"))
    elif act == "ask":
        version = typed_number(request.POST.get("version")) or 0
        if "file" in request.FILES:  # chosen, and the button for it not pressed
            _take(request, found)
        actions.send_request(expected_version=version, reason=reason, **told)
        messages.success(request, _("申请已提交，由审查单位逐级报送，省级登记机构决定。"))
        return redirect("record_change", registration.code, found.code)
    elif act == "withdraw":
        actions.withdraw_change(**told)
        messages.success(request, _("申请已撤回，登记内容不变。"))
        return redirect("record", registration.code)
    else:
        raise Http404
    return here


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show or save a section of what is proposed, on the form of the registration itself."""
    registration = own_record(request, code)
    found = change_records.open_change(registration)
    is_written = found is not None and found.kind == Kind.CHANGE
    if found is None or not is_written or Act.EDIT not in _offered(request, found):
        return redirect("change", code)

    def here(section_key: str) -> str:
        return reverse("change_section", args=[code, section_key])

    return section_page(request, found, key, Paths(reverse("change", args=[code]), here))


@require_POST
def add_file(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file that proves the change; a refusal is told on the page."""
    registration = own_record(request, code)
    found, upload = _under_way(registration), request.FILES.get("file")
    _keep_reason(request, found)
    if upload is None:
        return _page(request, registration, problem=refusal("file_missing"), status=422)
    try:
        added = _take(request, found)
    except (RefusedFileError, RefusedMoveError) as error:
        told = f"{upload.name}：{refusal(error.code, error.params)}"
        return _page(request, registration, problem=told, status=status_of(error.code, 422))
    messages.success(request, _("已上传 {name}。").format(name=added.file_name))
    return redirect("change", code)


def _take(request: HttpRequest, found: Any) -> Any:
    upload = request.FILES["file"]
    return actions.add_change_file(
        actor=request.actor,
        change=found,
        stream=upload.file,
        size=upload.size,
        file_name=upload.name,
    )


def _keep_reason(request: HttpRequest, found: Any) -> None:
    """Keep what was typed as the reason beside the file; what is no reason changes nothing."""
    reason = typed(request.POST.get("reason"), None)
    if reason and reason != found.reason:
        with suppress(RefusedMoveError, actions.StaleChangeError):
            actions.give_reason(actor=request.actor, change=found, reason=reason)


@require_POST
def remove_file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """Take a file out of the request."""
    registration = own_record(request, code)
    try:
        actions.remove_change_file(
            actor=request.actor, change=_under_way(registration), file_id=file_id
        )
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
    else:
        messages.success(request, _("材料已移除。"))
    return redirect("change", code)


def _under_way(registration: Any) -> Any:
    found = change_records.open_change(registration)
    if found is None:
        raise Http404
    return found


def _offered(request: HttpRequest, found: Any) -> list[Act]:
    return change_records.acts_offered(request.actor, found)


def _page(request: HttpRequest, registration: Any, status: int = 200, **more: Any) -> HttpResponse:
    found = change_records.open_change(registration)
    if found is not None and found.kind == Kind.CORRECTION:
        found = None  # the province's; it is shown once it was made
    context: dict[str, Any] = {"area": "mine", "registration": registration, **more}
    if found is None:
        why = change_records.why_no_change(registration)
        context |= {
            "why_not": refusal(*why) if why else "",
            "key_labels": "、".join(dict.fromkeys(each.label for each in KEY_FIELDS)),
            "earlier": change_records.changes_shown_to(request.actor, registration),
        }
        return render(request, "applicant/change_begin.html", context, status=status)
    offered = _offered(request, found)
    if Act.EDIT not in offered and status == 200:
        return redirect("record_change", registration.code, found.code)
    context |= {
        **shown(found),
        "can_edit": Act.EDIT in offered,
        "can_withdraw": Act.WITHDRAW in offered and found.objection_id is None,
        "limits": limits_of(registration),
        "days": DAYS_TO_MEND,
        "reason": more.get("reason") or found.reason,
    }
    return render(request, "applicant/change.html", context, status=status)
