"""The whole form on one page: one form, saved at once, each section under its own version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions.drafts import OutdatedError
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import Judgement, judge
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.formkit.model import Section
from kedeng.formkit.rules import Stage
from kedeng.formkit.visible import section_asked
from kedeng.renderings.formviews import SectionView
from kedeng.renderings.refusals import refusal
from kedeng.web.applicant.conflict import conflict, too_late
from kedeng.web.applicant.posted import Received, part_of, prefix_of
from kedeng.web.applicant.record import own_record
from kedeng.web.applicant.removed import received_part, with_removed
from kedeng.web.applicant.section import datalists, draw, drawn
from kedeng.web.typed import typed_number


@dataclass(frozen=True)
class Part:
    """A section on the page; by `drawn` a save tells whether anything was changed in it."""

    view: SectionView
    drawn: str
    saved_at: Any

    @property
    def key(self) -> str:
        """The section's key: the anchor of the part."""
        return self.view.section.key


@dataclass(frozen=True)
class Posted:
    """A section that was changed on the page, with the version that its text was written upon."""

    section: Section
    received: Received
    version: int


@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: HttpRequest, code: str) -> HttpResponse:
    """Show the whole form on one page, or save what was changed there."""
    registration = own_record(request, code)
    if request.method == "POST":
        return _save(request, registration)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    return _page(request, registration, {})


def _page(request: HttpRequest, registration: Any, pastes: Mapping[str, Received]) -> HttpResponse:
    """Draw every section that is asked; `pastes` are those whose text is still in its box."""
    judgement = judge(registration)
    problems = judge(registration, stage=Stage.DRAFT).problems
    rows = {row.section: row for row in registration.sections.all()}
    notes = open_notes(registration)
    parts, lists = [], {}
    for this in judgement.form.sections:
        if section_asked(this, judgement.typed):
            row = rows.get(this.key)
            blank = request.GET.get("blank") == this.key
            view = draw(this, row, judgement, problems, notes, blank=blank, prefix=prefix_of(this))
            view = with_removed(request, registration, view, this)
            if this.key in pastes:
                received = pastes[this.key]
                view = replace(view, paste=received.kept, paste_told=received.told)
            parts.append(Part(view, drawn(row and row.content), row and row.saved_at))
            lists |= datalists(this, judgement)
    context = {"area": "mine", "registration": registration, "parts": parts, "datalists": lists}
    return render(request, "applicant/whole.html", context, status=422 if pastes else 200)


def _save(request: HttpRequest, registration: Any) -> HttpResponse:
    """Save section by section; what is older than the draft is compared, one after the other."""
    judgement = judge(registration)
    changed = list(_changed(request, registration, judgement))
    outdated: list[tuple[Posted, Any]] = []
    for place, part in enumerate(changed):
        try:
            actions.save_section(
                actor=request.actor,
                registration=registration,
                section=part.section.key,
                content=part.received.content,
                expected_version=part.version,
            )
        except OutdatedError as error:
            outdated.append((part, error.current))
        except RefusedMoveError as error:
            lost = [*(part for part, _ in outdated), *changed[place:]]
            why = refusal(error.code, error.params)
            typed = [(each.section, each.received.content) for each in lost]
            return too_late(request, registration, judgement, why, typed)
    if outdated:
        (first, current), *rest = outdated
        others = [part.section for part, _ in rest]
        typed = (first.section, first.received.content)
        return conflict(request, registration, judgement, current, typed, others)
    pastes = {part.section.key: part.received for part in changed if part.received.told}
    if pastes:
        for received in pastes.values():
            messages.error(request, received.told)
        return _page(request, own_record(request, registration.code), pastes)
    return _onward(request, registration)


def _changed(request: HttpRequest, registration: Any, judgement: Judgement) -> Iterator[Posted]:
    """Give the sections of the page whose text is no longer as it was drawn."""
    for this in judgement.form.sections:
        part = part_of(request.POST, this)
        if "version" not in part or part.get("op") == "keep":
            continue
        received = received_part(request, registration, part, this, judgement.facts.catalogue)
        if received.told or drawn(received.content) != part.get("drawn"):
            yield Posted(this, received, typed_number(part.get("version")) or 0)


def _onward(request: HttpRequest, registration: Any) -> HttpResponse:
    """Where a saved page leads: to the check, to the place that was worked at, or to its head."""
    op = request.POST.get("op", "save")
    if op == "check":
        return redirect("check", code=registration.code)
    key, _, act = op.rpartition(".")
    act, _, row = act.partition(":")
    if act == "save":
        now = f"{timezone.localtime():%H:%M:%S}"
        messages.success(request, gettext("已保存 {time}").format(time=now))
    places = {
        "add": f"?blank={key}#{key}.last",
        "up": f"#{key}-{row}",
        "down": f"#{key}-{row}",
    }
    return redirect(f"/my/{registration.code}/whole/{places.get(act, f'#{key}' if key else '')}")
