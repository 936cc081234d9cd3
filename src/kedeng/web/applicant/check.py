"""Check answers, explain what asks for it, submit, and the receipt."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.insight.reading import read_draft
from kedeng.apps.insight.unmended import unmended_notes
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.foreseen import SUBMITTING, submission_refusals
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import Explained, Judgement, assess_evidence, judge
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.domain.eligibility import duty
from kedeng.domain.workflow import Guard
from kedeng.formkit.check import Problem
from kedeng.renderings.messages import place, said
from kedeng.renderings.refusals import refusal
from kedeng.renderings.summary import summarise
from kedeng.web.applicant.explaining import Place, box_names, keep_explanations
from kedeng.web.applicant.fix import fix_state
from kedeng.web.applicant.onward import onward
from kedeng.web.applicant.record import own_record, where
from kedeng.web.applicant.returned import note_told
from kedeng.web.applicant.standing import EVIDENCE, standing_of
from kedeng.web.typed import typed, typed_number

# The page tells of the form and of notes by itself, and links to where they are mended.
TOLD_ELSEWHERE = frozenset({Guard.FORM_COMPLETE, Guard.NOTES_ANSWERED})
EMPTY: Mapping[Place, str] = MappingProxyType({})


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that was answered, what is wrong, and what asks for an explanation."""
    registration = own_record(request, code)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    if request.method == "POST":
        kept, outdated = keep_explanations(request, registration)
        if outdated:
            return _page(request, registration, outdated, status=409)
        messages.success(request, gettext("已保存 {count} 条说明。").format(count=kept))
        return redirect("check", code=code)
    return _page(request, registration)


def _page(
    request: HttpRequest,
    registration: Any,
    outdated: Mapping[Place, str] = EMPTY,
    status: int = 200,
) -> HttpResponse:
    """Draw the page; `outdated` are explanations of what has changed since, as they were typed."""
    refused = submission_refusals(
        request.actor, registration, arrived_at=request.arrived_at, leave_out=TOLD_ELSEWHERE
    )
    shut = "".join(refusal(error.code, error.params) for error in refused)
    context = _context(registration, outdated) | {"shut": shut, "outdated": len(outdated)}
    return render(request, "applicant/check.html", context, status=status)


def _context(registration: Any, outdated: Mapping[Place, str]) -> dict[str, Any]:
    judgement = judge(registration)
    notes = unmended_notes(registration)
    noted = open_notes(registration)
    waiting = [note for note in noted if note.answer is None]
    standing = standing_of(judgement, assess_evidence(registration, judgement), waiting)
    asked = [item for item in judgement.confirmations if standing.asks_to_explain(item)]
    left = [item.problem for item in judgement.confirmations if item not in asked]
    projects = judgement.settled.rows("projects")
    return {
        "area": "mine",
        "registration": registration,
        "standing": standing,
        "errors": [
            _line(registration, judgement, problem)
            for problem in judgement.errors
            if not problem.is_gap
        ],
        "missing": _missing(registration, judgement, left),
        "warnings": [_line(registration, judgement, problem) for problem in judgement.warnings],
        "confirmations": [
            _line(registration, judgement, item.problem) | _box(item, outdated) for item in asked
        ],
        "unexplained": sum(not item.settled for item in asked),
        "notes": [note_told(registration.code, note) for note in notes],
        "fix": fix_state(noted),
        "sections": summarise(judgement.form, judgement.settled, judgement.facts.catalogue),
        "files": read_draft(registration).files,
        "projects": projects,
        "duty": duty(projects, judgement.facts.catalogue, judgement.facts.profile),
        "transition": SUBMITTING[registration.state],
    }


def _missing(
    registration: Any, judgement: Judgement, wanted: list[Problem]
) -> list[tuple[str, list[dict[str, str]]]]:
    """What is still to be filled in, by section: title and lines. `wanted` may be explained yet."""
    gaps = [problem for problem in judgement.errors if problem.is_gap] + wanted
    titles = {key: section.title for key, section in judgement.form.by_key.items()}
    found = [
        (title, [_line(registration, judgement, gap) for gap in gaps if gap.section == key])
        for key, title in {**titles, EVIDENCE: gettext("附件材料")}.items()
    ]
    return [(title, lines) for title, lines in found if lines]


def _line(registration: Any, judgement: Judgement, problem: Problem) -> dict[str, str]:
    """A problem with the address where it is mended."""
    return {
        "where": where(registration.code, problem.section, problem.path),
        "sentence": said(problem, judgement.form, judgement.settled),
        "place": place(problem, judgement.form, judgement.settled),
    }


def _box(item: Explained, outdated: Mapping[Place, str]) -> dict[str, str]:
    """The box of an explanation, with what stands or was typed there."""
    spot = (item.problem.code, item.problem.path)
    return {**box_names(spot), "judged": item.judged, "text": outdated.get(spot, item.text)}


@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Submit what stands in the draft, with the explanations that were typed beside the button.

    A second press gets the same receipt.
    """
    registration = queries.registration_for(request.actor, code)
    if registration is None or not queries.is_own(request.actor, registration):
        raise Http404
    transition = typed(request.POST.get("transition"))
    if transition not in SUBMITTING.values():
        raise Http404
    if queries.can_edit(request.actor, registration):
        _, outdated = keep_explanations(request, registration)
        if outdated:
            return _page(request, registration, outdated, status=409)
    try:
        actions.move(
            actor=request.actor,
            arrived_at=request.arrived_at,
            registration=registration,
            transition=transition,
            expected_version=typed_number(request.POST.get("version")) or 0,
        )
    except RefusedMoveError as error:
        context = {"message": refusal(error.code, error.params), "registration": registration}
        return render(request, "applicant/not_submitted.html", context, status=409)
    return redirect("receipt", code=code)


@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt of the newest submission: what happens next, and what to print."""
    registration = own_record(request, code)
    revision = queries.revision_of(registration)
    if revision is None:
        raise Http404
    context = {
        "area": "mine",
        "registration": registration,
        "revision": revision,
        "stops": list(registration.stops.all()),
        "onward": onward(registration),
    }
    return render(request, "applicant/receipt.html", context)
