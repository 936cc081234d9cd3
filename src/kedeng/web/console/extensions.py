"""Extensions: proposed for an organisation or a record, agreed by somebody else, taken back."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kedeng.apps.organisations.queries import organisation_named
from kedeng.apps.registrations import actions as registrations, queries as records
from kedeng.apps.rounds import actions, queries
from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.routes import PROVINCE, StopKind
from kedeng.domain.windows import Step
from kedeng.lib.instants import read_instant
from kedeng.web.console.refusing import refused, sentence_of
from kedeng.web.console.rounds import round_or_404, round_page
from kedeng.web.typed import typed

if TYPE_CHECKING:
    from datetime import datetime

    from kedeng.apps.rounds.models import Extension, Round

_BOXES = ("whom", "step", "category", "until", "reason")
_AT = {
    Step.SUBMIT: StopKind.FILER,
    Step.RECOMMEND: StopKind.DEPARTMENT,
    Step.AUDIT: StopKind.PROVINCE,
    Step.PAPER: StopKind.FILER,
}


@require_POST
def propose(request: HttpRequest, round_id: int) -> HttpResponse:
    """Propose an extension; what was typed stays where it is refused."""
    found = round_or_404(request, round_id)
    if request.actor.rank != PROVINCE:
        return refused(request, NotAllowedError("province_only"))
    asked = {name: typed(request.POST.get(name), None) for name in _BOXES}
    try:
        extension = _propose(request, found, asked)
    except (NotAllowedError, ValueError) as error:
        said = sentence_of(error) if isinstance(error, NotAllowedError) else str(error)
        return round_page(request, found, status=422, asked=asked, extension_error=said)
    if extension.agreed_at:
        messages.success(request, _("延期已生效，到期自动结束。"))
    else:
        messages.success(request, _("延期已提出，还要另一位管理人员同意才生效。"))
    return redirect("round", round_id)


def _propose(request: HttpRequest, found: "Round", asked: dict[str, str]) -> "Extension":
    until = _until(asked["until"])
    registration = records.record_in_round(found.pk, asked["whom"].upper())
    if registration is not None:
        return registrations.extend(
            actor=request.actor, registration=registration, closes=until, reason=asked["reason"]
        )
    body = organisation_named(asked["whom"]) if asked["whom"] else None
    if body is None:
        raise ValueError(_("没有找到。请写单位全称，或申报人告知的登记编号（12 位）。"))
    if asked["step"] not in set(Step):
        raise ValueError(_("请选择环节。"))
    step = Step(asked["step"])
    category = asked["category"] if asked["category"] in CATEGORY_NAMES else ""
    present = queries.desk_window(found, body, _AT[step], step, category)
    return actions.propose_extension(
        actor=request.actor,
        round_=found,
        step=step,
        closes=until,
        reason=asked["reason"],
        organisation=body,
        category=category,
        present=present.closes,
    )


def _until(text: str) -> "datetime":
    try:
        return read_instant(text, ends=True)
    except ValueError as error:
        raise ValueError(
            _("新的截止时间请写成 2026-01-25（含当天）或 2026-01-25 17:00。")
        ) from error


@require_POST
def agree(request: HttpRequest, round_id: int, extension_id: int) -> HttpResponse:
    """Agree to what a colleague proposed."""
    extension = _extension_or_404(request, round_id, extension_id)
    try:
        actions.agree_to_extension(actor=request.actor, extension=extension)
    except NotAllowedError as error:
        return refused(request, error)
    messages.success(request, _("已同意延期。"))
    return redirect("round", round_id)


@require_POST
def withdraw(request: HttpRequest, round_id: int, extension_id: int) -> HttpResponse:
    """Take back a proposal that does not hold yet."""
    extension = _extension_or_404(request, round_id, extension_id)
    try:
        actions.withdraw_extension(actor=request.actor, extension=extension)
    except NotAllowedError as error:
        return refused(request, error)
    messages.success(request, _("已撤回延期。"))
    return redirect("round", round_id)


def _extension_or_404(request: HttpRequest, round_id: int, extension_id: int) -> "Extension":
    found = queries.extensions_of(round_or_404(request, round_id))
    one = found.select_related("round__organisation").filter(pk=extension_id).first()
    if one is None:
        raise Http404
    return one
