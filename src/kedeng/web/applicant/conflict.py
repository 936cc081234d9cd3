"""Somebody saved the section in between: show both texts, lose neither."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kedeng.apps.registrations.judgement import Judgement
from kedeng.formkit.answers import Answers
from kedeng.formkit.model import Section
from kedeng.renderings.summary import SummarySection, summarise
from kedeng.web.applicant.posted import prefix_of

_NOT_KEPT = {"csrfmiddlewaretoken", "op"}


def conflict(  # noqa: PLR0913 - two texts of a section, and what comes along
    request: HttpRequest,
    registration: Any,
    judgement: Judgement,
    current: Any,
    typed: tuple[Section, Any],
    others: Sequence[Section] | None = None,
    *,
    kept: Sequence[tuple[str, str]] | None = None,
) -> HttpResponse:
    """Show what was typed beside what is saved, line by line; what was posted comes along.

    On the page of the whole form `others` are the sections that are still to be compared after
    this one: their text comes along too. `kept` is what comes along where nobody typed it.
    """
    section, content = typed
    prefix = "" if others is None else prefix_of(section)
    version = f"{prefix}version"
    along = tuple(prefix_of(each) for each in (section, *(others or ()))) if prefix else ("",)
    mine = _lines(_read(judgement, section, content))
    theirs = _lines(_read(judgement, section, current.content))
    context = {
        "area": "mine",
        "registration": registration,
        "section": section,
        "current": current,
        "prefix": prefix,
        "version": version,
        "others": others,
        "kept": kept
        or [
            (key, value)
            for key in request.POST
            if key not in {*_NOT_KEPT, version} and key.startswith(along)
            for value in request.POST.getlist(key)
        ],
        "pairs": _pairs(mine, theirs),
    }
    return render(request, "applicant/conflict.html", context, status=409)


def too_late(
    request: HttpRequest,
    registration: Any,
    judgement: Judgement,
    why: str,
    typed: Sequence[tuple[Section, Any]],
) -> HttpResponse:
    """The draft can no longer be written: say why, and show what was typed, to be kept."""
    context = {
        "area": "mine",
        "registration": registration,
        "why": why,
        "typed": [
            (
                section,
                [line for line in _lines(_read(judgement, section, content)).values() if line[1]],
            )
            for section, content in typed
        ],
        "pastes": [
            text
            for name, text in request.POST.items()
            if name.rpartition(".")[2] == "pasted" and text.strip()
        ],
    }
    return render(request, "applicant/too_late.html", context, status=409)


def _read(judgement: Judgement, section: Section, content: Any) -> SummarySection | None:
    answers = Answers({section.key: content})
    found = summarise(judgement.form, answers, judgement.facts.catalogue)
    return found[0] if found else None


def _lines(side: SummarySection | None) -> dict[str, tuple[str, str]]:
    """Path → (label with the row's title, text)."""
    if side is None:
        return {}
    groups = [("", side.lines), *((row.title, row.lines) for row in side.rows)]
    return {
        line.path: (f"{title} {line.label}".strip(), line.text)
        for title, lines in groups
        for line in lines
    }


def _pairs(
    mine: dict[str, tuple[str, str]], theirs: dict[str, tuple[str, str]]
) -> list[dict[str, str]]:
    """What differs, in the order of the form."""
    blank = ("", "")
    return [
        {
            "label": mine.get(path, theirs.get(path, blank))[0],
            "mine": mine.get(path, blank)[1],
            "theirs": theirs.get(path, blank)[1],
        }
        for path in dict.fromkeys([*mine, *theirs])
        if mine.get(path, blank)[1] != theirs.get(path, blank)[1]
    ]
