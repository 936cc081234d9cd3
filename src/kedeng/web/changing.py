"""Requests for a change on pages: what is proposed in words, and a section of it to be written."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kedeng.apps.insight.changed import NotedChange
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.proposals import Proposal, is_key_at, proposal_of
from kedeng.domain.changes import KEY_FIELDS, Kind
from kedeng.formkit.answers import Answers
from kedeng.formkit.model import Section
from kedeng.formkit.visible import section_asked, settle
from kedeng.renderings.following import asked_paths, computed, marks
from kedeng.renderings.messages import sentence
from kedeng.renderings.refusals import refusal, status_of
from kedeng.renderings.summary import changes, place_namer
from kedeng.web.account import lasting
from kedeng.web.applicant.posted import Received, posted_content
from kedeng.web.applicant.section import datalists, draw, drawn
from kedeng.web.typed import typed_number


@dataclass(frozen=True)
class Value:
    """A place that differs, and whether it is of a key field."""

    told: NotedChange
    is_key: bool


@dataclass(frozen=True)
class Trouble:
    """What is wrong or unusual with the proposal: the place in words, the sentence, the section."""

    place: str
    text: str
    section: str


@dataclass(frozen=True)
class Part:
    """A section that may be chosen, and whether something in it differs."""

    section: Section
    is_touched: bool


@dataclass(frozen=True)
class Row:
    """A section's content as it is proposed, in the manner of a saved one."""

    content: Any
    version: int


def shown(change: Any) -> dict[str, Any]:
    """Give what every page of a request shows: old and new values, troubles, sections, steps."""
    proposal = proposal_of(change)
    is_end = change.kind == Kind.DEREGISTRATION
    return {
        "request_": change,
        "registration": change.registration,
        "is_end": is_end,
        "values": [] if is_end else _values(proposal),
        "errors": _troubles(proposal, proposal.errors),
        "to_explain": _troubles(proposal, proposal.to_explain),
        "parts": [] if is_end else _parts(proposal),
        "key_labels": "、".join(dict.fromkeys(key.label for key in KEY_FIELDS)),
        "steps": list(change.steps.all()),
        "files": list(change.files.all()),
    }


def _values(proposal: Proposal) -> list[Value]:
    lists = proposal.judgement.facts.catalogue
    told = changes(proposal.form, proposal.base, proposal.judgement.settled, lists)
    return [Value(NotedChange(each), is_key_at(each.path)) for each in told]


def _troubles(proposal: Proposal, problems: list[Any]) -> list[Trouble]:
    place = place_namer(proposal.form, proposal.base, proposal.judgement.settled)
    return [Trouble(place(each.path), sentence(each), each.section) for each in problems]


def _parts(proposal: Proposal) -> list[Part]:
    touched = {item.path.partition(".")[0].partition("[")[0] for item in proposal.differences}
    typed = proposal.judgement.typed
    return [
        Part(each, each.key in touched)
        for each in proposal.form.sections
        if section_asked(each, typed)
    ]


# ── a section of the proposal ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Paths:
    """Where a request's pages are: its own, and that of each section."""

    back: str
    here: Callable[[str], str]


@dataclass(frozen=True)
class _Told:
    """What a page says beside the section: what was posted, why it was not kept."""

    received: Received | None = None
    problem: str = ""
    status: int = 200


_NOTHING = _Told()


def section_page(request: HttpRequest, change: Any, key: str, paths: Paths) -> HttpResponse:
    """Show or save a proposed section."""
    form = proposal_of(change).form
    if key not in form.by_key:
        raise Http404
    if request.method != "POST":
        return _page(request, change, form.by_key[key], paths)
    return _save(request, change, form.by_key[key], paths)


def _page(
    request: HttpRequest, change: Any, this: Section, paths: Paths, told: _Told = _NOTHING
) -> HttpResponse:
    proposal, received = proposal_of(change), told.received
    content = received.content if received else proposal.judgement.typed.data.get(this.key)
    row, blank = Row(content, change.version), "blank" in request.GET
    problems = proposal.errors if "all" in request.GET else []
    view = draw(this, row, proposal.judgement, problems, (), blank=blank)
    if received is not None and received.told:
        view = replace(view, paste=received.kept, paste_told=received.told)
    context = {
        "area": "mine" if change.kind != Kind.CORRECTION else "queue",
        "request_": change,
        "registration": change.registration,
        "view": view,
        "back": paths.back,
        "action": paths.here(this.key),
        "datalists": datalists(this, proposal.judgement),
        "problem": told.problem,
    }
    return render(request, "changes/section.html", context, status=told.status)


def _save(request: HttpRequest, change: Any, this: Section, paths: Paths) -> HttpResponse:
    proposal = proposal_of(change)
    received = posted_content(request.POST, this, proposal.judgement.facts.catalogue)
    background = request.headers.get("X-Requested-With") == "autosave"
    try:
        saved = actions.propose_section(
            actor=request.actor,
            change=change,
            section=this.key,
            content=received.content,
            expected_version=typed_number(request.POST.get("version")) or 0,
        )
    except actions.StaleChangeError as error:
        told, change = _Told(received, refusal("change_stale"), 409), error.current
    except RefusedMoveError as error:
        told = _Told(received, refusal(error.code, error.params), status_of(error.code))
    else:
        if background:
            return _saved(request, proposal, this, received.content, saved.version)
        if not received.told:
            return redirect(_onward(request, this, paths))
        messages.error(request, received.told)
        told, change = _Told(received, status=422), saved
    if background:
        return JsonResponse({"message": told.problem}, status=told.status)
    return _page(request, change, this, paths, told)


def _saved(
    request: HttpRequest, proposal: Proposal, this: Section, content: Any, version: int
) -> JsonResponse:
    """Answer a background save, as a section of a draft does."""
    answers = Answers({**proposal.judgement.typed.data, this.key: content})
    lists = proposal.judgement.facts.catalogue
    return JsonResponse(
        {
            "version": version,
            "drawn": drawn(content),
            "saved": f"{timezone.localtime():%H:%M:%S}",
            "asked": asked_paths(this, content, answers),
            "marks": marks(this, content, answers),
            "computed": computed(this, settle(proposal.form, answers), lists),
            "session": asdict(lasting.left(request)),
        }
    )


def _onward(request: HttpRequest, this: Section, paths: Paths) -> str:
    op, _sep, row = request.POST.get("op", "save").partition(":")
    if op == "next":
        return paths.back
    if op == "save":
        now = f"{timezone.localtime():%H:%M:%S}"
        messages.success(request, _("已保存 {time}").format(time=now))
    places = {"add": "?blank=1#last", "save": "?all=1"}
    moved = f"#{this.key}-{row}" if op in {"up", "down"} else ""
    return f"{paths.here(this.key)}{places.get(op, moved)}"
