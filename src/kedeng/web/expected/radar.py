"""The radar of deadlines: units of a round, those that will be late first; reminders."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.expected import actions, queries
from kedeng.apps.expected.actions import RefusedError
from kedeng.apps.expected.queries import Radar, Scope, UnitRow
from kedeng.apps.rounds.queries import current_round, rounds_for
from kedeng.domain.radar import (
    FORTNIGHT,
    OUTLOOK_COLOURS,
    OUTLOOK_LABELS,
    PACE_DAYS,
    Figures,
    Outlook,
)
from kedeng.domain.routes import NATION, PROVINCE, UNIT
from kedeng.lib.text import folded
from kedeng.web.expected.chosen import refused_page
from kedeng.web.typed import typed, typed_number

PAGE = 100
_WARNED = (Outlook.MISSED, Outlook.LATE)


@require_safe
def radar(request: HttpRequest) -> HttpResponse:
    """Show how far each unit is in a round, and who will probably miss its closing."""
    if request.actor.rank == NATION:
        raise Http404
    scope = queries.scope_of(request.actor)
    rounds = rounds_for(scope.own)
    round_ = _chosen(request, scope, rounds)
    context: dict[str, Any] = {
        "area": "expected",
        "rounds": rounds,
        "chosen": round_,
        "year": round_.year if round_ else None,
        "is_unit": scope.own.rank == UNIT,
    }
    if round_ is not None:
        context |= _shown(request, scope, queries.radar_of(scope, round_, timezone.now()))
    return render(request, "expected/radar.html", context)


def _chosen(request: HttpRequest, scope: Scope, rounds: list[Any]) -> Any:
    asked = typed_number(request.GET.get("round") or request.POST.get("round"))
    if asked is None:
        return current_round(scope.own, timezone.now())
    found = next((each for each in rounds if each.pk == asked), None)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, scope: Scope, found: Radar) -> dict[str, Any]:
    text = typed(request.GET.get("text"), 100)
    wanted = request.GET.get("outlook", "")
    rows = [row for row in found.rows if _keeps(row, text, wanted)]
    paginator = Paginator(rows, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    more: dict[str, Any] = {}
    if scope.own.rank == UNIT:
        more = {
            "records": queries.records_to_mend(scope, found.round),
            "nudges": queries.nudges_of(scope, scope.own.pk, found.round.year)[:5],
            "today": timezone.localdate(),
        }
    return {
        "radar": found,
        "rows": [_row(row, scope) for row in page.object_list],
        "page": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "joined": f"round={found.round.pk}&outlook={wanted if wanted in OUTLOOK_LABELS else ''}&",
        "text": text,
        "outlook": wanted,
        "outlooks": [(each.value, label) for each, label in OUTLOOK_LABELS.items()],
        "is_filtered": bool(text or wanted),
        "has_last_year": found.why_no_pace != "no_round_before",
        "idle": sum(row.figures.is_idle for row in found.rows),
        "departments": _departments(scope, found.rows) if scope.own.rank < UNIT else [],
        "warned": sum(row.outlook in _WARNED for row in found.rows),
        "show_department": scope.own.rank == PROVINCE,
        "pace_days": PACE_DAYS,
        "fortnight": FORTNIGHT,
        **more,
    }


def _departments(scope: Scope, rows: list[UnitRow]) -> list[tuple[str, Figures, int]]:
    """Add up the figures by the body directly below the actor's; one alone says nothing more."""
    found: dict[str, tuple[Figures, int]] = {}
    for row in rows:
        name = scope.below(row.unit).name
        figures, warned = found.get(name, (Figures(), 0))
        found[name] = (figures + row.figures, warned + (row.outlook in _WARNED))
    summed = [(name, figures, warned) for name, (figures, warned) in found.items()]
    is_worth_it = any(scope.below(row.unit).pk != row.unit.pk for row in rows)
    return sorted(summed, key=lambda each: -each[1].need) if is_worth_it else []


def _keeps(row: UnitRow, text: str, wanted: str) -> bool:
    named = all(folded(word) in folded(row.unit.name) for word in text.split())
    return named and (wanted not in OUTLOOK_LABELS or row.outlook == wanted)


def _row(row: UnitRow, scope: Scope) -> dict[str, Any]:
    """A row as the page draws it; the own body is not reminded."""
    figures = row.figures
    return {
        "row": row,
        "unit": row.unit,
        "figures": figures,
        "department": row.unit.parent.name if row.unit.parent_id else "",
        "label": OUTLOOK_LABELS[row.outlook],
        "colour": OUTLOOK_COLOURS.get(row.outlook, "grey"),
        "may_nudge": row.unit.pk != scope.own.pk and bool(figures.need or figures.is_idle),
    }


@require_POST
def nudge(request: HttpRequest, body_id: int) -> HttpResponse:
    """Remind a unit of what it still has to hand in."""
    if request.actor.rank == NATION:
        raise Http404
    scope = queries.scope_of(request.actor)
    round_ = _chosen(request, scope, rounds_for(scope.own))
    if round_ is None:
        raise Http404
    try:
        actions.nudge_unit(actor=request.actor, unit_id=body_id, round_=round_)
    except RefusedError as error:
        return refused_page(request, error)
    name = scope.names[body_id]
    messages.success(
        request,
        _("已催办{name}。对方在“应登清单”里看得到未登的项目和还没有交的项数。").format(name=name),
    )
    return redirect(f"{reverse('radar')}?round={round_.pk}")


@require_POST
def nudge_filer(request: HttpRequest, code: str) -> HttpResponse:
    """Remind the filer of a record of the own body of what it lacks."""
    try:
        sent = actions.nudge_filer(actor=request.actor, code=typed(code, 16))
    except RefusedError as error:
        return refused_page(request, error)
    name = sent.registration.filer.name if sent.registration else ""
    messages.success(
        request, _("已催办{name}。对方在“我的登记”里看得到，点开就是还差的内容。").format(name=name)
    )
    return redirect("radar")
