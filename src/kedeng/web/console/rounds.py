"""Rounds for those who manage: the overview, one round with its windows, opening and changing."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.organisations.queries import contacts_of, organisation_by_id
from kedeng.apps.rounds import actions, queries
from kedeng.apps.rounds.actions import NotAllowedError, Office
from kedeng.apps.rounds.actions.rounds import RoundText
from kedeng.domain.profile_trial import profile_window
from kedeng.domain.profiles import ProfileState
from kedeng.domain.routes import NATION, PROVINCE
from kedeng.domain.windows import ROUND_KIND_LABELS, STEP_LABELS, RoundKind, Step, Window
from kedeng.lib.instants import show_instant
from kedeng.web.console.drawn import read_drawn, say_changes, write_drawn
from kedeng.web.console.extension_lines import extension_lines
from kedeng.web.console.instant_field import Instant
from kedeng.web.console.refusing import refused, sentence_of
from kedeng.web.console.window_lines import choices_for, own_windows, window_lines
from kedeng.web.plain_forms import Day, PlainForm, Text

if TYPE_CHECKING:
    from kedeng.apps.rounds.models import PolicyProfile, Round


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds of the actor's province with the own windows and those set below."""
    body = organisation_by_id(request.actor.organisation_id)
    now = timezone.now()
    lines = [
        {
            "round": each,
            "windows": own_windows(each, body, now),
            "below": len(window_lines(request.actor, each)),
        }
        for each in queries.rounds_for(body)
    ]
    context = {
        "area": "console",
        "tab": "rounds",
        "lines": lines,
        "is_province": request.actor.rank == PROVINCE,
        "is_nation": request.actor.rank == NATION,
        "contacts": contacts_of(body),
    }
    return render(request, "console/rounds.html", context)


