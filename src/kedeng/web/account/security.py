"""登录安全: the own second factors. Each may be set up and removed; recovery codes show once."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.organisations import actions, passkeys, queries
from kedeng.apps.organisations.recovery import in_groups
from kedeng.lib.totp import address_for_app, base32, new_secret
from kedeng.renderings.pdf.qr import qr_svg
from kedeng.renderings.refusals import refusal
from kedeng.web.account import due, proof
from kedeng.web.account.sso import bindings, unbound
from kedeng.web.typed import typed

_SECRET = "app_secret"  # noqa: S105 - a place in the session, whose content is sealed


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show what protects the account."""
    context = {
        "factors": queries.factors_of(request.actor.user_id),
        "bindings": bindings(request.actor),
        "unbound": unbound(request),
        "is_shared": request.user.password_locked,
        "must": due.is_first(request),
    }
    return render(request, "account/security.html", context)


@sensitive_post_parameters("otp")
@require_http_methods(["GET", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Set an authenticator app up, or another one in its place."""
    if request.method == "GET" and request.user.password_locked:
        return redirect("security")  # which says that a shared account has no second factor
    secret = bytes.fromhex(request.session.get(_SECRET, "")) or new_secret()
    request.session[_SECRET] = secret.hex()
    error = ""
    if request.method == "POST":
        code = "".join(request.POST.get("otp", "").split())
        try:
            codes = actions.set_up_app(actor=request.actor, secret=secret, code=code)
        except actions.RefusedError as refused:
            error = refusal(refused.code, refused.params)
        else:
            del request.session[_SECRET]
            return _is_set_up(request, codes, _("验证器应用已设置，下次登录时使用。"))
    context = {
        "qr": qr_svg(_address(request, secret), scales=True),
        "secret": in_groups(base32(secret)),
        "error": error,
        "replaces": queries.factors_of(request.actor.user_id).app,
    }
    return render(request, "account/app.html", context, status=422 if error else 200)


def _address(request: HttpRequest, secret: bytes) -> str:
    return address_for_app(secret, service="科登", account=request.user.username)


@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey. The one page that needs a script: browsers make passkeys in no other way."""
    if request.method == "GET" and request.user.password_locked:
        return redirect("security")
    error = ""
    if request.method == "POST":
        try:
            codes = actions.add_passkey(
                actor=request.actor,
                label=typed(request.POST.get("label"), 60),
                state=proof.kept_state(request),
                answer=proof.read_answer(request.POST.get("answer", "")),
            )
        except actions.RefusedError as refused:
            error = refusal(refused.code, refused.params)
        else:
            return _is_set_up(request, codes, _("通行密钥已添加，下次登录时可以使用。"))
    present = queries.factors_of(request.actor.user_id).passkeys
    options, state = passkeys.options_to_make(request.user, present)
    proof.keep_state(request, state)
    context = {"options": json.dumps(options), "error": error}
    return render(request, "account/passkey.html", context, status=422 if error else 200)


@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them."""
    try:
        codes = actions.make_recovery_codes(actor=request.actor)
    except actions.RefusedError as refused:
        messages.error(request, refusal(refused.code, refused.params))
        return redirect("security")
    return _show(request, codes)


@require_POST
def remove_app(request: HttpRequest) -> HttpResponse:
    """Remove the authenticator app."""
    if _may_remove_one(request):
        actions.remove_app(actor=request.actor)
        messages.success(request, _("验证器应用已移除。"))
    return redirect("security")


@require_POST
def remove_passkey(request: HttpRequest, passkey_id: int) -> HttpResponse:
    """Remove one of the own passkeys."""
    if _may_remove_one(request):
        actions.remove_passkey(actor=request.actor, passkey_id=passkey_id)
        messages.success(request, _("通行密钥已移除。"))
    return redirect("security")


def _may_remove_one(request: HttpRequest) -> bool:
    """Whoever needs a second factor keeps the last one; says so otherwise."""
    factors = queries.factors_of(request.actor.user_id)
    if factors.app + len(factors.passkeys) > 1 or not due.is_needed(request.actor):
        return True
    messages.error(request, refusal("second_factor_needed"))
    return False


def _is_set_up(request: HttpRequest, codes: list[str], told: str) -> HttpResponse:
    """A factor stands: other sessions, which came in without it, end; first codes are shown.

    Whoever had to set it up before anything else goes on to the work from there.
    """
    onward = "home" if due.is_first(request) else "security"
    due.settle(request)
    actions.end_other_sessions(actor=request.actor, cookie=request.session.session_key)
    messages.success(request, told)
    return _show(request, codes, onward) if codes else redirect(onward)


def _show(request: HttpRequest, codes: list[str], onward: str = "security") -> HttpResponse:
    """Show recovery codes in the answer itself: they are kept nowhere, and shown once."""
    context = {"codes": [in_groups(code) for code in codes], "onward": onward}
    return render(request, "account/recovery_codes.html", context)
