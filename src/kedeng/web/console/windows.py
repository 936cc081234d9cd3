"""Setting earlier windows for those below, and the round's own; taking one back."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kedeng.apps.organisations.queries import organisation_named
from kedeng.apps.rounds import actions
from kedeng.apps.rounds.actions import NotAllowedError, Office
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.windows import Step, Window
from kedeng.lib.instants import read_instant
from kedeng.web.console.refusing import refused, sentence_of
from kedeng.web.console.rounds import round_or_404, round_page
from kedeng.web.typed import typed

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation

_BOXES = ("step", "whom", "category", "opens", "closes", "office", "place", "hours")


class _WrongError(ValueError):
    """What was typed cannot be read; the text is a sentence."""


@require_POST
def set_window(request: HttpRequest, round_id: int) -> HttpResponse:
    """Set a window; what was typed stays where it is refused."""
    found = round_or_404(request, round_id)
    asked = {name: typed(request.POST.get(name), 200) for name in _BOXES}
    try:
        actions.set_window(
            actor=request.actor,
            round_=found,
            step=_step(asked["step"]),
            window=Window(
                _instant(asked["opens"], ends=False), _instant(asked["closes"], ends=True)
            ),
            organisation=_body(asked["whom"]),
            category=asked["category"] if asked["category"] in CATEGORY_NAMES else "",
            office=Office(asked["office"], asked["place"], asked["hours"]),
        )
    except (NotAllowedError, _WrongError) as error:
        said = sentence_of(error) if isinstance(error, NotAllowedError) else str(error)
        return round_page(request, found, status=422, window=asked, window_error=said)
    messages.success(request, _("时间已设置。"))
    return redirect("round", round_id)


def _step(text: str) -> Step:
    if text not in set(Step):
        raise _WrongError(_("请选择环节。"))
    return Step(text)


def _body(name: str) -> "Organisation | None":
    """Find the body that was named; None for the round's own."""
    if not name:
        return None
    found = organisation_named(name)
    if found is None:
        raise _WrongError(_("没有名为“{name}”的机构，请从列表中选。").format(name=name))
    return found


def _instant(text: str, *, ends: bool) -> "object | None":
    if not text:
        return None
    try:
        return read_instant(text, ends=ends)
    except ValueError as error:
        message = _("“{text}”读不出，请写成 2026-01-21（含当天）或 2026-01-21 17:00。")
        raise _WrongError(message.format(text=text)) from error


@require_POST
def drop_window(request: HttpRequest, round_id: int, window_id: int) -> HttpResponse:
    """Take back a window that the own body has set."""
    found = round_or_404(request, round_id)
    row = found.windows.select_related("organisation", "round__organisation").filter(pk=window_id)
    if (one := row.first()) is None:
        raise Http404
    try:
        actions.drop_window(actor=request.actor, row=one)
    except NotAllowedError as error:
        return refused(request, error)
    messages.success(request, _("已取消这项时间。"))
    return redirect("round", round_id)
