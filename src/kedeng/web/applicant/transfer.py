"""《科技成果信息表（有转化需求）》: filled in, confirmed, withdrawn (process.md B67)."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.registrations import actions, transfer
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.transfer_sheet import SHEET
from kedeng.formkit.answers import Answers
from kedeng.formkit.rules import Stage
from kedeng.renderings.formviews import SectionView
from kedeng.renderings.marks import MUST
from kedeng.renderings.refusals import refusal, status_of
from kedeng.renderings.webform import section_view
from kedeng.web.applicant.posted import posted_content
from kedeng.web.applicant.record import own_record
from kedeng.web.typed import typed, typed_number


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sheet; save it, confirm it, or withdraw it. What was typed is kept."""
    registration = own_record(request, code)
    if request.method != "POST":
        stage = Stage.SUBMISSION if "all" in request.GET else Stage.DRAFT
        return _page(request, registration, stage=stage)
    op = typed(request.POST.get("op"), 10)
    answers = {SHEET.key: posted_content(request.POST, SHEET, catalogue()).content}
    told: dict[str, Any] = {"actor": request.actor, "registration": registration}
    version = typed_number(request.POST.get("version")) or 0
    try:
        if op == "withdraw":
            actions.withdraw_sheet(**told)
            messages.success(request, _("已撤回，公开页面上不再显示。"))
            return redirect("transfer_sheet", code)
        saved = actions.save_sheet(answers=answers, expected_version=version, **told)
        if op == "confirm":
            actions.confirm_sheet(expected_version=saved.version, **told)
    except RefusedMoveError as error:
        problem = refusal(error.code, error.params)
        return _page(
            request,
            own_record(request, code),
            stage=Stage.SUBMISSION if op == "confirm" else Stage.DRAFT,
            typed_answers=answers,
            problem=problem,
            status=status_of(error.code, 422),
        )
    said = _("已保存 {time}").format(time=f"{timezone.localtime():%H:%M:%S}")
    if op == "confirm":
        said = _("已确认可以公开。登记公布以后，公开页面上会显示这份信息表。")
    messages.success(request, said)
    return redirect("transfer_sheet", code)


def _page(
    request: HttpRequest,
    registration: Any,
    *,
    stage: Stage,
    typed_answers: dict[str, Any] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    kept = transfer.sheet_of(registration)
    answers = typed_answers or (kept.answers if kept else transfer.starting_sheet(registration))
    version = kept.version if kept else 0
    view = _strict(
        section_view(
            SHEET,
            answers.get(SHEET.key),
            version,
            Answers(answers),
            transfer.faults_of(answers, stage),
            catalogue(),
        )
    )
    context = {
        "area": "mine",
        "registration": registration,
        "sheet": kept,
        "has_demand": transfer.has_demand(registration),
        "view": view,
        "problem": problem,
        "summary": [*view.summary, *((at, f"{place}：没有填写。") for at, place in view.missing)],
    }
    return render(request, "applicant/transfer.html", context, status=status)


def _strict(view: SectionView) -> SectionView:
    """Mark as 必填 what confirming waits for, whatever its source."""
    marked = (replace(each, mark=MUST) if each.field.required else each for each in view.fields)
    return replace(view, fields=tuple(marked))
