"""A body is merged or closed: choose who follows, read what that means, confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations import queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.open_records import figures_of_body
from kedeng.domain.delegation import Act
from kedeng.domain.routes import DEPARTMENT, UNIT
from kedeng.web.console.reach import MOST, body_or_404, refused_page, require, told
from kedeng.web.typed import typed, typed_number


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, body_id: int) -> HttpResponse:
    """Merge a body into another, users and all."""
    return _end(request, body_id, Act.MERGE_BODY)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, body_id: int) -> HttpResponse:
    """Close a body; its records go to the successor, its accounts end."""
    return _end(request, body_id, Act.CLOSE_BODY)


def _end(request: HttpRequest, body_id: int, act: Act) -> HttpResponse:
    found, is_merger = body_or_404(request, body_id), act is Act.MERGE_BODY
    asked = request.POST if request.method == "POST" else request.GET
    chosen_id = typed_number(asked.get("target"))
    chosen = body_or_404(request, chosen_id) if chosen_id else None
    text = typed(request.GET.get("q"), 60)
    context: dict[str, Any] = {"error": "", "status": 200}
    try:
        require(request, act, found)
        if request.method == "POST" and chosen:
            end = actions.merge_body if is_merger else actions.close_body
            end(actor=request.actor, organisation=found, successor=chosen)
            said = _("{name}已并入{heir}。") if is_merger else _("{name}已撤销，由{heir}承接。")
            messages.success(request, said.format(name=found.name, heir=chosen.name))
            return redirect("console_body", body_id=chosen.pk)
    except RefusedError as error:
        if chosen is None:
            return refused_page(request, error)
        refused = told(error)
        context = {"error": refused.sentence, "status": refused.status}
    ranks = [found.rank, DEPARTMENT] if found.rank == UNIT else [found.rank]
    targets = queries.candidates(request.actor, found, text, ranks)[:MOST]
    context |= {
        "area": "console",
        "tab": "tree",
        "body": found,
        "is_merger": is_merger,
        "chosen": chosen,
        "text": text,
        "targets": [each for each in targets if each.has_office],
        "figures": figures_of_body(found),
        "users": found.users.count(),
        "children": sum(child.is_active for child in queries.children_of(found)),
    }
    return render(request, "console/ending.html", context, status=context["status"])
