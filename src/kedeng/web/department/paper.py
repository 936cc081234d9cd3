"""收件登记: the paper of a record arrives at a desk, and is judged page by page as it is noted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.paper_check import MOST_CODES
from kedeng.apps.insight.printing import PressBusyError, all_printed
from kedeng.apps.registrations import actions, papers, queries
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.paper import PaperJudgement, judge_pages, read_codes
from kedeng.renderings.refusals import refusal
from kedeng.web.records.delivery import busy
from kedeng.web.typed import typed, typed_number

_LONGEST = 6000


@require_safe
def receipts(request: HttpRequest) -> HttpResponse:
    """Judge the codes of `?codes=` by record, and list what was received last."""
    return _page(request, typed(request.GET.get("codes"), _LONGEST))


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Note the paper of one record; a refusal is told on the page, with what was typed."""
    text = typed(request.POST.get("codes"), _LONGEST)
    codes = read_codes(text)[0][:MOST_CODES]
    registration = queries.registration_for(request.actor, typed(request.POST.get("record"), 16))
    if registration is None:
        raise Http404
    try:
        all_printed(registration)  # a version that was never printed here has its codes made now
        receipt = actions.receive_paper(
            actor=request.actor,
            registration=registration,
            codes=codes,
            copies=typed_number(request.POST.get("copies")) or 0,
            note=typed(request.POST.get("note"), None),
        )
    except PressBusyError:
        return busy(request)
    except RefusedMoveError as error:
        told = refusal(error.code, error.params)
        return _page(request, text, status=409, refused=told)
    told = _("已登记收到第 {version} 版：{title}").format(
        version=receipt.revision.number, title=registration.title
    )
    messages.success(request, told)
    return redirect("paper_receipts")


@require_POST
def revoke(request: HttpRequest, receipt: int) -> HttpResponse:
    """Take back a wrong receipt of the own desk, with the reason."""
    found = papers.receipt_at(request.actor.organisation_id, receipt)
    if found is None:
        raise Http404
    reason = typed(request.POST.get("reason"), None)
    try:
        actions.revoke_receipt(actor=request.actor, receipt=found, reason=reason)
    except RefusedMoveError as error:
        told = refusal(error.code, error.params)
        return _page(request, "", status=409, refused=told, reason=reason, open_receipt=receipt)
    messages.success(request, _("收件记录已撤销，原记录保留。"))
    return redirect("paper_receipts")


def _page(request: HttpRequest, text: str, status: int = 200, **more: Any) -> HttpResponse:
    codes, unread = read_codes(text)
    try:
        found = _by_record(request, codes[:MOST_CODES])
    except PressBusyError:
        return busy(request)
    context = {
        "area": "paper",
        "codes": text,
        "unread": unread,
        "stacks": found,
        "unknown": bool(codes) and not found,
        "received": papers.recent_receipts(request.actor),
    }
    return render(request, "department/paper.html", {**context, **more}, status=status)


def _by_record(request: HttpRequest, codes: list[str]) -> list[dict[str, Any]]:
    """Part a stack of pages by the records that they are of, as far as the desk sees those."""
    owners = papers.revisions_of_codes(codes)
    stacks: dict[str, list[str]] = {}
    for code in codes:
        revision = owners.get(code)
        if revision is not None:
            stacks.setdefault(revision.registration.code, []).append(code)
    found = []
    for record, own in stacks.items():
        registration = queries.registration_for(request.actor, record)
        if registration is not None:
            judged: PaperJudgement = judge_pages(own, all_printed(registration))
            told = {"record": registration, "judgement": judged, "codes": "\n".join(own)}
            found.append({**told, "several": len(own) > 1})
    return found
