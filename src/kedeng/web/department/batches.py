"""Batches of the 汇总表: made, stamped, handed to the next desk, confirmed with a receipt."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.insight.batching import make_batches, printed_receipt, table_of
from kedeng.apps.insight.packages import has_failed, is_infected, may_have, package_of
from kedeng.apps.insight.printing import press
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.registrations import actions, batches as reads
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.rounds.queries import rounds_for
from kedeng.domain.events import Access
from kedeng.domain.policy import Action, decide
from kedeng.renderings.pdf.table import print_table
from kedeng.renderings.refusals import refusal, status_of
from kedeng.renderings.workbook.summary_table import summary_workbook
from kedeng.web.records.delivery import print_or_explain, stored_answer, workbook_answer
from kedeng.web.typed import typed, typed_number


@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """List what the desk made and what came to it; `?code=` from a stamped paper leads to one."""
    code = typed(request.GET.get("code"), 24)
    if code and reads.batch_for(request.actor, code) is not None:
        return redirect("batch", code.upper())
    return _list(request, unknown=code)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Freeze what the desk has passed on in a round, one batch for each next desk."""
    try:
        made = make_batches(request.actor, _round(request))
    except RefusedMoveError as error:
        return _list(request, status=409, refused=refusal(error.code, error.params))
    messages.success(request, _("汇总表已经定稿。请打印盖章，扫描后在这里报送。"))
    return redirect("batch", made[0].code) if len(made) == 1 else redirect("batches")


@require_safe
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """Show a batch in three columns: on the table, received, different since."""
    return _page(request, _batch(request, code))


@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Give the frozen table as PDF, to be sealed."""
    made = table_of(_batch(request, code))

    def printed(drawn_as: dict[str, str]) -> bytes:
        with press():
            return print_table(made, drawn_as=drawn_as)

    return print_or_explain(request, printed, f"{made.title}-{code}.pdf")


@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Give the frozen table as .xlsx."""
    made = table_of(_batch(request, code))
    return workbook_answer(summary_workbook(made), f"{made.title}-{code}.xlsx")


@require_safe
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Give the scan of the stamped table that was handed over last. The access log notes it."""
    found = _batch(request, code)
    sent = reads.newest_hand_over(found)
    if sent is None:
        raise Http404

    def note() -> None:
        actions.note_batch_reading(
            actor=request.actor, batch=found, kind=Access.FILE_OPENED, item=sent.scan_id
        )

    return stored_answer(request, sent.scan, sent.scan_name, note=note)


@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Print the numbered receipt."""
    found = _batch(request, code)
    answer_ = _answer_of(reads.newest_hand_over(found))
    if answer_ is None or not answer_.number:
        raise Http404
    return print_or_explain(
        request, lambda _: printed_receipt(found, answer_), f"收件回执-{code}.pdf"
    )


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the batch over with the scan of the stamped table."""
    found = _batch(request, code)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, found, status=422, refused=refusal("file_missing"))
    try:
        actions.hand_over(
            actor=request.actor,
            batch=found,
            stream=upload.file,
            size=upload.size,
            file_name=upload.name,
        )
    except (RefusedFileError, RefusedMoveError) as error:
        told = refusal(error.code, error.params)
        return _page(request, found, status=status_of(error.code, 422), refused=told)
    messages.success(request, _("已报送。对方确认后，这里会出现带编号的回执。"))
    return redirect("batch", code)


@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm the newest hand-over, or refuse it with the reason."""
    found = _batch(request, code)
    sent = reads.newest_hand_over(found)
    if sent is None:
        raise Http404
    reason = typed(request.POST.get("reason"), None)
    try:
        said = actions.answer_hand_over(
            actor=request.actor,
            sent=sent,
            accepts=request.POST.get("op") == "accept",
            reason=reason,
            copies=typed_number(request.POST.get("copies")) or 0,
        )
    except RefusedMoveError as error:
        told = refusal(error.code, error.params)
        status = status_of(error.code)
        return _page(request, found, status=status, refused=told, reason=reason)
    told = _("已收件，回执 {number}。").format(number=said.number) if said.number else _("已退回。")
    messages.success(request, told)
    return redirect("batch", code)


def _batch(request: HttpRequest, code: str) -> Any:
    found = reads.batch_for(request.actor, code)
    if found is None:
        raise Http404
    return found


def _answer_of(sent: Any) -> Any:
    return getattr(sent, "answer", None) if sent else None


def _round(request: HttpRequest) -> Any:
    asked = typed(request.POST.get("round"), 10)
    rounds = rounds_for(organisation_by_id(request.actor.organisation_id))
    found = next((each for each in rounds if str(each.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _list(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    found = [
        {"batch": each, "sent": sent, "answer": _answer_of(sent)}
        for each in reads.batches_of(actor)[:200]
        for sent in [max(each.hand_overs.all(), key=lambda one: one.pk, default=None)]
    ]
    context = {
        "area": "summary",
        "rounds": rounds_for(organisation_by_id(actor.organisation_id)),
        "chosen": typed(request.GET.get("round"), 10),
        "made": [it for it in found if it["batch"].organisation_id == actor.organisation_id],
        "came": [
            it
            for it in found
            if it["batch"].receiver_id == actor.organisation_id and it["sent"] is not None
        ],
    }
    return render(request, "department/batches.html", {**context, **more}, status=status)


def _page(request: HttpRequest, found: Any, status: int = 200, **more: Any) -> HttpResponse:
    sent = reads.newest_hand_over(found)
    said = _answer_of(sent)
    package = package_of(found)
    has_virus = package is not None and is_infected(package)
    is_receiver = found.receiver_id == request.actor.organisation_id
    may_receive = is_receiver and bool(decide(request.actor, Action.RECEIVE_PAPER))
    lines = found.lines.select_related("registration", "revision")
    differing = reads.differences(found)
    sentences = {it.code: it.sentence for it in differing}
    listed = {line.registration.code for line in lines}
    context = {
        "area": "summary",
        "batch": found,
        "sent": sent,
        "answer": said,
        "lines": [
            {
                "position": line.position,
                "record": line.registration,
                "version": line.revision.number,
                "difference": sentences.get(line.registration.code, ""),
            }
            for line in lines
        ],
        "beside": [it for it in differing if it.code not in listed],
        "differing": differing,
        "package": None if has_virus else package,
        "package_infected": has_virus,
        "may_have_package": may_have(request.actor, found),
        "package_failed": package is not None and has_failed(package),
        "can_send": found.organisation_id == request.actor.organisation_id
        and (sent is None or (said is not None and not said.number)),
        "can_answer": may_receive and sent is not None and said is None,
    }
    return render(request, "department/batch.html", {**context, **more}, status=status)
