"""One item: what it was matched with, what may be the same, why it is not registered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.expected import actions, queries
from kedeng.apps.expected.actions import OutOfReachError, RefusedError
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.expected import KIND_LABELS, REASONS, ExpectedKind, Standing
from kedeng.domain.routes import NATION
from kedeng.renderings.refusals import refusal
from kedeng.web.expected.chosen import refused_page
from kedeng.web.typed import typed


@require_safe
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show an item of the actor's units."""
    return _page(request, item_id)


def _page(request: HttpRequest, item_id: int, status: int = 200, **more: Any) -> HttpResponse:
    if request.actor.rank == NATION:
        raise Http404
    scope = queries.scope_of(request.actor)
    line = queries.line_for(scope, item_id)
    if line is None:
        raise Http404
    seen = queries.visible_codes(request.actor, [line])
    reasons = catalogue()[REASONS]
    known = reasons.by_code.get(line.item.reason)
    context = {
        "area": "expected",
        "line": line,
        "item": line.item,
        "kind": KIND_LABELS[ExpectedKind(line.item.kind)],
        "matches": [(match, match.code in seen) for match in line.matches],
        "alike": queries.proposals_for(request.actor, scope, [line]).get(item_id, []),
        "reasons": reasons.active(timezone.localdate()),
        "reason": known.label if known else "",
        "typed_reason": line.item.reason,
        "typed_text": line.item.reason_text,
        "nudges": line.item.nudges.order_by("-sent_at")[:5],
        "may_nudge": line.unit_id != scope.own.pk and line.standing is Standing.OPEN,
        "is_own": line.item.source.organisation_id == request.actor.organisation_id,
        "error": "",
        "pair_error": "",
        **more,
    }
    return render(request, "expected/item.html", context, status=status)


@require_POST
def reason(request: HttpRequest, item_id: int) -> HttpResponse:
    """Record a reason, or take the recorded one back; what was typed stays where it is refused."""
    given = typed(request.POST.get("reason"), 40)
    text = typed(request.POST.get("text"), None)
    try:
        actions.give_reason(actor=request.actor, item_id=item_id, reason=given, text=text)
    except OutOfReachError as error:
        return refused_page(request, error)
    except RefusedError as error:
        said = refusal(error.code, error.params)
        return _page(request, item_id, status=422, error=said, typed_reason=given, typed_text=text)
    messages.success(request, _("理由已登记。") if given else _("理由已撤销。"))
    return redirect("expected_item", item_id)


@require_POST
def pair(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say of a registration that it is the same result, or that it is not."""
    is_same = request.POST.get("answer") == "same"
    code = typed(request.POST.get("code"), 16).upper()
    try:
        actions.pair(actor=request.actor, item_id=item_id, code=code, is_same=is_same)
    except OutOfReachError:
        said = _("没有找到编号为 {code} 的登记，或者本机构看不到它。").format(code=code or "—")
        return _page(request, item_id, status=422, pair_error=said, typed_code=code)
    except RefusedError as error:
        return refused_page(request, error)
    messages.success(request, _("已记为同一成果。") if is_same else _("已记为不同成果。"))
    return redirect("expected_item", item_id)


@require_POST
def drop(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take an item out of the list."""
    try:
        actions.drop_item(actor=request.actor, item_id=item_id)
    except RefusedError as error:
        return refused_page(request, error)
    messages.success(request, _("已移出应登清单。"))
    return redirect(reverse("expected"))
