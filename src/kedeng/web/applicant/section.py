"""One section a page: saved by button and in the background, never over newer text."""

from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions.drafts import OutdatedError
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import Judgement, judge
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.apps.registrations.suggested import offers_for
from kedeng.formkit.answers import Answers
from kedeng.formkit.canonical import digest
from kedeng.formkit.model import Kind, Section
from kedeng.formkit.rules import Stage
from kedeng.formkit.visible import section_asked, settle
from kedeng.lib.names import row_id
from kedeng.renderings.following import asked_paths, computed, marks
from kedeng.renderings.formviews import SectionView
from kedeng.renderings.marks import hints
from kedeng.renderings.refusals import refusal
from kedeng.renderings.webform import section_view
from kedeng.web.account import lasting
from kedeng.web.applicant.conflict import conflict, too_late
from kedeng.web.applicant.fix import fix_state
from kedeng.web.applicant.posted import Received
from kedeng.web.applicant.record import own_record
from kedeng.web.applicant.removed import received_part, with_removed
from kedeng.web.typed import typed_number


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show or save a section."""
    registration = own_record(request, code)
    if request.method != "POST" and not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    judgement = judge(registration)
    if key not in judgement.form.by_key:
        raise Http404
    if request.method == "POST":
        return _save(request, registration, judgement.form.by_key[key], judgement)
    return _page(request, registration, judgement, key)


def _page(
    request: HttpRequest,
    registration: Any,
    judgement: Judgement,
    key: str,
    received: Received | None = None,
) -> HttpResponse:
    row = next((row for row in registration.sections.all() if row.section == key), None)
    all_ = "all" in request.GET
    problems = judgement.open if all_ else judge(registration, stage=Stage.DRAFT).problems
    notes = open_notes(registration)
    this = judgement.form.by_key[key]
    view = draw(this, row, judgement, problems, notes, blank="blank" in request.GET)
    view = with_removed(request, registration, view, this)
    if received:
        view = replace(view, paste=received.kept, paste_told=received.told)
    asked = [each for each in judgement.form.sections if section_asked(each, judgement.typed)]
    place = asked.index(this) + 1 if this in asked else 0
    context = {
        "area": "mine",
        "registration": registration,
        "view": view,
        "place": place,
        "parts": asked,
        "wrong": {each.section for each in judgement.errors if not each.is_gap},
        "previous": asked[place - 2] if place > 1 else None,
        "following": asked[place] if 0 < place < len(asked) else None,
        "saved_at": row.saved_at if row else None,
        "datalists": datalists(this, judgement),
        "fix": fix_state(notes),
        "offers": offers_for(registration, judgement, key),
        "back": key,
    }
    status = 422 if received else 200
    return render(request, "applicant/section.html", context, status=status)


def draw(  # noqa: PLR0913 - what `section_view` wants, gathered
    this: Section,
    row: Any,
    judgement: Judgement,
    problems: Any,
    notes: Any,
    *,
    blank: bool = False,
    prefix: str = "",
) -> SectionView:
    """Draw a section as it stands in the draft, with a blank row where one is wanted."""
    content = row.content if row else None
    if this.repeats is None:
        content = {**_computed(this, judgement), **(content or {})}
    wanted = this.repeats is not None and (blank or (not content and this.repeats[0] > 0))
    return section_view(
        this,
        content,
        row.version if row else 0,
        judgement.typed if this.key not in judgement.settled.data else merged(judgement),
        problems,
        judgement.facts.catalogue,
        blank_rows=[row_id()] if wanted else [],
        noted=notes,
        hints=hints(this, judgement.form, judgement.facts),
        prefix=prefix,
    )


def drawn(content: Any) -> str:
    """Tell a section's content as it stands on a page from what is posted back; nothing is None."""
    return digest(content or None)


def _computed(this: Section, judgement: Judgement) -> dict[str, Any]:
    """Values of the questions that answer themselves."""
    settled = judgement.settled.section(this.key)
    return {each.key: settled.get(each.key) for each in this.fields if each.computed}


