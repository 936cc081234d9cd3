"""The inbox of applications: for accounts, and of institutions to become a department."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.organisations.actions.account_applications import (
    Approval,
    approve_account,
    refuse_account,
)
from kedeng.apps.organisations.actions.institution_applications import (
    answers_digest,
    approve_institution,
    turn_down_institution,
)
from kedeng.apps.organisations.queries import body_facts, organisation_by_id
from kedeng.apps.organisations.queries.applications import (
    account_application_for,
    account_inbox,
    institution_application_for,
    institution_inbox,
    namesakes,
    proposed_username,
)
from kedeng.apps.organisations.queries.directory import children_of, is_answered
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.institution import INSTITUTION_FORM, offered
from kedeng.domain.applications import ASKED_FOR, Standing
from kedeng.domain.delegation import grantable
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.domain.routes import UNIT
from kedeng.formkit.answers import Answers
from kedeng.renderings.pdf.pages import printed_code
from kedeng.renderings.summary import summarise
from kedeng.web.apply.institution import printed
from kedeng.web.console.reach import Refusal, paged, told
from kedeng.web.records.delivery import print_or_explain, stored_answer
from kedeng.web.typed import typed, typed_number


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """List what waits for a decision, oldest first; with `?done=1` what was decided."""
    is_done, pending = "done" in request.GET, Standing.PENDING.value
    accounts, institutions = account_inbox(request.actor), institution_inbox(request.actor)
    if is_done:
        accounts = accounts.exclude(state=pending).order_by("-decided_at")
        institutions = institutions.exclude(state=pending).order_by("-decided_at")
    else:
        accounts, institutions = accounts.filter(state=pending), institutions.filter(state=pending)
    context = {
        "area": "console",
        "tab": "applications",
        "is_done": is_done,
        "institutions": list(institutions[:100]),
        **paged(request, accounts, "done=1" if is_done else ""),
    }
    return render(request, "console/applications.html", context)


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, number: str) -> HttpResponse:
    """Show an application for an account and decide on it."""
    application = account_application_for(request.actor, number)
    if application is None:
        raise Http404
    problem, status = "", 200
    if request.method == "POST":
        refused = _decide_account(request, application)
        if refused is None:
            return redirect("console_application", number)
        problem, status = refused.sentence, refused.status
        application.refresh_from_db()
    context = _account_context(request, application) | {"problem": problem}
    return render(request, "console/application.html", context, status=status)


def _decide_account(request: HttpRequest, application: Any) -> Refusal | None:
    """Decide as posted; say where it is refused."""
    post = request.POST
    try:
        if post.get("decision") == "refuse":
            opinion = typed(post.get("opinion"), 500)
            refuse_account(actor=request.actor, application=application, opinion=opinion)
            messages.success(request, _("已答复不同意，申请人凭受理编号可以看到原因。"))
            return None
        user = approve_account(
            actor=request.actor, application=application, approval=_approval(request)
        )
    except RefusedError as error:
        return told(error)
    said = _("已同意，登录名 {username}。请发放激活码。").format(username=user.username)
    messages.success(request, said)
    return None


def _approval(request: HttpRequest) -> Approval:
    post = request.POST
    unit = typed_number(post.get("unit"))
    below = children_of(organisation_by_id(request.actor.organisation_id))
    return Approval(
        username=typed(post.get("username"), 60),
        rights=[right for right in Right if right.value in post.getlist("rights")],
        unit=below.filter(pk=unit).first() if unit else None,
        as_super=post.get("as_super") == "on",
        is_another=post.get("is_another") == "on",
    )


def _account_context(request: HttpRequest, application: Any) -> dict[str, Any]:
    unit, own = application.unit, organisation_by_id(request.actor.organisation_id)
    if unit is not None:
        possible = grantable(request.actor, body_facts(unit))
    else:  # what users of a unit may hold, as far as the actor hands it on
        possible = _of_a_new_unit(request)
    post = request.POST
    chosen = post.getlist("rights") if post else [ASKED_FOR.value]
    may_be_super = request.actor.is_super and (unit is None or unit.parent_id == own.pk)
    return {
        "area": "console",
        "application": application,
        "namesakes": namesakes(application),
        "username": typed(post.get("username"), 60)
        or proposed_username(application.username_wish, application.name),
        "rights": [
            (right.value, label, right.value in chosen)
            for right, label in RIGHT_LABELS.items()
            if right in possible and right is not Right.MANAGE
        ],
        "may_file": ASKED_FOR in possible,
        "is_new": unit is None,
        "bodies": list(children_of(own)[:500]) if unit is None else [],
        "may_create": request.actor.is_super,
        "may_be_super": may_be_super and (unit is None or not is_answered(unit)),
        "opinion": typed(post.get("opinion"), 500),
    }


def _of_a_new_unit(request: HttpRequest) -> frozenset[Right]:
    own = body_facts(organisation_by_id(request.actor.organisation_id))
    return grantable(request.actor, type(own)(id=None, rank=UNIT, line=(None, *own.line)))


@require_http_methods(["GET", "POST"])
def institution(request: HttpRequest, number: str) -> HttpResponse:
    """Show an institution's application and decide on it."""
    application = _institution(request, number)
    problem, status = "", 200
    if request.method == "POST":
        refused = _decide_institution(request, application)
        if refused is None:
            return redirect("console_institution", number)
        problem, status = refused.sentence, refused.status
        application.refresh_from_db()
    answers = Answers(application.answers)
    wish = answers.text("administrator.requested_username")
    context = {
        "area": "console",
        "application": application,
        "sections": summarise(INSTITUTION_FORM, answers, offered(catalogue())),
        "digest": printed_code(answers_digest(application.answers)),
        "username": typed(request.POST.get("username"), 60)
        or proposed_username(wish, answers.text("administrator.admin_name")),
        "wish": wish,
        "opinion": typed(request.POST.get("opinion"), 500),
        "problem": problem,
    }
    return render(request, "console/institution.html", context, status=status)


def _decide_institution(request: HttpRequest, application: Any) -> Refusal | None:
    post, actor = request.POST, request.actor
    opinion = typed(post.get("opinion"), 500)
    decision, seen = post.get("decision"), typed_number(post.get("version"))
    try:
        if decision == "approve":
            approve_institution(
                actor=actor,
                application=application,
                username=typed(post.get("username"), 60),
                opinion=opinion,
                expected_version=seen,
            )
            messages.success(request, _("已批准，机构和超级管理员已建立。请发放激活码。"))
        else:
            turn_down_institution(
                actor=actor,
                application=application,
                opinion=opinion,
                is_final=decision != "return",
                expected_version=seen,
            )
            messages.success(request, _("已答复，申请单位凭恢复码可以看到意见。"))
    except RefusedError as error:
        return told(error)
    return None


@require_safe
def institution_paper(request: HttpRequest, number: str) -> HttpResponse:
    """Print an institution's application as it was sent."""
    application = _institution(request, number)
    return print_or_explain(
        request, lambda drawn_as: printed(application, drawn_as), f"{application.name}.pdf"
    )


@require_safe
def institution_scan(request: HttpRequest, number: str) -> HttpResponse:
    """Show the signed and sealed paper."""
    application = _institution(request, number)
    if application.scan is None:
        raise Http404
    return stored_answer(request, application.scan, application.scan_name)


def _institution(request: HttpRequest, number: str) -> Any:
    found = institution_application_for(request.actor, number)
    if found is None:
        raise Http404
    return found
