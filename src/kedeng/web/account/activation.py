"""设置密码: a code from the superior (or by mail) in, the own password out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations import actions
from kedeng.apps.organisations.actions import Proof, ProofKind
from kedeng.renderings.refusals import refusal
from kedeng.web.account import guard
from kedeng.web.account.device import remember_device
from kedeng.web.account.opened import Opened, open_for, opened_in
from kedeng.web.typed import typed

_LONGEST_NAME = 60


@sensitive_post_parameters("code", "new", "again")
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Take a code, then the password that its holder chooses. The QR code fills the first form.

    The QR's address carries login name and code behind the `#`, which no browser sends: neither
    logs nor proxies see them.
    """
    opened = opened_in(request)
    if opened is not None:
        return _choose(request, opened)
    if request.method == "GET":
        return render(request, "account/activate.html")
    username = typed(request.POST.get("username"), _LONGEST_NAME)
    response, error = try_code(request, username, request.POST.get("code", "")[:80])
    if response is not None:
        return response
    return _refused(request, username, error)


def try_code(request: HttpRequest, username: str, code: str) -> tuple[HttpResponse | None, str]:
    """Judge a code: the answer that leads on, or the sentence of the refusal."""
    if not guard.pay_for(request, username, "code"):
        return None, refusal("ask_wait", {"wait": guard.in_words(request.guess_wait)})
    try:
        code_id = actions.redeem_code(username=username, typed=code)
    except actions.RefusedError as error:
        if guard.too_many_from_here(request):
            return None, guard.network_sentence(request)
        return None, refusal(error.code, error.params)
    guard.forgive(request)
    return open_for(request, Opened(Proof(ProofKind.ISSUED, code_id), username)), ""


def _refused(request: HttpRequest, username: str, error: str) -> HttpResponse:
    context = {"username": username, "error": error}
    if request.guess_wait:
        return guard.with_retry(
            request, render(request, "account/activate.html", context, status=429)
        )
    return render(request, "account/activate.html", context, status=401)


def _choose(request: HttpRequest, opened: Opened) -> HttpResponse:
    context: dict[str, Any] = {"username": opened.username}
    if request.method == "GET" or "new" not in request.POST:
        return render(request, "account/choose_password.html", context)
    try:
        _set(request, opened)
    except ValidationError as error:
        context["errors"] = error.messages
        return render(request, "account/choose_password.html", context, status=422)
    except actions.RefusedError as error:
        logout(request)
        return _refused_late(request, opened, refusal(error.code, error.params))
    logout(request)
    messages.success(request, _("密码已设置。请用登录名和新密码登录。"))
    response = redirect("login")
    remember_device(request, response, opened.username)
    return response


def _set(request: HttpRequest, opened: Opened) -> None:
    new = request.POST.get("new", "")
    if new != request.POST.get("again", ""):
        raise ValidationError(refusal("password_differs"))
    actions.set_own_password(proof=opened.proof, new=new)


def _refused_late(request: HttpRequest, opened: Opened, error: str) -> HttpResponse:
    context = {"username": opened.username, "error": error}
    return render(request, "account/activate.html", context, status=409)