def merged(judgement: Judgement) -> Answers:
    """What was typed, with computed values beside it."""
    data = dict(judgement.typed.data)
    for key, content in judgement.settled.data.items():
        if isinstance(content, dict):
            data[key] = {**content, **data.get(key, {})}
    return Answers(data)


def datalists(this: Section, judgement: Judgement) -> dict[str, Any]:
    """Options of the long lists that a section's inputs search in."""
    lists = judgement.facts.catalogue
    return {
        field.options: [entry for entry in lists[field.options].entries if entry.selectable]
        for field in this.fields
        if field.kind in {Kind.CODE, Kind.CODES}
    }


def _save(
    request: HttpRequest, registration: Any, this: Section, judgement: Judgement
) -> HttpResponse:
    version = typed_number(request.POST.get("version")) or 0
    lists = judgement.facts.catalogue
    received = received_part(request, registration, request.POST, this, lists)
    content = received.content
    background = request.headers.get("X-Requested-With") == "autosave"
    try:
        saved = actions.save_section(
            actor=request.actor,
            registration=registration,
            section=this.key,
            content=content,
            expected_version=version,
        )
    except OutdatedError as error:
        if background:
            return JsonResponse({"message": "outdated"}, status=409)
        return conflict(request, registration, judgement, error.current, (this, content))
    except RefusedMoveError as error:
        if background:
            return JsonResponse({"message": refusal(error.code, error.params)}, status=403)
        why = refusal(error.code, error.params)
        return too_late(request, registration, judgement, why, [(this, content)])
    if background:
        answers = Answers({**judgement.typed.data, this.key: content})
        return JsonResponse(
            {
                "version": saved.version,
                "drawn": drawn(content),
                "saved": f"{timezone.localtime(saved.saved_at):%H:%M:%S}",
                "asked": asked_paths(this, content, answers),
                "marks": marks(this, content, answers),
                "computed": computed(this, settle(judgement.form, answers), lists),
                "session": asdict(lasting.left(request)),
            }
        )
    return _onward(request, registration, this, judgement, received)


def _onward(
    request: HttpRequest, registration: Any, this: Section, judgement: Judgement, received: Received
) -> HttpResponse:
    """Where a saved page leads: on, to the row that was moved, or to itself with its problems."""
    if received.told:
        messages.error(request, received.told)
        fresh = own_record(request, registration.code)
        return _page(request, fresh, judge(fresh), this.key, received)
    op, _, row = request.POST.get("op", "save").partition(":")
    here = f"/my/{registration.code}/s/{this.key}/"
    if op == "next":
        fresh = judge(own_record(request, registration.code))
        keys = [s.key for s in fresh.form.sections if section_asked(s, fresh.typed)]
        later = keys[keys.index(this.key) + 1 :] if this.key in keys else []
        if newly_asked(judgement, fresh, this):
            added = gettext("根据刚才的填写，本部分增加了需要填写的项目，请看一下。")
            messages.info(request, added)
            return redirect(here)
        wrong = sum(each.section == this.key and not each.is_gap for each in fresh.errors)
        if wrong:
            told = gettext("“{title}”已保存，有 {count} 处需要修改。")
            messages.warning(request, told.format(title=this.title, count=wrong))
        where = ("section", registration.code, later[0]) if later else ("tasks", registration.code)
        return redirect(*where)
    if op == "save":
        now = f"{timezone.localtime():%H:%M:%S}"
        messages.success(request, gettext("已保存 {time}").format(time=now))
    places = {"add": "?blank=1#last", "save": "?all=1"}
    moved = f"#{this.key}-{row}" if op in {"up", "down"} else ""
    return redirect(f"{here}{places.get(op, moved)}")


def newly_asked(before: Judgement, after: Judgement, this: Section) -> bool:
    """Whether saving made more questions of the section appear."""
    old = asked_paths(this, before.typed.data.get(this.key), before.typed)
    new = asked_paths(this, after.typed.data.get(this.key), after.typed)
    return any(shown and not old.get(path, True) for path, shown in new.items())
