"""A record for everybody who sees it: where it stands, what was submitted, what happened."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.insight.reading import EvidenceLine, read_draft, read_revision, replaced_scans
from kedeng.apps.insight.why import why_card
from kedeng.apps.registrations import actions, papers, queries
from kedeng.apps.registrations.change_records import changes_shown_to, takes_request
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.holds import holds_shown_to, may_ask_hold, may_hold
from kedeng.apps.registrations.publicity_records import cases_shown_to, is_listed
from kedeng.apps.registrations.transfer import has_demand, sheet_of
from kedeng.domain.holds import HOLD_LABELS
from kedeng.domain.pleas import PLEAS, PleaKind
from kedeng.domain.policy import DESK_RIGHTS, Action, decide
from kedeng.domain.rights import Right
from kedeng.domain.workflow import TRANSITIONS
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.extended import extended
from kedeng.web.records.certified import certified
from kedeng.web.records.pleading import pleading
from kedeng.web.records.progress import steps_of, timeline
from kedeng.web.records.seen import chosen_revision, seen_record
from kedeng.web.typed import typed, typed_number

_RECALLS = ("recall", "recall_supplement")
FILER_MOVES = (*_RECALLS, "withdraw", "give_up")
REOPENINGS = PLEAS[PleaKind.APPEAL].granted_by  # a manager may have no desk to make them at


@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Show a record: the newest version, or the one that `?revision=` names, or the own draft."""
    return record_page(request, seen_record(request, code))


@require_POST
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Recall or withdraw, as the filer; reopen, as who manages. What was typed is kept."""
    registration = seen_record(request, code)
    transition = typed(request.POST.get("transition"))
    if transition not in (*FILER_MOVES, *REOPENINGS):
        raise Http404
    reason = typed(request.POST.get("reason"), None)
    try:
        actions.move(
            actor=request.actor,
            arrived_at=request.arrived_at,
            registration=registration,
            transition=transition,
            expected_version=typed_number(request.POST.get("version")) or 0,
            reason=reason,
        )
    except RefusedMoveError as error:
        context = {"refused": refusal(error.code, error.params), "reason": reason}
        status = status_of(error.code)
        return record_page(request, seen_record(request, code), status=status, **context)
    if transition in _RECALLS:
        messages.success(request, _("已收回，可以修改后重新提交。"))
        return redirect("tasks", code=code)
    if transition in REOPENINGS:
        label = TRANSITIONS[transition].label
        messages.success(request, _("已{label}，填报人会收到消息。").format(label=label))
        return redirect("record", code=code)
    messages.success(request, _("已撤回登记。内容还在，需要时可以复制为新的草稿。"))
    return redirect("record", code=code)


@require_POST
def stamped(request: HttpRequest, code: str) -> HttpResponse:
    """Take the scan of the stamped form; a refusal is told on the page."""
    registration = seen_record(request, code)
    upload = request.FILES.get("file")
    if upload is None:
        return record_page(request, registration, status=422, refused=refusal("file_missing"))
    try:
        actions.add_stamped_form(
            actor=request.actor,
            registration=registration,
            stream=upload.file,
            size=upload.size,
            file_name=upload.name,
        )
    except (RefusedFileError, RefusedMoveError) as error:
        context = {"refused": refusal(error.code, error.params)}
        status = status_of(error.code, 422)
        return record_page(request, registration, status=status, **context)
    told = _("已收到盖章登记表的扫描件。审查人员看到的是最后上传的一份。")
    messages.success(request, told)
    return redirect("record", code=code)


@require_safe
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Answer why: who, when, which rule, which version; and why something cannot be done now."""
    registration = seen_record(request, code)
    is_own = queries.is_own(request.actor, registration)
    newest = queries.revision_of(registration)
    reading = read_revision(registration, newest) if newest else None
    context = {
        "area": "mine" if is_own else "queue",
        "is_own": is_own,
        "registration": registration,
        "title": reading.title if reading else _("还没有提交的登记"),
        "card": why_card(request.actor, registration),
    }
    return render(request, "records/why.html", context)


def record_page(
    request: HttpRequest, registration: Any, status: int = 200, **more: Any
) -> HttpResponse:
    """Show a record; `more` is what was refused, with what was typed."""
    actor = request.actor
    is_own = queries.is_own(actor, registration)
    can_edit = queries.can_edit(actor, registration)
    may_enter = is_own and actor.has(Right.ENTER)
    newest = queries.revision_of(registration)
    asked = request.GET.get("revision")
    replaced: tuple[EvidenceLine, ...] = ()
    # Without a revision it is a draft of the own organisation that the actor may not edit.
    revision = None if can_edit and not asked else chosen_revision(registration, asked)
    if revision is None:
        reading = read_draft(registration)
    else:
        reading = read_revision(registration, revision)
        replaced = replaced_scans(registration, revision)
    offered = queries.offered_moves(actor, registration)
    context = {
        "area": "mine" if is_own else "queue",
        "registration": registration,
        "extended": extended(registration),
        "audience": "filer" if is_own else "staff",
        "is_own": is_own,
        "can_edit": can_edit,
        "can_enter": may_enter,
        "newest": newest,
        "reading": reading,
        "replaced": replaced,
        "steps": steps_of(registration),
        "timeline": timeline(registration),
        "receipts": papers.receipts_of(registration),
        "moves": [row for row in offered if row.name in FILER_MOVES],
        "reopenings": [row for row in offered if row.name in REOPENINGS],
        "cases": cases_shown_to(actor, registration),
        "certified": certified(actor, registration),
        "holds": holds_shown_to(actor, registration),
        "hold_grounds": HOLD_LABELS.items(),
        "may_hold": may_hold(actor, registration),
        "may_ask_hold": may_ask_hold(actor, registration),
        "is_listed": is_listed(registration),
        **pleading(actor, registration),
        "transfer": sheet_of(registration),
        "may_offer": may_enter and has_demand(registration),
        "changes": changes_shown_to(actor, registration),
        "may_ask": may_enter and takes_request(registration),
        "can_add_stamped": bool(decide(actor, Action.ADD_STAMPED_FORM, registration.facts())),
        "is_desk": actor.has(*DESK_RIGHTS) and newest is not None,
    }
    return render(request, "records/record.html", {**context, **more}, status=status)
