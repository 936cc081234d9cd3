"""A body's page; the forms that create, describe and move one."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.organisations.actions.bodies import DETAILS
from kedeng.apps.registrations import actions as registrations
from kedeng.apps.registrations.open_records import figures_of_body
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.delegation import Act, may_have_below
from kedeng.domain.routes import RANK_LABELS
from kedeng.web.console.drawn import read_drawn, say_changes, write_drawn
from kedeng.web.console.forms import BodyForm, NewBodyForm, blame
from kedeng.web.console.reach import MOST, body_or_404, refused_page, require, told
from kedeng.web.plain_forms import posted
from kedeng.web.typed import typed, typed_number

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation


@require_safe
def body(request: HttpRequest, body_id: int) -> HttpResponse:
    """Show a body: what is known of it, who manages it, what hangs on it, what may be done."""
    found = body_or_404(request, body_id)
    kind = catalogue()["organisation_kind"].by_code.get(found.kind)
    context: dict[str, Any] = {
        "area": "console",
        "tab": "tree",
        "body": found,
        "rank": RANK_LABELS[found.rank],
        "kind": kind.label if kind else "",
        "line": _line(request, found),
        "former": queries.other_names_of(found),
        "children": queries.children_of(found),
        "super": queries.super_of(found),
        "users": queries.users_of(request.actor, found).count(),
        "figures": figures_of_body(found),
        "acts": queries.acts_on(request.actor, queries.body_facts(found)),
    }
    return render(request, "console/body.html", context)


def _line(request: HttpRequest, found: "Organisation") -> "list[Organisation]":
    """The way down from the actor's own body, without the body itself."""
    line = queries.ancestors(found)
    own = next(
        place for place, above in enumerate(line) if above.pk == request.actor.organisation_id
    )
    return list(reversed(line[1 : own + 1]))


@require_http_methods(["GET", "POST"])
def new_body(request: HttpRequest) -> HttpResponse:
    """Create a body directly below the own one."""
    actor = request.actor
    own = queries.organisation_by_id(actor.organisation_id)
    form = NewBodyForm(posted(request), parent_rank=own.rank)
    try:
        require(request, Act.CREATE_BODY, own)
        if request.method == "POST" and form.is_valid():
            made = actions.create_body(actor=actor, **form.cleaned_data)
            messages.success(
                request, _("已创建 {name}。接着指定它的超级管理员。").format(name=made.name)
            )
            return redirect("console_super", body_id=made.pk)
    except RefusedError as error:
        return _refused_form(request, form, error, "console/body_form.html", {"parent": own})
    status = 422 if form.errors else 200
    context = {"area": "console", "tab": "tree", "form": form, "parent": own}
    return render(request, "console/body_form.html", context, status=status)


def _refused_form(
    request: HttpRequest, form: Any, error: RefusedError, template: str, more: dict[str, Any]
) -> HttpResponse:
    if not form.is_bound:
        return refused_page(request, error)
    said = told(error)
    blame(form, said)
    context = {"area": "console", "tab": "tree", "form": form, **more}
    return render(request, template, context, status=said.status)


@require_http_methods(["GET", "POST"])
def edit_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """Rename or describe a body below; a former name is kept, and what another just changed."""
    found, actor = body_or_404(request, body_id), request.actor
    known = {key: getattr(found, key) for key in ("name", *DETAILS)}
    form = BodyForm(posted(request), ranks=[found.rank], initial=known)
    seen = read_drawn(request, known)
    more: dict[str, Any] = {"body": found, "drawn": write_drawn(seen)}
    try:
        require(request, Act.RENAME_BODY, found)
        if request.method == "POST" and form.is_valid():
            actions.change_body(actor=actor, organisation=found, seen=seen, **form.cleaned_data)
            messages.success(request, _("已保存。"))
            return redirect("console_body", body_id=found.pk)
    except RefusedError as error:
        now = error.params.get("now", {})
        say_changes(form, now)
        more["drawn"] = write_drawn(seen | now)
        return _refused_form(request, form, error, "console/body_form.html", more)
    context = {"area": "console", "tab": "tree", "form": form, **more}
    return render(request, "console/body_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def move_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """Put a body below another one: choose, read what follows, confirm."""
    found, actor = body_or_404(request, body_id), request.actor
    asked = request.POST if request.method == "POST" else request.GET
    chosen_id = typed_number(asked.get("target"))
    chosen = body_or_404(request, chosen_id) if chosen_id else None
    context: dict[str, Any] = {"area": "console", "tab": "tree", "body": found, "chosen": chosen}
    status = 200
    try:
        require(request, Act.MOVE_BODY, found)
        if request.method == "POST" and chosen:
            registrations.move_body(actor=actor, organisation=found, parent=chosen)
            messages.success(
                request,
                _("已把{name}移到{parent}之下。").format(name=found.name, parent=chosen.name),
            )
            return redirect("console_body", body_id=found.pk)
    except RefusedError as error:
        if chosen is None:
            return refused_page(request, error)
        said = told(error)
        context["error"], status = said.sentence, said.status
    ranks = [rank for rank in RANK_LABELS if may_have_below(rank, found.rank)]
    text = typed(request.GET.get("q"), 60)
    targets = queries.candidates(actor, found, text, ranks)[:MOST]
    context |= {
        "text": text,
        "targets": [each for each in targets if each.pk != found.parent_id],
        "figures": figures_of_body(found),
        "below": queries.subtree(found.pk).count() - 1,
    }
    return render(request, "console/move.html", context, status=status)
