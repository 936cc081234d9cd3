"""Announcements of the own body: write, attach, publish, withdraw; who has read them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.announcements import actions, queries
from kedeng.apps.announcements.actions import Wording
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.organisations.queries.directory import children_of
from kedeng.domain.announcements import OPENNESS_LABELS, Openness, Stage
from kedeng.renderings.prose import blocks
from kedeng.renderings.refusals import refusal
from kedeng.web.plain_forms import Day, PlainForm, Text
from kedeng.web.typed import typed, typed_number

_WRITTEN = ("title", "number", "dated", "printed_on", "body")


class AnnouncementForm(PlainForm):
    """What an announcement says, and to whom."""

    title = Text(
        __("标题"), most=200, help_text=__("例如：关于开展2025年度科技成果在线登记工作的通知。")
    )
    number = Text(
        __("发文字号"), most=60, required=False, help_text=__("例如：晋教科信函〔2026〕10号。")
    )
    dated = Day(__("成文日期"), required=False)
    printed_on = Day(__("印发日期"), required=False)
    openness = forms.ChoiceField(
        label=__("公开属性"),
        choices=[("", __("请选择")), *((o.value, label) for o, label in OPENNESS_LABELS.items())],
        help_text=__("只有“主动公开”的不登录也能看。"),
    )
    audience = forms.TypedChoiceField(label=__("发给"), coerce=int)
    body = Text(
        __("正文"),
        most=50_000,
        rows=18,
        help_text=__("直接粘贴文字，一行是一段。单独一行的“一、……”作为标题。"),
    )

    def __init__(self, *args: Any, own: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = (own.pk, _("{name}和所有下级").format(name=own.name))
        below = [(each.pk, each.name) for each in children_of(own)]
        self.fields["audience"].choices = [everybody, *below]


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """List what the own body has written."""
    context = {
        "area": "console",
        "tab": "announcements",
        "found": queries.own_announcements(request.actor),
    }
    return render(request, "console/announcements.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin an announcement, perhaps one that covers a superior's (`?forward=`)."""
    forwards = _forwarded(request)
    initial = {"title": _("转发《{title}》").format(title=forwards.title)} if forwards else {}
    form = _form(request, initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_announcement(
                actor=request.actor, wording=_wording(form), forwards=forwards
            )
        except RefusedError as error:
            form.add_error(None, refusal(error.code, error.params))
        else:
            return redirect("console_announcement", made.code)
    context = {"area": "console", "form": form, "forwards": forwards}
    status = 422 if form.errors else 200
    return render(request, "console/announcement_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def announcement(request: HttpRequest, code: str) -> HttpResponse:
    """Change a draft; of a published one show who has read it."""
    own = _own(request, code)
    if own.stage != Stage.DRAFT:
        return _published(request, own)
    initial = {key: getattr(own, key) for key in _WRITTEN}
    initial |= {"openness": own.openness, "audience": own.audience_id}
    form = _form(request, initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_draft(
                actor=request.actor,
                announcement=own,
                wording=_wording(form, source=own.source),
                expected_version=_version(request),
            )
        except RefusedError as error:
            form.add_error(None, refusal(error.code, error.params))
        else:
            messages.success(request, _("草稿已保存。"))
            return redirect("console_announcement", code)
    return _draft_page(request, own, form)


@require_POST
def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Add a file to a draft."""
    own, upload = _own(request, code), request.FILES.get("file")
    if upload is None:
        messages.error(request, refusal("file_missing"))
        return redirect("console_announcement", code)
    try:
        actions.attach(
            actor=request.actor,
            announcement=own,
            stream=upload.file,
            size=upload.size,
            file_name=upload.name,
        )
    except (RefusedFileError, RefusedError) as error:
        messages.error(request, f"{upload.name}：{refusal(error.code, error.params)}")
    return redirect("console_announcement", code)


@require_POST
def detach(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """Take a file out of a draft."""
    return _do(request, code, actions.detach, file_id=file_id)


@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish the draft as the page showed it."""
    return _do(request, code, actions.publish, expected_version=_version(request))


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw what was published, with a reason."""
    return _do(request, code, actions.withdraw, reason=typed(request.POST.get("reason"), 200))


@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Delete a draft."""
    own = _own(request, code)
    try:
        actions.discard(actor=request.actor, announcement=own)
    except RefusedError as error:
        messages.error(request, refusal(error.code, error.params))
        return redirect("console_announcement", code)
    messages.success(request, _("草稿已删除。"))
    return redirect("console_announcements")


def _do(request: HttpRequest, code: str, act: Any, **given: Any) -> HttpResponse:
    """Do an act to an own announcement; a refusal is told on its page."""
    try:
        act(actor=request.actor, announcement=_own(request, code), **given)
    except RefusedError as error:
        messages.error(request, refusal(error.code, error.params))
    return redirect("console_announcement", code)


def _own(request: HttpRequest, code: str) -> Any:
    found = queries.own_announcement(request.actor, code)
    if found is None:
        raise Http404
    return found


def _forwarded(request: HttpRequest) -> Any:
    """The announcement to be forwarded; 404 for one that the actor cannot read."""
    code = typed(request.GET.get("forward"), 20)
    if not code:
        return None
    found = queries.announcement_for(request.actor, code)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, initial: dict[str, Any]) -> AnnouncementForm:
    own = organisation_by_id(request.actor.organisation_id)
    posted = request.POST if request.method == "POST" else None
    return AnnouncementForm(posted, own=own, initial=initial)


def _wording(form: AnnouncementForm, **more: str) -> Wording:
    told = {key: form.cleaned_data[key] for key in _WRITTEN}
    return Wording(
        **told,
        **more,
        openness=Openness(form.cleaned_data["openness"]),
        audience=organisation_by_id(form.cleaned_data["audience"]),
    )


def _version(request: HttpRequest) -> int:
    return typed_number(request.POST.get("version")) or 0


def _draft_page(request: HttpRequest, own: Any, form: AnnouncementForm) -> HttpResponse:
    context = {
        "area": "console",
        "form": form,
        "announcement": own,
        "forwards": own.forwards,
        "files": list(own.files.select_related("file")),
    }
    status = 422 if form.errors else 200
    return render(request, "console/announcement_edit.html", context, status=status)


def _published(request: HttpRequest, own: Any) -> HttpResponse:
    told = queries.readership(own)
    context = {
        "area": "console",
        "announcement": own,
        "blocks": blocks(own.body),
        "files": list(own.files.select_related("file")),
        "original": own.forwards,
        "told": told,
        "silent": sum(1 for each in told if each.mark is None),
    }
    return render(request, "console/announcement.html", context)
