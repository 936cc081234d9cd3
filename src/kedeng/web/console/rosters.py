"""Bodies and users by workbook: blank down, filled up, checked, then taken on a second word."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.domain.roster import COLUMNS, SHEET_TITLES, Outcome
from kedeng.renderings.refusals import refusal
from kedeng.renderings.workbook import RefusedWorkbookError
from kedeng.renderings.workbook.refusal import MAX_BYTES
from kedeng.renderings.workbook.roster import blank_roster, marked_roster, read_roster
from kedeng.web.console.reach import refused_page, told
from kedeng.web.records.delivery import workbook_answer

if TYPE_CHECKING:
    from kedeng.apps.organisations.actions import Judged
    from kedeng.apps.organisations.models import Roster

SHOWN = 50  # mistakes on the page; the marked copy has them all


@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """Take a filled roster in and say what would become of each line; nothing is taken yet."""
    if request.method == "GET":
        return _page(request)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, error=refusal("file_missing"), status=422)
    if upload.size > MAX_BYTES:
        params = {"size": upload.size >> 20, "most": MAX_BYTES >> 20}
        return _page(request, error=refusal("file_too_large", params), status=422)
    content = upload.read()
    try:
        judged = list(actions.judge_roster(actor=request.actor, lines=read_roster(content)))
    except RefusedWorkbookError as error:
        return _page(request, error=error.sentence, status=422)
    except RefusedError as error:
        said = told(error)
        return _page(request, error=said.sentence, status=said.status)
    kept = actions.keep_roster(actor=request.actor, content=content, file_name=upload.name or "")
    return _page(request, roster=kept, **_report(judged))


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {"area": "console", "tab": "rosters", "sheets": _sheets(), **more}
    return render(request, "console/roster.html", context, status=status)


def _sheets() -> list[tuple[str, Any]]:
    return [(title, COLUMNS[sheet]) for sheet, title in SHEET_TITLES.items()]


def _report(judged: "list[Judged]") -> dict[str, Any]:
    """Numbers by outcome, and the first mistakes in words, with where they stand."""
    mistakes = [mistake for each in judged for mistake in each.mistakes]
    titles = {(s, c.key): c.title for s, columns in COLUMNS.items() for c in columns}
    return {
        "numbers": {o.value: sum(each.outcome is o for each in judged) for o in Outcome},
        "mistake_count": len(mistakes),
        "mistakes": [
            {
                "sheet": SHEET_TITLES[mistake.line.sheet],
                "number": mistake.line.number,
                "column": titles[mistake.line.sheet, mistake.key],
                "typed": mistake.line.cell(mistake.key),
                "sentence": refusal(mistake.code, mistake.params),
            }
            for mistake in mistakes[:SHOWN]
        ],
    }


@require_POST
def take(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Take the right lines of a roster that has been checked."""
    kept = _kept(request, roster_id)
    try:
        lines = read_roster(bytes(kept.content))
        judged = list(actions.take_roster(actor=request.actor, lines=lines))
    except RefusedError as error:
        return refused_page(request, error)
    actions.note_logins(kept, judged)
    report = _report(judged)
    if report["mistake_count"]:  # the marked copy is still wanted
        return _page(request, roster=kept, taken=True, **report)
    actions.drop_roster(kept)
    said = _("名册已导入：新建 {new} 行，已有 {known} 行。接着可以成批发放激活码。")
    messages.success(request, said.format(**report["numbers"]))
    return redirect(f"{reverse('console_codes')}?roster={kept.pk}")


def _kept(request: HttpRequest, roster_id: int) -> "Roster":
    found = queries.roster_for(request.actor, roster_id)
    if found is None:
        raise Http404
    return found


@require_safe
def blank(_request: HttpRequest) -> HttpResponse:
    """Give the blank roster."""
    return workbook_answer(blank_roster(), _("机构与用户名册.xlsx"))


@require_safe
def marked(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Give a roster back, its wrong cells marked and explained."""
    kept = _kept(request, roster_id)
    lines = read_roster(bytes(kept.content))
    try:
        judged = list(actions.judge_roster(actor=request.actor, lines=lines))
    except RefusedError as error:
        return refused_page(request, error)
    mistakes = [mistake for each in judged for mistake in each.mistakes]
    return workbook_answer(marked_roster(lines, mistakes), _("机构与用户名册（标出问题）.xlsx"))
