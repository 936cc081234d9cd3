"""Many records at once: preview with what will be skipped and why, do, result, undo."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.bulk_queries import bulk_act, chosen_records, codes_of, titles_of
from kedeng.apps.registrations.foreseen import foreseen_refusal
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.bulk import APPROVALS, FINAL, MOST_ROWS, RowOutcome, bulk_moves
from kedeng.domain.checklist import CHECKS, labels_of
from kedeng.domain.workflow import TRANSITIONS
from kedeng.renderings.refusals import refusal, status_of
from kedeng.renderings.workbook.rows import rows_workbook
from kedeng.web.department.filters import chosen_filter, query_of
from kedeng.web.department.posted import REASONS
from kedeng.web.records.delivery import workbook_answer
from kedeng.web.typed import typed, typed_number

_GIVEN = dict.fromkeys(CHECKS, True)


@dataclass(frozen=True)
class Foreseen:
    """A record of the preview; `why` it will be skipped, "" for one that will be done."""

    record: Any
    title: str
    why: str


@dataclass(frozen=True)
class Asked:
    """What is asked for all records, as it was typed."""

    transition: str
    token: str
    reason: str = ""
    reason_code: str = ""
    to_filer: bool = True
    checks: tuple[str, ...] = ()


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """Show what a move would do with the chosen records, and which it would skip. Reads only."""
    transition = typed(request.POST.get("transition"), 40)
    if transition not in {row.name for row in bulk_moves(request.actor.rank, request.actor.rights)}:
        return redirect(_queue(request))
    codes = _chosen_codes(request)
    if not codes or len(codes) > MOST_ROWS:
        code = "nothing_chosen" if not codes else "too_many_chosen"
        messages.error(request, refusal(code, {"most": MOST_ROWS}))
        return redirect(_queue(request))
    return _preview(request, Asked(transition, secrets.token_hex(16)), codes)


def _chosen_codes(request: HttpRequest) -> list[str]:
    post = request.POST
    which = post.get("which")
    if which == "all":
        return codes_of(request.actor, chosen_filter(request))
    return [typed(code, 16) for code in post.getlist("shown" if which == "page" else "pick")]


def _preview(
    request: HttpRequest, asked: Asked, codes: list[str], refused: RefusedMoveError | None = None
) -> HttpResponse:
    records = chosen_records(request.actor, codes)
    titles = titles_of(records)
    rows = [_foreseen(request, asked, record, titles) for record in records]
    row = TRANSITIONS[asked.transition]
    context = {
        "area": "queue",
        "asked": asked,
        "move": row,
        "doing": [one for one in rows if not one.why],
        "skipping": [one for one in rows if one.why],
        "query": query_of(chosen_filter(request)),
        "address": "desk_bulk_approve" if asked.transition in APPROVALS else "desk_bulk_do",
        "undoable": asked.transition not in FINAL,
        "checks": labels_of(row.name).items(),
        "reasons": catalogue()[REASONS].entries,
        "refused": refusal(refused.code, refused.params) if refused else "",
    }
    status = status_of(refused.code) if refused else 200
    return render(request, "department/bulk.html", context, status=status)


def _foreseen(request: HttpRequest, asked: Asked, record: Any, titles: dict[int, str]) -> Foreseen:
    """What all records share is asked for on the page; the rest is judged as the move will be."""
    why = foreseen_refusal(
        request.actor,
        record,
        asked.transition,
        reason="…",
        checks=_GIVEN,
        arrived_at=request.arrived_at,
    )
    told = refusal(why.code, why.params) if why else ""
    return Foreseen(record, titles.get(record.pk) or record.code, told)


@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Do it, row by row; a second press leads to the same result. Approvals have an own address."""
    asked = _asked(request)
    if asked.transition in APPROVALS:
        raise Http404
    return _do(request, asked)


