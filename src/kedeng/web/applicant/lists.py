"""A new draft, the task list of a draft, copies and deletions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.insight.unmended import unmended_notes
from kedeng.apps.organisations.queries import ask_whom, organisation_by_id
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.evidence_choice import needs_in_short
from kedeng.apps.registrations.guards import (
    RefusedMoveError,
    duplicate_params,
    key_of,
    live_duplicate,
)
from kedeng.apps.registrations.judgement import assess_evidence, judge
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.apps.registrations.transfer import has_demand, sheet_of
from kedeng.apps.rounds.queries import catalogue, open_rounds
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.eligibility import duty
from kedeng.renderings.refusals import refusal
from kedeng.renderings.summary import split_path
from kedeng.web.applicant.fix import fix_state
from kedeng.web.applicant.onward import onward
from kedeng.web.applicant.record import own_record, where
from kedeng.web.applicant.returned import due, returns_told
from kedeng.web.applicant.shut import shut
from kedeng.web.applicant.standing import first_open, standing_of
from kedeng.web.extended import extended
from kedeng.web.typed import typed


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for secrecy and type before a draft exists."""
    actor = request.actor
    rounds = open_rounds(organisation_by_id(actor.organisation_id), request.arrived_at)
    lists = catalogue()
    copy_of = request.POST.get("copy_of") or request.GET.get("copy_of")
    context = {
        "area": "mine",
        "rounds": rounds,
        "grades": lists["security_classification"].entries,
        "categories": lists["achievement_category"].entries,
        "needs": _needs(rounds),
        "category": request.POST.get("category", ""),
        "secrecy": request.POST.get("secrecy", ""),
        "elsewhere_body": typed(request.POST.get("elsewhere_body")),
        "elsewhere_number": typed(request.POST.get("elsewhere_number")),
        "source": own_record(request, copy_of) if copy_of else None,
    }
    if request.method == "POST":
        try:
            return redirect("tasks", code=_open_draft(request, rounds, context))
        except RefusedMoveError as error:
            context["error"] = refusal(error.code, error.params)
    return render(request, "applicant/new.html", context, status=200)


def _needs(rounds: list) -> dict[str, list[tuple[str, str]]]:
    """What each category needs in the notice's words; nothing where the open rounds differ."""
    if len({each.pack_id for each in rounds}) != 1:
        return {}
    return {category: needs_in_short(rounds[0], category) for category in CATEGORY_NAMES}


def _open_draft(request: HttpRequest, rounds: list, context: dict) -> str:
    """Open a draft as the form asks; gives its code. A missing answer stores nothing."""
    chosen = {str(each.pk): each for each in rounds}.get(request.POST.get("round", ""))
    chosen = chosen or (rounds[0] if len(rounds) == 1 else None)
    secrecy = request.POST.get("secrecy", "")
    if not secrecy:
        raise RefusedMoveError("secrecy_missing")
    if chosen is None:
        here = organisation_by_id(request.actor.organisation_id)
        raise RefusedMoveError("round_missing", ask=ask_whom(here))
    if context["source"] is not None:
        copied = actions.copy_registration(
            actor=request.actor, source=context["source"], round_=chosen, secrecy=secrecy
        )
        return copied.code
    if context["category"] not in CATEGORY_NAMES:
        raise RefusedMoveError("category_missing")
    return actions.create_draft(
        actor=request.actor,
        category=context["category"],
        round_=chosen,
        secrecy=secrecy,
        elsewhere=(context["elsewhere_body"], context["elsewhere_number"]),
    ).code


@require_safe
def tasks(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is left to do in a draft."""
    registration = own_record(request, code)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    return _tasks(request, registration)


def _tasks(request: HttpRequest, registration: Any, status: int = 200, **more: Any) -> HttpResponse:
    code = registration.code
    judgement = judge(registration)
    same = live_duplicate(registration, key_of(registration, judgement))
    projects = judgement.settled.rows("projects")
    found = duty(projects, judgement.facts.catalogue, judgement.facts.profile)
    noted = open_notes(registration)
    notes = [note for note in noted if note.answer is None]
    path = first_open(judgement, notes)
    returns = returns_told(registration, unmended_notes(registration))
    context = {
        "area": "mine",
        "registration": registration,
        "standing": standing_of(judgement, assess_evidence(registration, judgement), notes),
        "first_where": where(code, split_path(path)[0], path) if path else "",
        "returns": returns,
        "fix": fix_state(noted),
        "onward": onward(registration),
        "due": due(registration) if returns else None,
        "shut": "" if returns else shut(registration, request.arrived_at),
        "duplicate": refusal("duplicate", duplicate_params(same)) if same else "",
        "duty": found,
        "transfer": sheet_of(registration),
        "may_offer": has_demand(registration),
        "projects": projects,
        "extended": extended(registration),
        "saved": max((row.saved_at for row in registration.sections.all()), default=None),
        "elsewhere_body": registration.elsewhere_body,
        "elsewhere_number": registration.elsewhere_number,
        **more,
    }
    return render(request, "applicant/tasks.html", context, status=status)


@require_safe
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a copy: the secrecy question comes first here too."""
    own_record(request, code)
    return redirect(f"/my/new/?copy_of={code}")


@require_POST
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Delete a draft that was never submitted."""
    registration = own_record(request, code)
    try:
        actions.delete_draft(actor=request.actor, registration=registration)
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
        return redirect("tasks", code=code)
    messages.success(request, _("草稿已删除。"))
    return redirect("mine")


@require_POST
def elsewhere(request: HttpRequest, code: str) -> HttpResponse:
    """Say that another body has registered the result, or that none has. What was typed is kept."""
    registration = own_record(request, code)
    body = typed(request.POST.get("elsewhere_body"))
    number = typed(request.POST.get("elsewhere_number"))
    try:
        actions.declare_elsewhere(
            actor=request.actor, registration=registration, body=body, number=number
        )
    except RefusedMoveError as error:
        told = refusal(error.code, error.params)
        if error.code == "not_editable_now":
            messages.error(request, told)
            return redirect("record", code=code)
        again = {"refused": told, "elsewhere_body": body, "elsewhere_number": number}
        return _tasks(request, own_record(request, code), status=422, **again)
    said = _("已保存。审核通过后只备案，不赋登记号，不计入统计。") if body else _("已保存。")
    messages.success(request, said)
    return redirect("tasks", code=code)
