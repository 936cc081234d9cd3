"""找回密码 by mail, and the own address that it needs. Any login name gets the same answer."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kedeng.apps.organisations import actions
from kedeng.apps.organisations.actions import Allowance, Proof, ProofKind
from kedeng.domain.logins import login_key
from kedeng.renderings.refusals import refusal
from kedeng.web.account import guard, post
from kedeng.web.account.opened import Opened, open_for
from kedeng.web.typed import typed

_LONGEST_NAME = 60
_LETTERS, _LETTER_EVERY = 3, timedelta(minutes=20)  # ASVS 6.6.3: rate-limited by account


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Ask for a login name, then for the code of the letter: one page, two steps."""
    if not post.is_set_up():
        return render(request, "account/recover_none.html")
    if request.method == "GET":
        return render(request, "account/recover.html")
    username = typed(request.POST.get("username"), _LONGEST_NAME)
    if "code" in request.POST:
        return _try_code(request, username)
    return _send(request, username)


def _send(request: HttpRequest, username: str) -> HttpResponse:
    """Send a letter where there is a proved address; answer alike in any case."""
    if not guard.pay(
        request, [Allowance(f"letter:{login_key(username)}", _LETTERS, _LETTER_EVERY)]
    ):
        return _wait(request, "account/recover.html", username)
    letter = actions.ask_to_recover(username=username)
    if letter is not None:
        post.send_code(letter, recovers=True)
    return render(request, "account/recover_code.html", {"username": username})


def _try_code(request: HttpRequest, username: str) -> HttpResponse:
    template = "account/recover_code.html"
    if not guard.pay_for(request, username, "mail"):
        return _wait(request, template, username)
    try:
        code_id = actions.redeem_recovery_code(
            username=username, typed=request.POST.get("code", "")[:40]
        )
    except actions.RefusedError as error:
        if guard.too_many_from_here(request):
            return _wait(request, template, username)
        context = {"username": username, "error": refusal(error.code)}
        return render(request, template, context, status=401)
    guard.forgive(request)
    return open_for(request, Opened(Proof(ProofKind.MAILED, code_id), username))


def _wait(request: HttpRequest, template: str, username: str) -> HttpResponse:
    said = refusal("ask_wait", {"wait": guard.in_words(request.guess_wait)})
    page = render(request, template, {"username": username, "error": said}, status=429)
    return guard.with_retry(request, page)


# ── the own address ──────────────────────────────────────────────────────────────────────────────


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Name the own address, then prove it with the code of the letter.

    web/access.py lets through only who has proved lately who they are: another address is another
    key.
    """
    context = {"can_send": post.is_set_up(), "present": request.user.recovery_email}
    if request.method == "GET" or not post.is_set_up():
        return render(request, "account/address.html", context)
    try:
        if "code" in request.POST:
            return _prove(request)
        context["sent_to"] = _name(request)
    except actions.RefusedError as error:
        context["error"] = refusal(error.code, error.params)
        context["typed"] = typed(request.POST.get("address"), 254)
        context["sent_to"] = typed(request.POST.get("sent_to"), 254)
        status = 429 if error.code == "ask_wait" else 422
        return render(request, "account/address.html", context, status=status)
    return render(request, "account/address.html", context)


def _name(request: HttpRequest) -> str:
    _pay(request, [Allowance(f"address:{request.user.pk}", _LETTERS, _LETTER_EVERY)])
    address = typed(request.POST.get("address"), 254)
    letter = actions.ask_to_confirm(actor=request.actor, address=address)
    post.send_code(letter, recovers=False)
    return letter.address


def _pay(request: HttpRequest, allowances: list[Allowance]) -> None:
    if not guard.pay(request, allowances):
        raise actions.RefusedError("ask_wait", wait=guard.in_words(request.guess_wait))


def _prove(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("code", "")[:40]
    former = actions.confirm_address(actor=request.actor, typed=code)
    if former:
        post.send_notice(former, request.actor.name)
    messages.success(request, _("邮箱已确认，可以用来找回密码。"))
    return redirect("address")


@require_POST
def drop_address(request: HttpRequest) -> HttpResponse:
    """Forget the own address."""
    former = actions.drop_address(actor=request.actor)
    if former and post.is_set_up():
        post.send_notice(former, request.actor.name)
    messages.success(request, _("邮箱已删除，不再用于找回密码。"))
    return redirect("address")
