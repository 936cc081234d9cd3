"""激活码: issue one or many, print them as slips in the answer itself, withdraw one.

A code stands in the answer to the POST that made it and nowhere else: no page can show it again.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kedeng.apps.insight.printing import PressBusyError, press
from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.rounds.queries import told_today
from kedeng.renderings.pdf.qr import qr_svg
from kedeng.renderings.pdf.slips import Slip, in_words, print_slips, scanned_address
from kedeng.web.console.reach import tab_of, told, user_or_404
from kedeng.web.console.waiting import MOST, chosen_ids, waiting
from kedeng.web.records.delivery import PDF, busy, guarded
from kedeng.web.typed import typed

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import User


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, user_id: int) -> HttpResponse:
    """Issue a code for one account. Who was active before gets one for a recorded reason."""
    found = user_or_404(request, user_id)
    if request.method == "GET":
        return _form(request, found)
    try:
        with press():
            return _issued(request, [found])
    except RefusedError as error:
        said = told(error)
        return _form(request, found, said.status, error=said.sentence)
    except PressBusyError:
        return busy(request)


@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Issue codes for the ticked accounts, or for a whole part, in one act, on slips to be cut."""
    if request.method == "GET":
        return _choice(request)
    ids = chosen_ids(request)
    if len(ids) > MOST:
        error = _("一次最多打印 {most} 张，请分几次。").format(most=MOST)
        return _choice(request, 422, error=error)
    chosen = list(queries.waiting_for_codes(request.actor).filter(pk__in=ids))
    if not chosen:
        return _choice(request, 422, error=_("请至少勾选一个账号。"))
    try:
        with press():
            return _issued(request, chosen)
    except RefusedError as error:
        said = told(error)
        return _choice(request, said.status, error=said.sentence)
    except PressBusyError:
        return busy(request)


@require_POST
def freeze(request: HttpRequest, user_id: int) -> HttpResponse:
    """Withdraw the code of an account."""
    found = user_or_404(request, user_id)
    try:
        actions.freeze_code(
            actor=request.actor, user=found, reason=typed(request.POST.get("reason"), 200)
        )
    except RefusedError as error:
        said = told(error)
        return _form(request, found, said.status, error=said.sentence)
    messages.success(request, _("{name}的激活码已作废。").format(name=found.name))
    return redirect("console_code", user_id=found.pk)


def _issued(request: HttpRequest, users: "Sequence[User]") -> HttpResponse:
    """Issue and show: on paper, or on the page where `how` is "page". Kept by no browser."""
    reason, days = typed(request.POST.get("reason"), 200), _days(users[0])
    if len(users) == 1:
        made = [actions.issue_code(actor=request.actor, user=users[0], reason=reason, days=days)]
    else:
        made = actions.issue_codes(actor=request.actor, users=users, reason=reason, days=days)
    slips = [_slip(user, code) for user, code in zip(users, made, strict=True)]
    if request.POST.get("how") == "page":
        response = render(
            request, "console/slip.html", {**_place(request, users[0]), **_shown(slips[0])}
        )
    else:
        response = _paper(slips)
    response["Cache-Control"] = "no-store"
    return response


def _days(user: "User") -> int:
    """How many days a code is valid: as the province's profile says, else as the site does."""
    return told_today(user.organisation, "activation_code_days") or settings.ACTIVATION_DAYS


def _slip(user: "User", code: str) -> Slip:
    live = queries.live_code(user)
    if live is None:
        raise Http404
    return Slip(
        organisation=user.organisation.name,
        name=user.name,
        username=user.username,
        code=code,
        until=timezone.localtime(live.expires_at),
        contact=queries.issuer_of(user),
    )


def _shown(slip: Slip) -> dict[str, Any]:
    address = scanned_address(settings.KEDENG_URL, slip)
    return {"slip": slip, "until": in_words(slip.until), "qr": qr_svg(address, scales=True)}


def _paper(slips: Sequence[Slip]) -> HttpResponse:
    pdf = print_slips(slips, site=settings.KEDENG_URL, printed_at=timezone.localtime())
    response = HttpResponse(pdf, content_type=PDF)
    name = _("账号发放条.pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name)
    guarded(response, PDF, "")
    del response["ETag"]
    return response


def _place(request: HttpRequest, found: "User") -> dict[str, Any]:
    return {"area": "console", "tab": tab_of(request, found.organisation), "found": found}


def _form(request: HttpRequest, found: "User", status: int = 200, **more: Any) -> HttpResponse:
    context = {
        **_place(request, found),
        "live": queries.live_code(found),
        "days": _days(found),
        "reason": typed(request.POST.get("reason"), 200),
        **more,
    }
    return render(request, "console/code.html", context, status=status)


def _choice(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "area": "console",
        "tab": "codes",
        "days": _days(queries.user_by_id(request.actor.user_id)),
        "ticked": set(chosen_ids(request)),
        "most": MOST,
        **waiting(request),
        **more,
    }
    return render(request, "console/codes.html", context, status=status)