@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Approve many: a sensitive act, with a fresh proof of who it is."""
    asked = _asked(request)
    if asked.transition not in APPROVALS:
        raise Http404
    return _do(request, asked)


def _asked(request: HttpRequest) -> Asked:
    post = request.POST
    return Asked(
        transition=typed(post.get("transition"), 40),
        token=typed(post.get("token"), 40),
        reason=typed(post.get("reason"), None),
        reason_code=typed(post.get("reason_code"), 40),
        to_filer=post.get("back_to") != "previous",
        checks=tuple(key for key in CHECKS if post.get(f"check:{key}") == "on"),
    )


def _do(request: HttpRequest, asked: Asked) -> HttpResponse:
    rows = dict(filter(None, map(_row, request.POST.getlist("row"))))
    skipped = [typed(code, 16) for code in request.POST.getlist("skip")]
    try:
        act = actions.begin_bulk(
            actor=request.actor,
            token=asked.token or secrets.token_hex(16),
            transition=asked.transition,
            rows=rows,
            skipped=skipped,
            reason=asked.reason,
            reason_code=asked.reason_code,
            to_filer=asked.to_filer,
            checks=dict.fromkeys(asked.checks, True),
        )
    except RefusedMoveError as error:
        if asked.transition not in TRANSITIONS or not (rows or skipped):
            messages.error(request, refusal(error.code, error.params))
            return redirect(_queue(request))
        return _preview(request, asked, [*rows, *skipped], error)
    actions.run_bulk(actor=request.actor, act=act, arrived_at=request.arrived_at)
    return redirect(f"{reverse('desk_bulk_result', args=[act.token])}{_query(request)}")


def _row(text: str) -> tuple[str, int] | None:
    """Read `CODE:version`, as the preview wrote it."""
    code, _, version = text.partition(":")
    number = typed_number(version)
    return (typed(code, 16), number) if number is not None else None


@require_safe
def result(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of each record, and the way back while there is one."""
    act = _own(request, token)
    rows = list(act.rows.all())
    now = timezone.now()
    outcomes = [row.outcome for row in rows]
    done = outcomes.count(RowOutcome.DONE)
    may_undo = act.held_until is not None and now < act.held_until and act.undone_at is None
    context = {
        "area": "queue",
        "act": act,
        "move": TRANSITIONS[act.transition],
        "rows": rows,
        "done": done,
        "undone": outcomes.count(RowOutcome.UNDONE),
        "left": len(rows) - done - outcomes.count(RowOutcome.UNDONE),
        "may_undo": may_undo and done > 0,
        "query": _query(request),
    }
    return render(request, "department/bulk_result.html", context)


@require_POST
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Undo what was done, or one row of it, where nobody has acted since."""
    act = _own(request, token)
    code = typed(request.POST.get("row"), 16)
    try:
        count = actions.undo_bulk(actor=request.actor, act=act, code=code)
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
    else:
        messages.success(request, _("已撤销 {count} 项。").format(count=count))
    return redirect(f"{reverse('desk_bulk_result', args=[token])}{_query(request)}")


@require_safe
def workbook(request: HttpRequest, token: str) -> HttpResponse:
    """Give the result of each record as .xlsx."""
    act = _own(request, token)
    heads = (_("编号"), _("成果名称"), _("结果"), _("登记号"), _("说明"))
    lines = (
        (
            row.registration.code,
            row.title,
            row.label,
            (row.move.receipt.get("number") or "") if row.move else "",
            row.told,
        )
        for row in act.rows.all()
    )
    title = _("批量{move}结果").format(move=TRANSITIONS[act.transition].label)
    name = f"{title}-{timezone.localtime(act.made_at):%Y%m%d-%H%M}.xlsx"
    response = workbook_answer(rows_workbook(title, heads, lines), name)
    response["Cache-Control"] = "private, no-store"
    return response


def _own(request: HttpRequest, token: str) -> Any:
    act = bulk_act(request.actor, typed(token, 40))
    if act is None:
        raise Http404
    return act


def _query(request: HttpRequest) -> str:
    return query_of(chosen_filter(request))


def _queue(request: HttpRequest) -> str:
    return f"{reverse('queue')}{_query(request)}"