@require_safe
def round_(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show one round."""
    return round_page(request, round_or_404(request, round_id))


def round_page(
    request: HttpRequest, found: "Round", *, status: int = 200, **more: Any
) -> HttpResponse:
    """Give the page of a round; `more` is what was typed wrongly, with what is wrong about it."""
    actor = request.actor
    body = organisation_by_id(actor.organisation_id)
    context = {
        "area": "console",
        "tab": "rounds",
        "round": found,
        "own": own_windows(found, body, timezone.now()),
        "lines": window_lines(actor, found),
        "extensions": extension_lines(actor, found),
        "contacts": contacts_of(body),
        "is_province": actor.rank == PROVINCE and found.organisation_id == body.pk,
        "profile": found.profile,
        **choices_for(actor, body),
        **more,
    }
    return render(request, "console/round.html", context, status=status)


class RoundForm(PlainForm):
    """What a round says of itself."""

    title = Text(gettext_lazy("名称"), most=100)
    kind = forms.ChoiceField(
        label=gettext_lazy("种类"),
        choices=[(k.value, label) for k, label in ROUND_KIND_LABELS.items()],
    )
    notice = Text(gettext_lazy("对申报人的说明"), most=2000, rows=3, required=False)

    def text(self) -> RoundText:
        """Give what the action wants."""
        told = self.cleaned_data
        return RoundText(title=told["title"], kind=RoundKind(told["kind"]), notice=told["notice"])


class NewRoundForm(RoundForm):
    """A round to be: its profile, its evidence period, its windows."""

    profile = forms.TypedChoiceField(label=gettext_lazy("政策参数"), coerce=int)
    year = forms.IntegerField(label=gettext_lazy("登记年度"), min_value=2000, max_value=2100)
    evidence_from = Day(gettext_lazy("成果产生：从"))
    evidence_to = Day(gettext_lazy("成果产生：到"))
    office = Text(gettext_lazy("收件机构"), most=200, required=False)
    place = Text(gettext_lazy("收件地址"), most=200, required=False)
    hours = Text(gettext_lazy("收件时间"), most=100, required=False)
    field_order = ("title", "kind", "profile", "year", "evidence_from", "evidence_to")

    def __init__(self, *args: Any, profiles: "list[PolicyProfile]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [(each.pk, str(each)) for each in profiles]
        for step, label in STEP_LABELS.items():
            opens = _("{label}：开始").format(label=label)
            closes = _("{label}：截止（含当天）").format(label=label)
            self.fields[f"{step.value}_opens"] = Instant(opens, required=False)
            self.fields[f"{step.value}_closes"] = Instant(closes, ends=True, required=False)

    def windows(self) -> dict[Step, Window]:
        """Give the windows of the steps for which something was written."""
        told = self.cleaned_data
        both = {
            step: Window(told[f"{step.value}_opens"], told[f"{step.value}_closes"]) for step in Step
        }
        return {step: window for step, window in both.items() if window.opens or window.closes}

    def clean(self) -> dict[str, Any]:
        """See that what begins comes before what ends."""
        told = super().clean()
        first, last = told.get("evidence_from"), told.get("evidence_to")
        if first and last and first > last:
            self.add_error("evidence_to", _("早于起始日。"))
        for step in Step:
            opens, closes = told.get(f"{step.value}_opens"), told.get(f"{step.value}_closes")
            if opens and closes and opens >= closes:
                self.add_error(f"{step.value}_closes", _("不晚于开始时间。"))
        return told


@require_http_methods(["GET", "POST"])
def new_round(request: HttpRequest) -> HttpResponse:
    """Open a round under an active profile, whose dates stand in the form already."""
    if request.actor.rank != PROVINCE:
        return refused(request, NotAllowedError("province_only"))
    active = [p for p in queries.profiles_for(request.actor) if p.state == ProfileState.ACTIVE]
    chosen = next((p for p in active if str(p.pk) == request.GET.get("profile")), None)
    first = chosen or next(iter(active), None)
    form = NewRoundForm(
        _posted(request), profiles=active, initial=_from_profile(first) if first else {}
    )
    if request.method == "POST" and form.is_valid():
        opened = _open(request, form, active)
        if opened is not None:
            messages.success(request, _("登记批次已开设。"))
            _warn_of_the_past(request, form)
            return redirect("round", opened.pk)
    status = 422 if form.errors else 200
    context = {"area": "console", "tab": "rounds", "form": form, "active": active, "chosen": first}
    return render(request, "console/round_new.html", context, status=status)


def _warn_of_the_past(request: HttpRequest, form: NewRoundForm) -> None:
    """Say which windows are over already: dates of last year stand in the form by themselves."""
    over = [
        STEP_LABELS[step]
        for step, window in form.windows().items()
        if window.closes and window.closes <= timezone.now()
    ]
    if over:
        said = _("这些环节写的截止时间已经过去：{steps}。时间不对的，在“设置时间”里改。")
        messages.warning(request, said.format(steps="、".join(over)))


def _posted(request: HttpRequest) -> Any:
    """What was posted; an empty form is a form too."""
    return request.POST if request.method == "POST" else None


def _from_profile(profile: "PolicyProfile") -> dict[str, Any]:
    """Give the dates that a profile states, to begin a form with."""
    values = profile.values
    initial: dict[str, Any] = {"profile": profile.pk, "year": timezone.localdate().year}
    if values["evidence_period"]:
        days = [date.fromisoformat(day) for day in values["evidence_period"]]
        initial |= {"evidence_from": days[0], "evidence_to": days[1], "year": days[1].year}
    for step in Step:
        window = profile_window(values, step)
        initial[f"{step.value}_opens"] = show_instant(window.opens)
        initial[f"{step.value}_closes"] = show_instant(window.closes, ends=True)
    return initial | {"office": values["paper_receiver"]}


def _open(
    request: HttpRequest, form: NewRoundForm, active: "list[PolicyProfile]"
) -> "Round | None":
    told = form.cleaned_data
    try:
        return actions.open_round(
            actor=request.actor,
            organisation=organisation_by_id(request.actor.organisation_id),
            text=form.text(),
            year=told["year"],
            evidence_period=(told["evidence_from"], told["evidence_to"]),
            profile=next(each for each in active if each.pk == told["profile"]),
            windows=form.windows(),
            office=Office(told["office"], told["place"], told["hours"]),
        )
    except NotAllowedError as error:
        form.add_error("title" if error.code == "title_taken" else None, sentence_of(error))
        return None


@require_http_methods(["GET", "POST"])
def edit_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Change what a round is called and says."""
    found = round_or_404(request, round_id)
    if request.actor.rank != PROVINCE:
        return refused(request, NotAllowedError("province_only"))
    told = {"title": found.title, "kind": found.kind, "notice": found.notice}
    form, seen = RoundForm(_posted(request), initial=told), read_drawn(request, told)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.text()
            actions.change_round(actor=request.actor, round_=found, text=text, seen=seen)
        except NotAllowedError as error:
            now = error.params.get("now", {})
            say_changes(form, now)
            seen |= now
            form.add_error("title" if error.code == "title_taken" else None, sentence_of(error))
        else:
            messages.success(request, _("已保存。"))
            return redirect("round", round_id)
    context = {"area": "console", "tab": "rounds", "form": form, "round": found}
    context["drawn"] = write_drawn(seen)
    return render(request, "console/round_edit.html", context, status=422 if form.errors else 200)


def round_or_404(request: HttpRequest, round_id: int) -> "Round":
    """Find a round of the actor's province."""
    found = queries.round_for(request.actor, round_id)
    if found is None:
        raise Http404
    return found
