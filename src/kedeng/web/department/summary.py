"""The 《成果登记项目汇总表》 of what a desk passed on: page, workbook and PDF of one query."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kedeng.apps.insight.printing import press
from kedeng.apps.insight.summary import summary_of
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.rounds.queries import current_round, rounds_for
from kedeng.renderings.pdf.table import SummaryColumn, SummaryTable, print_table
from kedeng.renderings.workbook.summary_table import summary_workbook
from kedeng.web.records.delivery import print_or_explain, workbook_answer
from kedeng.web.typed import typed

_ALWAYS = frozenset({"serial", "name"})  # what a line is, whatever else is looked at


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show the table of a round, the current one unless `?round=` names another."""
    rounds, chosen = _rounds(request)
    made = summary_of(request.actor, chosen) if chosen else None
    columns = _columns(request, made) if made else []
    context = {
        "area": "summary",
        "rounds": rounds,
        "chosen": chosen,
        "table": made,
        "columns": columns,
        "offered": [
            {"key": column.key, "title": column.title, "on": column in columns}
            for column in (made.columns if made else ())
            if column.key not in _ALWAYS
        ],
        "lines": _lines(made, columns) if made else [],
    }
    return render(request, "department/summary.html", context)


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """Give the table as .xlsx."""
    made = _made(request)
    response = workbook_answer(summary_workbook(made), _name(made, "xlsx"))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Give the table as PDF, to be sealed and handed in."""
    made = _made(request)

    def printed(drawn_as: dict[str, str]) -> bytes:
        with press():
            return print_table(made, drawn_as=drawn_as)

    return print_or_explain(request, printed, _name(made, "pdf"))


def _made(request: HttpRequest) -> SummaryTable:
    chosen = _rounds(request)[1]
    if chosen is None:
        raise Http404
    return summary_of(request.actor, chosen)


def _rounds(request: HttpRequest) -> tuple[list[Any], Any]:
    """Give the rounds of the actor's province, and the one that is asked for."""
    organisation = organisation_by_id(request.actor.organisation_id)
    rounds = rounds_for(organisation)
    asked = typed(request.GET.get("round"), 10)
    named = [each for each in rounds if str(each.pk) == asked]
    if asked and not named:
        raise Http404
    return rounds, named[0] if named else current_round(organisation, timezone.now())


def _columns(request: HttpRequest, made: SummaryTable) -> list[SummaryColumn]:
    """Columns that the page shows: those of `?col=`, all without one. The paper has them all."""
    wanted = set(request.GET.getlist("col"))
    kept = [column for column in made.columns if column.key in wanted]
    if not kept:
        return list(made.columns)
    return [column for column in made.columns if column in kept or column.key in _ALWAYS]


def _lines(made: SummaryTable, columns: list[SummaryColumn]) -> list[list[tuple[str, str]]]:
    """Column keys and texts by line, as the paper has them."""
    return [
        [(column.key, {"serial": str(place), **row}.get(column.key, "")) for column in columns]
        for place, row in enumerate(made.rows, start=1)
    ]


def _name(made: SummaryTable, ending: str) -> str:
    return f"{made.title}-{made.organisation}-{made.year}.{ending}"
