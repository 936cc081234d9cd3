"""The form as a workbook: down with what is there, up again into the draft, back with its marks."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions.drafts import OutdatedError
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import Judgement, judge
from kedeng.formkit.check import Problem
from kedeng.formkit.rules import Severity
from kedeng.renderings.refusals import refusal
from kedeng.renderings.workbook import (
    CellProblem,
    WorkbookReading,
    fill_in_workbook,
    located,
    marked_copy,
    read_workbook,
)
from kedeng.renderings.workbook.refusal import RefusedWorkbookError
from kedeng.web.applicant.record import own_record
from kedeng.web.applicant.standing import EVIDENCE
from kedeng.web.records.delivery import workbook_answer

LARGEST = 20 * 1024 * 1024


@require_http_methods(["GET", "POST"])
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the workbook out, or read a filled one into the draft."""
    registration = own_record(request, code)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    context: dict[str, Any] = {"area": "mine", "registration": registration}
    if request.method == "POST":
        try:
            context |= _take(request, registration)
        except (RefusedWorkbookError, RefusedMoveError) as error:
            context["error"] = _sentence(error)
    elif "download" in request.GET:
        return _sent(_filled(registration, judge(registration)), registration, "")
    return render(
        request, "applicant/workbook.html", context, status=422 if "error" in context else 200
    )


def _sentence(error: RefusedWorkbookError | RefusedMoveError) -> str:
    if isinstance(error, RefusedWorkbookError):
        return str(error.sentence)
    return refusal(error.code, error.params)


def _take(request: HttpRequest, registration: Any) -> dict[str, Any]:
    """Save every section that the workbook holds and nobody has changed since it was handed out."""
    upload = request.FILES.get("file")
    if upload is None:
        raise RefusedMoveError("file_missing")
    judgement = judge(registration)
    if upload.size > LARGEST:
        raise RefusedMoveError("file_too_large", size=upload.size >> 20, most=LARGEST >> 20)
    reading = read_workbook(upload.read(), judgement.form, judgement.facts.catalogue)
    rows = {row.section: row for row in registration.sections.all()}
    is_own = reading.origin.code == registration.code
    known = reading.origin.versions if is_own else {}
    skipped = []
    for key, content in reading.answers.items():
        row = rows.get(key)
        was_left_empty = key not in known and not content
        if was_left_empty or (row and row.content == content):
            continue
        if row and (request.POST.get("force") or not (is_own or _is_typed(registration, row))):
            expected = row.version
        else:
            expected = known.get(key, 0)
        try:
            actions.save_section(
                actor=request.actor,
                registration=registration,
                section=key,
                content=content,
                expected_version=expected,
            )
        except OutdatedError:
            skipped.append(key)
    saved = judge(registration)
    return {
        "problems": (*reading.problems, *_judged(saved, reading, skipped)),
        "evidence_lacking": any(problem.section == EVIDENCE for problem in saved.errors),
        "notices": reading.notices,
        "skipped": [judgement.form.by_key[key].title for key in skipped],
    }


def _is_typed(registration: Any, row: Any) -> bool:
    """Whether somebody wrote in a section: more than what the draft began with stands there.

    A draft's own workbook knows upon which version it was filled in. Another one asks first before
    it replaces what was typed.
    """
    return bool(row.content) and row.saved_at != registration.declared_open_at


def _judged(
    judgement: Judgement, reading: WorkbookReading, skipped: list[str]
) -> Iterator[CellProblem]:
    """What was read and saved, and is lacking or cannot stay: just what the marked copy marks."""
    unread = {found.problem.path for found in reading.problems}
    told = [
        problem
        for problem in _wrong(judgement)
        if problem.section not in skipped and problem.path not in unread
    ]
    return located(told, reading, judgement.form)


def _wrong(judgement: Judgement) -> list[Problem]:
    """What blocks, and what is there but asks for an explanation that it has not got.

    Evidence is no matter of a workbook: it is handed in on the page.
    """
    return [
        problem
        for problem in judgement.open
        if problem.section in judgement.form.by_key
        and (
            problem.severity is Severity.ERROR
            or (problem.severity is Severity.CONFIRM and not problem.is_gap)
        )
    ]


def _filled(registration: Any, judgement: Judgement) -> bytes:
    return fill_in_workbook(
        judgement.form,
        judgement.typed,
        judgement.facts.catalogue,
        registration.title,
        code=registration.code,
        versions={row.section: row.version for row in registration.sections.all()},
    )


@require_safe
def marked(request: HttpRequest, code: str) -> HttpResponse:
    """Give the workbook of the draft with its wrong cells marked and explained."""
    registration = own_record(request, code)
    judgement = judge(registration)
    data = marked_copy(
        _filled(registration, judgement),
        _wrong(judgement),
        judgement.form,
        judgement.facts.catalogue,
    )
    return _sent(data, registration, "（标出问题）")


def _sent(data: bytes, registration: Any, suffix: str) -> HttpResponse:
    name = f"科技成果登记表_{registration.title[:30] or registration.code}{suffix}.xlsx"
    return workbook_answer(data, name)
