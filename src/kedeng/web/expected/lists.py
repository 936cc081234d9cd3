"""The list of what ought to be registered: figures, lines, and the same lines as a workbook."""

from collections import defaultdict
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kedeng.apps.expected import queries
from kedeng.apps.expected.queries import ItemFilter, Line, Scope
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.expected import (
    KIND_LABELS,
    REASONS,
    STANDING_LABELS,
    ExpectedKind,
    Tally,
    tally,
)
from kedeng.domain.routes import NATION, UNIT
from kedeng.domain.states import STATES
from kedeng.renderings.workbook.expected import expected_workbook
from kedeng.web.expected.chosen import chosen_filter, chosen_year, query_of, years_of
from kedeng.web.records.delivery import workbook_answer

PAGE = 50


@require_safe
def expected(request: HttpRequest) -> HttpResponse:
    """Show how many ought to be registered and are, and the lines that the filter keeps."""
    scope, year, chosen, lines = _asked(request)
    kept = [line for line in lines if chosen.keeps(line)]
    paginator = Paginator(kept, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    shown = list(page.object_list)
    query = query_of(year, chosen)
    context = {
        "area": "expected",
        "year": year,
        "years": years_of(scope.own),
        "chosen": chosen,
        "is_filtered": chosen != ItemFilter(),
        "tally": tally([line.standing for line in lines]),
        "by_unit": _by_unit(scope, lines),
        "units": [(str(pk), name) for pk, name in scope.names.items()],
        "many_units": scope.own.rank != UNIT,
        "kinds": [(kind.value, label) for kind, label in KIND_LABELS.items()],
        "standings": [(each.value, label) for each, label in STANDING_LABELS.items()],
        "lines": _shown(request, scope, shown),
        "lists": queries.lists_taken(scope, year) if year else [],
        "told": queries.lately_told(scope, year) if year else [],
        "page": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": query,
        "joined": f"{query[1:]}&",
    }
    return render(request, "expected/list.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give exactly the lines that the page shows with this filter, as .xlsx."""
    _scope, year, chosen, lines = _asked(request)
    if year is None:
        raise Http404
    kept = [line for line in lines if chosen.keeps(line)]
    seen = queries.visible_codes(request.actor, kept)
    reasons = catalogue()[REASONS].by_code
    rows = [_row(line, seen, reasons) for line in kept]
    name = _("{year}年应登清单").format(year=year)
    counted = tally([line.standing for line in lines])
    response = workbook_answer(
        expected_workbook(name, _told(counted, kept, lines), rows), f"{name}.xlsx"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest) -> tuple[Scope, int | None, ItemFilter, list[Line]]:
    """Give the actor's units, the year, the filter and every line. Nothing for the nation."""
    if request.actor.rank == NATION:
        raise Http404
    scope = queries.scope_of(request.actor)
    year = chosen_year(request, scope.own)
    lines = queries.lines_of(scope, year) if year else []
    return scope, year, chosen_filter(request), lines


def _by_unit(scope: Scope, lines: list[Line]) -> list[tuple[int, str, Tally]]:
    """Tallies by unit, the most open first."""
    found = defaultdict(list)
    for line in lines:
        found[line.unit_id].append(line.standing)
    counted = [(unit, scope.names[unit], tally(each)) for unit, each in found.items()]
    return sorted(counted, key=lambda row: -row[2].open)


def _shown(request: HttpRequest, scope: Scope, lines: list[Line]) -> list[dict[str, Any]]:
    """What the page draws of each line: the record where it may be seen, names alike otherwise."""
    seen = queries.visible_codes(request.actor, lines)
    proposals = queries.proposals_for(request.actor, scope, lines)
    reasons = catalogue()[REASONS].by_code
    return [
        {
            "line": line,
            "item": line.item,
            "kind": KIND_LABELS[ExpectedKind(line.item.kind)],
            "match": _match(line, seen),
            "alike": len(proposals.get(line.item.pk, [])),
            "reason": reasons[line.item.reason].label if line.item.reason in reasons else "",
        }
        for line in lines
    ]


def _match(line: Line, seen: frozenset[str]) -> Any:
    """The best match that may be looked at."""
    return next((match for match in line.matches if match.code in seen), None)


def _row(line: Line, seen: frozenset[str], reasons: dict[str, Any]) -> list[str]:
    """A line of the workbook, in the order of renderings.workbook.expected.HEADS."""
    item, match = line.item, _match(line, seen)
    return [
        line.unit,
        KIND_LABELS[ExpectedKind(item.kind)],
        item.number,
        item.name,
        item.person,
        item.settled_on.isoformat() if item.settled_on else "",
        item.plan,
        STANDING_LABELS[line.standing],
        match.title if match else "",
        match.code if match else "",
        STATES[match.state].staff if match else "",
        reasons[item.reason].label if item.reason in reasons else "",
        item.reason_text,
        item.source.organisation.name,
    ]


def _told(counted: Tally, kept: list[Line], lines: list[Line]) -> str:
    """Say the figures and the denominator above the table."""
    rate = counted.rate or "—"
    said = _(
        "应登 {total} 项，已登 {registered} 项，在办 {under_way} 项，有理由不登 {excused} 项，"
        "未登 {open} 项；登记率 {rate}（已登 {registered} ÷ 应登减有理由不登 {due}）。"
    ).format(
        total=counted.total,
        registered=counted.registered,
        under_way=counted.under_way,
        excused=counted.excused,
        open=counted.open,
        rate=rate,
        due=counted.due,
    )
    if len(kept) == len(lines):
        return said
    return said + _("本表是筛选后的 {count} 项。").format(count=len(kept))
