"""Trying a profile: its stored examples, and a question of one's own that can become one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.rounds import actions
from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.domain.profile_examples import Example, read_example, try_all
from kedeng.domain.profile_keys import EVIDENCE_KINDS
from kedeng.domain.profile_trial import Answer, Question, answer
from kedeng.domain.profiles import ProfileState
from kedeng.domain.routes import STOP_LABELS, StopKind
from kedeng.lib.instants import read_instant
from kedeng.renderings.profile_answers import OUTCOMES, QUESTIONS, answer_sentence
from kedeng.web.console.profiles import profile_or_404
from kedeng.web.console.refusing import refused, sentence_of
from kedeng.web.typed import typed, typed_number

if TYPE_CHECKING:
    from kedeng.apps.rounds.models import PolicyProfile

DESKS = (StopKind.FILER, StopKind.UNIT, StopKind.DEPARTMENT, StopKind.PROVINCE)
_LABELS = {
    "at": "办理时间",
    "closed_below": "上级提前的截止",
    "returned_at": "退回时间",
    "extended_to": "延期至",
    "evidence": "证明日期",
    "start": "起算日",
    "end": "结束日",
    "agreed": "同意人数",
}
_ENDS = frozenset({"closed_below", "extended_to"})
_INSTANTS = ("at", "closed_below", "returned_at", "extended_to")


@require_safe
def trial(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Show how the profile answers its examples, and the question of the address, if one is put."""
    found = profile_or_404(request, profile_id)
    asked = {name: typed(value, 60) for name, value in request.GET.items()}
    context: dict[str, Any] = {}
    if "question" in asked:
        try:
            row = case_of(asked, found)
            said = answer(found.values, read_example(row).case)
            context = {"said": said, "sentence": answer_sentence(said)}
        except ValueError as error:
            context = {"error": str(error)}
    return _page(request, found, asked, context)


@require_POST
def keep(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Keep the question with the answer that its source gives, as an example."""
    found = profile_or_404(request, profile_id)
    asked = {name: typed(value, 60) for name, value in request.POST.items()}
    try:
        row = case_of(asked, found)
        row |= {
            "title": typed(request.POST.get("title"), 60),
            "expect": asked.get("expect", ""),
            "decides": asked.get("decides", ""),
            "why": typed(request.POST.get("why"), 200),
        }
        _require_source(row["why"])
        _save(request, found, [*_stored(found), read_example(row)])
    except ValueError as error:
        return _page(request, found, asked, {"error": str(error)}, status=422)
    except NotAllowedError as error:
        return refused(request, error)
    messages.success(request, _("已存为例子。"))
    return redirect("profile_trial", profile_id)


@require_POST
def drop(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Leave an example out, by its place."""
    found = profile_or_404(request, profile_id)
    place = typed_number(request.POST.get("place"))
    examples = [each for at, each in enumerate(_stored(found)) if at != place]
    try:
        _save(request, found, examples)
    except NotAllowedError as error:
        messages.error(request, sentence_of(error))
    return redirect("profile_trial", profile_id)


def _require_source(why: str) -> None:
    if not why:
        raise ValueError(_("请写明依据：答案是从哪条规定来的。"))


def _stored(found: "PolicyProfile") -> list[Example]:
    return [read_example(row) for row in found.examples]


def _save(request: HttpRequest, found: "PolicyProfile", examples: list[Example]) -> None:
    actions.save_examples(
        actor=request.actor,
        profile=found,
        examples=examples,
        expected_edition=typed_number(request.POST.get("edition")) or 0,
    )


def case_of(asked: Mapping[str, str], found: "PolicyProfile") -> dict[str, Any]:
    """Read a question from its boxes as an example is stored. ValueError in words."""
    row: dict[str, Any] = {
        "title": "这个问题",
        "question": asked.get("question", ""),
        "desk": asked.get("desk") or StopKind.FILER.value,
        "expect": "accepted",
    }
    for name in _INSTANTS:
        if asked.get(name):
            row[name] = _read(name, asked[name]).isoformat()
    for name in ("start", "end"):
        if asked.get(name):
            row[name] = _read(name, asked[name]).date().isoformat()
    if asked.get("evidence"):
        kind = asked.get("evidence_kind") or "other"
        start = found.values["filing_limit_starts"].get(kind, "evidence_foot")
        row["evidence_kind"] = kind
        row["dates"] = {start: _read("evidence", asked["evidence"]).date().isoformat()}
    if asked.get("agreed"):
        agreed = typed_number(asked["agreed"])
        if agreed is None:
            raise ValueError(_("同意人数要写整数。"))
        row["agreed"] = agreed
    if asked.get("returned_by"):
        row["returned_by"] = asked["returned_by"]
    row |= {name: True for name in ("paper", "whole_body") if asked.get(name)}
    row |= {"public_money": False} if asked.get("own_money") else {}
    return row


def _read(name: str, text: str) -> Any:
    try:
        return read_instant(text, ends=name in _ENDS)
    except ValueError as error:
        label = _LABELS[name]
        raise ValueError(
            _("{label}“{text}”读不出，请写成 2026-01-21 或 2026-01-21 17:00。").format(
                label=label, text=text
            )
        ) from error


def _page(
    request: HttpRequest,
    found: "PolicyProfile",
    asked: Mapping[str, str],
    more: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    tried = try_all(found.values, _stored(found))
    context = {
        "area": "console",
        "tab": "profiles",
        "profile": found,
        "own": found.organisation_id is not None and found.state != ProfileState.ACTIVE,
        "tried": [_line(each.example, each.found, passed=each.passed) for each in tried],
        "failed": sum(not each.passed for each in tried),
        "asked": asked,
        "questions": [(each.value, label) for each, label in QUESTIONS.items()],
        "desks": [(desk.value, STOP_LABELS[desk]) for desk in DESKS],
        "kinds": list(EVIDENCE_KINDS.items()),
        "outcomes": [(each.value, label) for each, label in OUTCOMES.items()],
        **more,
    }
    return render(request, "console/profile_trial.html", context, status=status)


def _line(example: Example, found: Answer, *, passed: bool) -> dict[str, Any]:
    return {
        "title": example.title,
        "question": QUESTIONS[Question(example.case.question)],
        "expected": answer_sentence(example.expected),
        "found": answer_sentence(found),
        "passed": passed,
        "why": example.why,
    }
