"""Check answers, explain what asks for it, submit, and the receipt."""

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
from kedeng.apps.registrations.judgement import Judgement, assess_evidence, judge
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.domain.eligibility import duty
from kedeng.domain.workflow import Guard
from kedeng.formkit.check import Problem
from kedeng.renderings.messages import place, said
from kedeng.renderings.refusals import refusal
from kedeng.renderings.summary import summarise
from kedeng.web.applicant.fix import fix_state
from kedeng.web.applicant.onward import onward
from kedeng.web.applicant.record import own_record, where
from kedeng.web.applicant.returned import note_told
from kedeng.web.applicant.standing import EVIDENCE, standing_of
from kedeng.web.typed import typed, typed_number

# The page tells of the form and of notes by itself, and links to where they are mended.
TOLD_ELSEWHERE = frozenset({Guard.FORM_COMPLETE, Guard.NOTES_ANSWERED})


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that was answered, what is wrong, and what asks for an explanation."""
    registration = own_record(request, code)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    if request.method == "POST":
        _explain(request, registration)
        return redirect("check", code=code)
    refused = submission_refusals(
        request.actor, registration, arrived_at=request.arrived_at, leave_out=TOLD_ELSEWHERE
    )
    shut = "".join(refusal(error.code, error.params) for error in refused)
    context = _context(registration) | {"shut": shut}
    return render(request, "applicant/check.html", context)


def _context(registration: Any) -> dict[str, Any]:
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
            {**_line(registration, judgement, item.problem), "text": item.text} for item in asked
        ],
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
        "name": f"explain:{problem.code}:{problem.path}",
    }


def _explain(request: HttpRequest, registration: Any) -> None:
    texts: dict[tuple[str, str], str] = {}
    for key, value in request.POST.items():
        word, _, rest = key.partition(":")
        if word == "explain":
            code, _, path = rest.partition(":")
            texts[code, path] = value
    kept = actions.explain(actor=request.actor, registration=registration, texts=texts)
    messages.success(request, gettext("已保存 {count} 条说明。").format(count=kept))


@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Submit what stands in the draft. A second press gets the same receipt."""
    registration = queries.registration_for(request.actor, code)
    if registration is None or not queries.is_own(request.actor, registration):
        raise Http404
    transition = typed(request.POST.get("transition"))
    if transition not in SUBMITTING.values():
        raise Http404
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
