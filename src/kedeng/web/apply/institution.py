"""Apply to become a department: draft with a resume code, paper, scan, sending (process.md B33)."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.insight.printing import press
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.organisations.actions.institution_applications import (
    add_scan,
    answers_digest,
    begin_institution,
    judge_institution,
    save_institution,
    send_institution,
)
from kedeng.apps.organisations.queries.applications import institution_draft
from kedeng.apps.organisations.queries.directory import open_provinces
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.institution import INSTITUTION_FORM, offered, title_of
from kedeng.domain.applications import EDITABLE
from kedeng.formkit.answers import Answers
from kedeng.formkit.rules import Stage
from kedeng.lib import crockford
from kedeng.renderings.formviews import SectionView
from kedeng.renderings.marks import MUST
from kedeng.renderings.pdf.institution import InstitutionPaper, print_institution
from kedeng.renderings.refusals import refusal
from kedeng.renderings.webform import section_view
from kedeng.web.applicant.posted import posted_content
from kedeng.web.apply.robots import TRAP, network_sent_from, suspicion, ticket_of
from kedeng.web.records.delivery import print_or_explain
from kedeng.web.typed import typed, typed_number


@require_http_methods(["GET", "POST"])
def institution(request: HttpRequest) -> HttpResponse:
    """Say how it goes; begin an application, or open the one of a resume code."""
    code = typed(request.GET.get("code"), 40)
    if code:
        if institution_draft(code) is not None:
            return redirect("apply_institution_draft", crockford.grouped(crockford.read(code)))
        context = _start(request, _("没有这个恢复码，请核对后再输入。"))
        return render(request, "apply/institution.html", context, status=404)
    if request.method == "GET":
        return render(request, "apply/institution.html", _start(request))
    problem = suspicion(request.POST)
    province = open_provinces().filter(pk=typed_number(request.POST.get("province"))).first()
    if not problem and province is None:
        problem = _("请选择省级登记机构。")
    if not problem:
        try:
            _made, code = begin_institution(province=province, network=network_sent_from(request))
        except RefusedError as error:
            problem = refusal(error.code, error.params)
        else:
            return redirect("apply_institution_draft", code)
    return render(request, "apply/institution.html", _start(request, problem), status=422)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Show and keep what was typed; say what is left before it can be sent."""
    application = _found(code)
    if application.state not in EDITABLE:
        return _private(render(request, "apply/institution_state.html", _shown(application, code)))
    if request.method == "POST":
        return _save(request, application, code)
    stage = Stage.SUBMISSION if "all" in request.GET else Stage.DRAFT
    return _private(_page(request, application, code, stage=stage))


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Print the application for signature and seal."""
    application = _found(code)
    return print_or_explain(
        request,
        lambda drawn_as: printed(application, drawn_as),
        f"{title_of(application.province.name)}.pdf",
    )


@require_POST
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Take the signed and sealed paper."""
    application = _found(code)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, application, code, problem=refusal("file_missing"))
    try:
        add_scan(
            application=application,
            stream=upload.file,
            size=upload.size,
            file_name=upload.name,
        )
    except (RefusedFileError, RefusedError) as error:
        problem = f"{upload.name}：{refusal(error.code, error.params)}"
        return _page(request, application, code, problem=problem)
    messages.success(request, _("已上传 {name}。").format(name=upload.name))
    return redirect("apply_institution_draft", code)


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the application to the province."""
    application = _found(code)
    try:
        send_institution(
            application=application,
            catalogue=offered(catalogue()),
            expected_version=typed_number(request.POST.get("version")) or 0,
        )
    except RefusedError as error:
        problem = refusal(error.code, error.params)
        return _page(request, application, code, problem=problem, stage=Stage.SUBMISSION)
    return redirect("apply_institution_draft", code)


def printed(application: Any, drawn_as: dict[str, str]) -> bytes:
    """Print an application as it was typed last."""
    about = InstitutionPaper(
        title=title_of(application.province.name),
        province=application.province.name,
        number=application.number,
        digest=answers_digest(application.answers),
        dated=timezone.localdate(application.sent_at or application.created_at),
    )
    with press():
        return print_institution(
            about, Answers(application.answers), offered(catalogue()), drawn_as=drawn_as
        )


def _found(code: str) -> Any:
    application = institution_draft(code)
    if application is None:
        raise Http404
    return application


def _start(request: HttpRequest, problem: str = "") -> dict[str, Any]:
    return {
        "provinces": list(open_provinces()),
        "chosen": typed_number(request.POST.get("province")),
        "problem": problem,
        "trap": TRAP,
        "ticket": ticket_of(request.POST),
    }


def _shown(application: Any, code: str) -> dict[str, Any]:
    return {"application": application, "code": code, "title": title_of(application.province.name)}


def _missing(view: SectionView) -> list[tuple[str, str]]:
    """What is not filled in, as a refused application tells it: (anchor, sentence)."""
    return [
        (at, _("{place}：没有填写，请填写或选择。").format(place=place))
        for at, place in view.missing
    ]


def _page(
    request: HttpRequest,
    application: Any,
    code: str,
    *,
    problem: str = "",
    stage: Stage = Stage.DRAFT,
) -> HttpResponse:
    lists = offered(catalogue())
    problems = judge_institution(application.answers, lists, stage)
    answers = Answers(application.answers)
    views = [
        _strict(
            section_view(
                each, answers.section(each.key), application.version, answers, problems, lists
            )
        )
        for each in INSTITUTION_FORM.sections
    ]
    context = {
        **_shown(application, code),
        "problem": problem,
        "views": views,
        "summary": [line for view in views for line in (*view.summary, *_missing(view))],
        "left": len(judge_institution(application.answers, lists)),
        "is_scan_current": application.scan_of == answers_digest(application.answers),
    }
    status = 422 if problem else 200
    return render(request, "apply/institution_draft.html", context, status=status)


def _strict(view: SectionView) -> SectionView:
    """Mark as 必填 what this form really waits for, whatever its source."""
    marked = (replace(each, mark=MUST) if each.field.required else each for each in view.fields)
    return replace(view, fields=tuple(marked))


def _save(request: HttpRequest, application: Any, code: str) -> HttpResponse:
    lists = offered(catalogue())
    answers = {
        each.key: posted_content(request.POST, each, lists).content
        for each in INSTITUTION_FORM.sections
    }
    try:
        save_institution(
            application=application,
            answers=answers,
            expected_version=typed_number(request.POST.get("version")) or 0,
        )
    except RefusedError as error:
        application.answers = answers  # what was typed stays on the page
        problem = refusal(error.code, error.params)
        return _page(request, application, code, problem=problem)
    messages.success(request, _("已保存 {time}").format(time=f"{timezone.localtime():%H:%M:%S}"))
    return redirect(f"/apply/institution/{code}/?all=1")


def _private(response: HttpResponse) -> HttpResponse:
    """Nobody indexes or keeps a page that a code opens."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
