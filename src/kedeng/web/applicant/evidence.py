"""Evidence in the slots of the notice."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.evidence_choice import choice_of
from kedeng.apps.registrations.file_limits import limits_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import assess_evidence, draft_answers, judge
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.apps.registrations.suggested import offers_for
from kedeng.domain.paper_templates import Known, offered_to
from kedeng.renderings.paper_docx import file_name, known_of, paper_template
from kedeng.renderings.refusals import refusal
from kedeng.renderings.webform import by_place
from kedeng.web.applicant.fix import fix_state
from kedeng.web.applicant.record import own_record
from kedeng.web.records.delivery import docx_answer, outline_or_404
from kedeng.web.typed import typed

# What the page itself sees before a file is sent, so that none is sent in vain.
BEFORE_SENDING: dict[str, dict[str, Any]] = {
    "file_missing": {},
    "slot_missing": {},
    "slot_name_missing": {},
    "file_empty": {},
    "file_marked_here": {"mark": "{mark}"},
    "file_too_large": {"size": "{size}", "most": "{most}"},
}


@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Show slots and what they hold; take files."""
    registration = own_record(request, code)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    error = ""
    if request.method == "POST":
        error = _take(request, registration)
        if not error:
            return redirect("evidence", code=code)
    judgement = judge(registration)
    pack = judgement.facts.pack.categories[registration.category]
    notes = open_notes(registration)
    noted, chosen = by_place(notes), request.POST.getlist("slots") or request.GET.getlist("slot")
    also = {*chosen, *(path.removeprefix("evidence.") for path in noted)}
    choice = choice_of(registration, judgement, also)
    context = {
        "area": "mine",
        "registration": registration,
        "pack": pack,
        "assessment": assess_evidence(registration, judgement),
        "choice": choice,
        "groups": _groups(pack, choice.shown.wanted),
        "others": _groups(pack, choice.shown.others),
        "files": _by_file(queries.evidence_of(registration)),
        "notes": noted,
        "fix": fix_state(notes),
        "error": error,
        "chosen": chosen,
        "limits": limits_of(registration),
        "told": {code: refusal(code, figures) for code, figures in BEFORE_SENDING.items()},
        "slot_name": request.POST.get("slot_name", ""),
        "papers": offered_to(registration.category),
        "offers": offers_for(registration, judgement),
    }
    return render(request, "applicant/evidence.html", context, status=422 if error else 200)


def _take(request: HttpRequest, registration: Any) -> str:
    """Take the posted file into the chosen slots; gives a sentence where it is refused.

    The file comes with the form, or came in pieces before it (`arrived`).
    """
    upload, arrived = request.FILES.get("file"), typed(request.POST.get("arrived"), 16)
    known = judge(registration).facts.pack.categories[registration.category].by_key
    slots = [slot for slot in request.POST.getlist("slots") if slot in known]
    if upload is None and not arrived:
        return refusal("file_missing")
    if not slots:
        return refusal("slot_missing")
    into = {
        "actor": request.actor,
        "registration": registration,
        "slots": slots,
        "slot_name": request.POST.get("slot_name", ""),
    }
    name = upload.name if upload else _("这份文件")
    try:
        if arrived:
            added = actions.add_arrived(upload=arrived, **into)
        else:
            added = actions.add_evidence(
                stream=upload.file, size=upload.size, file_name=upload.name, **into
            )
    except (RefusedFileError, RefusedMoveError) as error:
        return f"{name}：{refusal(error.code, error.params)}"
    told = _("已上传 {name}。").format(name=added[0].file_name)
    if _says_something(request, registration.code, added[0].file_id):
        told += _("从中读出了可以填入登记表的内容，请在本页下方核对。")
    messages.success(request, told)
    return ""


def _says_something(request: HttpRequest, code: str, digest: str) -> bool:
    """Whether a file that has just come answers questions of the form."""
    fresh = own_record(request, code)
    offers = offers_for(fresh, judge(fresh))
    return any(offer.evidence.file_id == digest for offer in offers)


def _groups(pack: Any, slots: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Slots under their headings, in the order of the notice."""
    groups: dict[str, list[Any]] = {}
    for slot in slots:
        groups.setdefault(pack.groups.get(slot.group, ""), []).append(slot)
    return list(groups.items())


def _by_file(items: list[Any]) -> list[list[Any]]:
    """What a file serves as, file by file: a file in two slots is one file."""
    found: dict[tuple[str, str], list[Any]] = {}
    for item in items:
        found.setdefault((item.file_id, item.file_name), []).append(item)
    return list(found.values())


@require_safe
def template(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Give the template of a paper, with what the draft knows of it."""
    registration, outline = own_record(request, code), outline_or_404(key)
    known = known_of(draft_answers(registration))
    name = file_name(outline, known.get(Known.TITLE, ""))
    return docx_answer(paper_template(outline, known), name)


@require_POST
def remove(request: HttpRequest, code: str, evidence_id: int) -> HttpResponse:
    """Take a file out of a slot."""
    registration = own_record(request, code)
    try:
        actions.remove_evidence(
            actor=request.actor, registration=registration, evidence_id=evidence_id
        )
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
    else:
        messages.success(request, _("附件已移除。"))
    return redirect("evidence", code=code)
