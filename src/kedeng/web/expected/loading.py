"""A list by workbook: blank down, filled up, checked, then taken on a second word."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.expected import actions, queries
from kedeng.apps.expected.actions import RefusedError
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.domain.expected import EXPECTED, ExpectedSheet
from kedeng.domain.roster import Outcome
from kedeng.renderings.refusals import refusal
from kedeng.renderings.workbook import RefusedWorkbookError
from kedeng.renderings.workbook.refusal import MAX_BYTES
from kedeng.renderings.workbook.roster import blank_roster, marked_roster, read_roster
from kedeng.web.expected.chosen import chosen_year, refused_page, years_of
from kedeng.web.records.delivery import workbook_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kedeng.apps.expected.actions import Judged
    from kedeng.apps.expected.models import ExpectedList

SHOWN = 50  # mistakes on the page; the marked copy has them all
_COLUMNS = EXPECTED.columns[ExpectedSheet.ITEMS]
_TITLES = {column.key: column.title for column in _COLUMNS}


@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Take a filled list in and say what would become of each line; nothing is taken yet."""
    year = chosen_year(request, organisation_by_id(request.actor.organisation_id))
    if request.method == "GET" or year is None:
        return _page(request, year)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, year, error=refusal("file_missing"), status=422)
    if upload.size > MAX_BYTES:
        params = {"size": upload.size >> 20, "most": MAX_BYTES >> 20}
        return _page(request, year, error=refusal("file_too_large", params), status=422)
    content = upload.read()
    try:
        lines = read_roster(content, EXPECTED)
        judged = list(actions.judge_list(actor=request.actor, year=year, lines=lines))
        kept = actions.keep_list(
            actor=request.actor, year=year, content=content, file_name=upload.name or ""
        )
    except RefusedWorkbookError as error:
        return _page(request, year, error=error.sentence, status=422)
    except RefusedError as error:
        return refused_page(request, error)
    return _page(request, year, kept=kept, **_report(judged))


def _page(request: HttpRequest, year: int | None, status: int = 200, **more: Any) -> HttpResponse:
    own = organisation_by_id(request.actor.organisation_id)
    context = {
        "area": "expected",
        "year": year,
        "years": years_of(own),
        "columns": _COLUMNS,
        **more,
    }
    return render(request, "expected/load.html", context, status=status)


def _report(judged: "Iterable[Judged]") -> dict[str, Any]:
    """Numbers by outcome, and the first mistakes in words, with where they stand."""
    judged = list(judged)
    mistakes = [mistake for each in judged for mistake in each.mistakes]
    return {
        "numbers": {o.value: sum(each.outcome is o for each in judged) for o in Outcome},
        "mistake_count": len(mistakes),
        "mistakes": [
            {
                "number": mistake.line.number,
                "column": _TITLES[mistake.key],
                "typed": mistake.line.cell(mistake.key),
                "sentence": refusal(mistake.code, mistake.params),
            }
            for mistake in mistakes[:SHOWN]
        ],
    }


@require_POST
def take(request: HttpRequest, list_id: int) -> HttpResponse:
    """Take the right lines of a list that has been checked."""
    kept = _kept(request, list_id)
    try:
        lines = read_roster(bytes(kept.content), EXPECTED)
        report = _report(actions.take_list(actor=request.actor, kept=kept, lines=lines))
    except RefusedError as error:
        return refused_page(request, error)
    if report["mistake_count"]:  # the marked copy is still wanted
        return _page(request, kept.year, kept=kept, taken=True, **report)
    said = _("清单已导入：新增 {new} 项，已有 {known} 项。")
    messages.success(request, said.format(**report["numbers"]))
    return redirect(f"{reverse('expected')}?year={kept.year}")


def _kept(request: HttpRequest, list_id: int) -> "ExpectedList":
    found = queries.kept_list(request.actor, list_id)
    if found is None:
        raise Http404
    return found


@require_safe
def blank(_request: HttpRequest) -> HttpResponse:
    """Give the blank list."""
    return workbook_answer(blank_roster(EXPECTED), _("应登清单.xlsx"))


@require_safe
def marked(request: HttpRequest, list_id: int) -> HttpResponse:
    """Give a list back, its wrong cells marked and explained."""
    kept = _kept(request, list_id)
    lines = read_roster(bytes(kept.content), EXPECTED)
    try:
        judged = list(actions.judge_list(actor=request.actor, year=kept.year, lines=lines))
    except RefusedError as error:
        return refused_page(request, error)
    mistakes = [mistake for each in judged for mistake in each.mistakes]
    content = marked_roster(lines, mistakes, EXPECTED)
    return workbook_answer(content, _("应登清单（标出问题）.xlsx"))
