"""The super administrator's role: defined for a body below, handed over in the own one."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import Person, RefusedError
from kedeng.domain.activation import Activation
from kedeng.domain.delegation import Act
from kedeng.web.console.forms import NewPersonForm, blame
from kedeng.web.console.reach import body_or_404, refused_page, require, told
from kedeng.web.console.rights import boxes, read_rights
from kedeng.web.plain_forms import posted
from kedeng.web.typed import typed_number

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import User


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, body_id: int) -> HttpResponse:
    """Define or replace the super administrator of a body one hop below."""
    found, actor = body_or_404(request, body_id), request.actor
    form = NewPersonForm(posted(request))
    rights = read_rights(request)
    context: dict[str, Any] = {
        "area": "console",
        "tab": "tree",
        "body": found,
        "form": form,
        "present": queries.super_of(found),
        "boxes": boxes(actor, queries.body_facts(found), rights, by_office=True),
    }
    status = 200
    try:
        require(request, Act.DEFINE_SUPER, found)
        if request.method == "POST" and form.is_valid():
            asked = form.cleaned_data
            member = queries.member_named(found, asked["username"], asked["name"])
            user = actions.appoint_super(
                actor=actor,
                organisation=found,
                who=member or Person(rights=rights, **asked),
                replaces=typed_number(request.POST.get("replaces")),
            )
            said = _("{name}已是{body}的超级管理员。接着发放登录用的激活码。")
            messages.success(request, said.format(name=user.name, body=found.name))
            return redirect("console_user", user_id=user.pk)
    except RefusedError as error:
        if request.method != "POST":
            return refused_page(request, error)
        said_no = told(error)
        blame(form, said_no)
        status = said_no.status
    if form.errors and status == 200:
        status = 422
    return render(request, "console/super.html", context, status=status)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand the own role over to a colleague: choose, read what follows, confirm."""
    actor = request.actor
    own = queries.organisation_by_id(actor.organisation_id)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = _colleague(request, typed_number(asked.get("to")))
    context: dict[str, Any] = {"area": "console", "tab": "users", "body": own, "chosen": chosen}
    status = 200
    try:
        require(request, Act.HAND_OVER, own)
        if request.method == "POST" and chosen:
            actions.hand_over_super(actor=actor, to=chosen)
            said = _("超级管理员已由{name}担任。本账号不再有管理权限。")
            messages.success(request, said.format(name=chosen.name))
            return redirect("account")
    except RefusedError as error:
        if chosen is None:
            return refused_page(request, error)
        said_no = told(error)
        context["error"], status = said_no.sentence, said_no.status
    people = [
        user
        for user in queries.staff_of(actor)
        if user.pk != actor.user_id and user.activation == Activation.ACTIVE
    ]
    return render(request, "console/hand_over.html", {**context, "people": people}, status=status)


def _colleague(request: HttpRequest, user_id: int | None) -> "User | None":
    found = queries.user_for(request.actor, user_id) if user_id else None
    return found if found and found.organisation_id == request.actor.organisation_id else None
