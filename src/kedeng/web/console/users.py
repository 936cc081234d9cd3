"""The users of a body: the grid of rights, new ones, and a person's page."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.domain.activation import Activation
from kedeng.domain.delegation import RIGHTS_OF_RANK, Act
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.web.console.drawn import read_drawn, say_changes, write_drawn
from kedeng.web.console.forms import NewPersonForm, PersonForm, blame
from kedeng.web.console.reach import (
    body_or_404,
    paged,
    refused_page,
    require,
    tab_of,
    told,
    user_or_404,
)
from kedeng.web.console.rights import boxes, held_by, read_rights, wanted_rights
from kedeng.web.plain_forms import posted
from kedeng.web.typed import typed

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation, User

LINES = 20  # of the log, on a person's page


@require_safe
def users(request: HttpRequest, body_id: int) -> HttpResponse:
    """List the accounts of a body, with their rights as a grid and how far each is activated."""
    return _list(request, body_or_404(request, body_id))


def _list(request: HttpRequest, found: "Organisation", **more: Any) -> HttpResponse:
    actor, facts = request.actor, queries.body_facts(found)
    text = typed(request.GET.get("q"), 60)
    place = paged(
        request, queries.users_of(actor, found, text), urlencode({"q": text} if text else {})
    )
    rows = [
        (user, boxes(actor, facts, held_by(user), by_office=user.is_super), _may_grant(actor, user))
        for user in place["page"].object_list
    ]
    context = {
        "area": "console",
        "tab": tab_of(request, found),
        "body": found,
        "text": text,
        "rows": rows,
        "labels": [label for r, label in RIGHT_LABELS.items() if r in RIGHTS_OF_RANK[found.rank]],
        "acts": queries.acts_on(actor, facts),
        **place,
    }
    status = more.pop("status", 200)
    return render(request, "console/users.html", {**context, **more}, status=status)


def _may_grant(actor: Any, user: "User") -> bool:
    return user.is_active and (not user.is_super or user.pk == actor.user_id or actor.is_super)


@require_http_methods(["GET", "POST"])
def new_user(request: HttpRequest, body_id: int) -> HttpResponse:
    """Define a user of a body with rights."""
    found, actor = body_or_404(request, body_id), request.actor
    form, rights = NewPersonForm(posted(request)), read_rights(request)
    grid = boxes(actor, queries.body_facts(found), rights)
    context: dict[str, Any] = {
        "area": "console",
        "tab": tab_of(request, found),
        "body": found,
        "form": form,
        "boxes": grid,
        "has_fixed": any(box.is_fixed for box in grid),
    }
    status = 200
    try:
        require(request, Act.DEFINE_USER, found)
        if request.method == "POST" and form.is_valid():
            user = actions.define_user(
                actor=actor, organisation=found, rights=rights, **form.cleaned_data
            )
            said = _("已建立{name}的账号。接着发放登录用的激活码。")
            messages.success(request, said.format(name=user.name))
            return redirect("console_user", user_id=user.pk)
    except RefusedError as error:
        if request.method != "POST":
            return refused_page(request, error)
        said_no = told(error)
        blame(form, said_no)
        status = said_no.status
    if form.errors and status == 200:
        status = 422
    return render(request, "console/user_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show an account; change what is known of the person."""
    found, actor = user_or_404(request, user_id), request.actor
    if request.method == "GET":
        return _page(request, found)
    form, seen = PersonForm(request.POST), read_drawn(request, _known(found))
    if not form.is_valid():
        return _page(request, found, form=form, drawn=write_drawn(seen), status=422)
    try:
        actions.change_user(actor=actor, user=found, seen=seen, **form.cleaned_data)
    except RefusedError as error:
        said_no, now = told(error), error.params.get("now", {})
        say_changes(form, now)
        blame(form, said_no)
        drawn = write_drawn(seen | now)
        return _page(request, found, form=form, drawn=drawn, status=said_no.status)
    messages.success(request, _("已保存。"))
    return redirect("console_user", user_id=found.pk)


def _known(found: "User") -> dict[str, str]:
    return {"name": found.name, "phone": found.phone, "email": found.email}


def _page(request: HttpRequest, found: "User", status: int = 200, **more: Any) -> HttpResponse:
    actor, body = request.actor, found.organisation
    facts = queries.body_facts(body)
    acts = queries.acts_on(actor, facts)
    above = found.is_super and found.organisation_id != actor.organisation_id
    may_change = above or not found.is_super or found.pk == actor.user_id
    waits = found.activation in {Activation.NOT_ISSUED, Activation.EXPIRED}
    context: dict[str, Any] = {
        "area": "console",
        "tab": tab_of(request, body),
        "found": found,
        "body": body,
        "is_self": found.pk == actor.user_id,
        "may_grant": (above or "grant" in acts) and _may_grant(actor, found),
        "may_change": may_change,
        "awaits_code": waits and may_change and found.pk != actor.user_id,
        "boxes": boxes(actor, facts, held_by(found), by_office=found.is_super),
        "form": PersonForm(initial=_known(found)),
        "drawn": write_drawn(_known(found)),
        "deputations": queries.live_deputations(found),
        "lines": queries.grants_of(found)[:LINES],
        "acts": acts,
    }
    return render(request, "console/user.html", {**context, **more}, status=status)


@require_POST
def set_rights(request: HttpRequest, user_id: int) -> HttpResponse:
    """Replace the rights of a user by the ticked ones, unless they changed since the page."""
    found, actor = user_or_404(request, user_id), request.actor
    facts = queries.body_facts(found.organisation)
    expected = frozenset(_expected(request))
    wanted = wanted_rights(request, actor, facts, expected)
    try:
        actions.set_rights(actor=actor, user=found, rights=wanted, expected=expected)
    except RefusedError as error:
        said = told(error)
        return _page(request, user_or_404(request, user_id), said.status, error=said.sentence)
    messages.success(request, _("{name}的权限已保存，即时生效。").format(name=found.name))
    if request.POST.get("from") == "grid":
        return redirect("console_users", body_id=found.organisation_id)
    return redirect("console_user", user_id=found.pk)


def _expected(request: HttpRequest) -> list[Right]:
    texts = typed(request.POST.get("expected"), 100).split()
    if not set(texts) <= {right.value for right in Right}:
        raise Http404
    return [Right(text) for text in texts]


@require_POST
def suspend(request: HttpRequest, user_id: int) -> HttpResponse:
    """Suspend an account."""
    found = user_or_404(request, user_id)
    try:
        reason = typed(request.POST.get("reason"), 200)
        actions.suspend(actor=request.actor, user=found, reason=reason)
    except RefusedError as error:
        said = told(error)
        return _page(request, found, said.status, error=said.sentence)
    messages.success(request, _("{name}的账号已停用。").format(name=found.name))
    return redirect("console_user", user_id=found.pk)


@require_POST
def reactivate(request: HttpRequest, user_id: int) -> HttpResponse:
    """Let a suspended account in again."""
    found = user_or_404(request, user_id)
    try:
        actions.reactivate(actor=request.actor, user=found)
    except RefusedError as error:
        said = told(error)
        return _page(request, found, said.status, error=said.sentence)
    messages.success(request, _("{name}的账号已恢复。").format(name=found.name))
    return redirect("console_user", user_id=found.pk)
