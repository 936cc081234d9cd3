"""The 《成果登记项目汇总表》 of what a desk passed on: page, workbook and PDF of one query."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kedeng.apps.insight.printing import press
from kedeng.apps.insight.summary import summary_of
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.registrations.passing import passed_on
from kedeng.apps.rounds.queries import current_round, rounds_for
from kedeng.domain.routes import NATION
from kedeng.renderings.pdf.table import SummaryTable, print_table
from kedeng.renderings.workbook.summary_table import summary_workbook
from kedeng.web.records.delivery import print_or_explain, workbook_answer
from kedeng.web.typed import typed

_ALWAYS = frozenset({"serial", "name"})  # what a line is, whatever else is looked at


@dataclass(frozen=True)
class Stretch:
    """What a table may be made of: a round, or for the nation all rounds of a year."""

    key: str
    title: str
    rounds: tuple[Any, ...]


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show the table of a round, a sensible one unless `?round=` names another."""
    offered, chosen = _stretches(request)
    whole = summary_of(request.actor, *chosen.rounds) if chosen else None
    made = _narrowed(request, whole) if whole else None
    context = {
        "area": "summary",
        "rounds": offered,
        "chosen": chosen,
        "has_batches": chosen is not None and request.actor.rank != NATION,
        "table": made,
        "all_columns": whole.columns if whole else (),
        "columns": made.columns if made else (),
        "offered": [
            {"key": column.key, "title": column.title, "on": column in made.columns}
            for column in (whole.columns if whole and made else ())
            if column.key not in _ALWAYS
        ],
        "lines": _lines(made) if made else [],
        "query": _query(request, chosen),
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
    chosen = _stretches(request)[1]
    if chosen is None:
        raise Http404
    return _narrowed(request, summary_of(request.actor, *chosen.rounds))


def _stretches(request: HttpRequest) -> tuple[list[Stretch], Stretch | None]:
    """Give what the actor's desk may look at, and what was asked for or stands to reason."""
    organisation = organisation_by_id(request.actor.organisation_id)
    rounds = rounds_for(organisation)
    asked = typed(request.GET.get("round"), 10)
    if request.actor.rank == NATION:
        offered = _of_the_nation(rounds)
        here = next((each for each in offered if _has_lines(request, each)), None)
    else:
        offered = [Stretch(str(each.pk), each.title, (each,)) for each in rounds]
        current = current_round(organisation, timezone.now())
        here = next((each for each in offered if current in each.rounds), None)
    named = next((each for each in offered if each.key == asked), None)
    if asked and not named:
        raise Http404
    return offered, named or here or next(iter(offered), None)


def _of_the_nation(rounds: list[Any]) -> list[Stretch]:
    """All provinces together, year by year; then the rounds of each, under its name."""
    years = sorted({each.year for each in rounds}, reverse=True)
    together = [
        Stretch(
            f"y{year}",
            _("{year} 年，全部省份").format(year=year),
            tuple(each for each in rounds if each.year == year),
        )
        for year in years
    ]
    alone = [
        Stretch(str(each.pk), f"{each.organisation.name}：{each.title}", (each,))
        for each in sorted(rounds, key=lambda each: (-each.year, each.organisation.name))
    ]
    return together + alone


def _has_lines(request: HttpRequest, stretch: Stretch) -> bool:
    return passed_on(request.actor.organisation_id, stretch.rounds).exists()


def _narrowed(request: HttpRequest, made: SummaryTable) -> SummaryTable:
    """Leave the columns of `?col=`, all without one: on the page, in the workbook, on paper.

    Digest and batch stay those of the whole lines, so that they say the same of any choice.
    """
    wanted = set(request.GET.getlist("col"))
    if not any(column.key in wanted for column in made.columns):
        return made
    wanted |= _ALWAYS
    return replace(made, columns=[each for each in made.columns if each.key in wanted])


def _query(request: HttpRequest, chosen: Stretch | None) -> str:
    """What leads from the page to workbook and paper of the same lines and columns."""
    named = [("round", chosen.key)] if chosen else []
    return urlencode([*named, *(("col", key) for key in request.GET.getlist("col"))])


def _lines(made: SummaryTable) -> list[list[tuple[str, str, str]]]:
    """Key, head and text of each cell by line, as the paper has them."""
    return [
        [
            (column.key, column.title, {"serial": str(place), **row}.get(column.key, ""))
            for column in made.columns
        ]
        for place, row in enumerate(made.rows, start=1)
    ]


def _name(made: SummaryTable, ending: str) -> str:
    return f"{made.title}-{made.organisation}-{made.year}.{ending}"
