"""Log in and out, change the password, issue and revoke tokens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kedeng.apps.organisations import actions, queries
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.renderings.refusals import refusal
from kedeng.web.account import ageing, guard
from kedeng.web.account.device import remember_device
from kedeng.web.account.entering import Arrival, go_on
from kedeng.web.account.kept import kept_in, target_of
from kedeng.web.account.refused import not_let_in
from kedeng.web.typed import typed


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in. What an expired session was about to save is offered again afterwards."""
    target, kept = target_of(request), kept_in(request)
    if request.method == "GET":
        return render(request, "account/login.html", {"next": target})
    username = typed(request.POST.get("username"), 60)
    password = request.POST.get("password", "")
    user = authenticate(request, username=username, password=password)
    if user is None or queries.actor_for(user) is None:
        return not_let_in(request, username, password, {"next": target, "kept": kept})
    response = go_on(request, Arrival(user, target, kept))
    remember_device(request, response, username)
    return response


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out."""
    logout(request)
    return redirect("home")


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the own account; change the password."""
    context: dict[str, Any] = {
        "is_due": ageing.is_due(request),
        "is_shared": request.user.password_locked,
    }
    if request.method == "POST":
        try:
            user = _change_password(request)
        except actions.RefusedError as error:
            context["password_errors"] = [refusal(error.code, error.params)]
        except ValidationError as error:
            context["password_errors"] = error.messages
        else:
            update_session_auth_hash(request, user)
            ageing.settle(request)
            actions.end_other_sessions(actor=request.actor, cookie=request.session.session_key)
            messages.success(request, _("密码已修改。"))
            return redirect("account")
    context["new_token"] = request.session.get("new_token")
    context["manages"] = request.actor.has(Right.MANAGE)
    context["tokens"] = queries.tokens_of(request.actor)
    context["rights"] = [label for right, label in RIGHT_LABELS.items() if request.actor.has(right)]
    response = render(request, "account/account.html", context)
    if context["new_token"]:
        del request.session["new_token"]
    return response


def _change_password(request: HttpRequest) -> Any:
    """Change it; a wrong old one is a guess like any other, and may have to wait."""
    if not guard.pay_for(request, request.user.username):
        raise actions.RefusedError("ask_wait", wait=guard.in_words(request.guess_wait))
    old, new = request.POST.get("old", ""), request.POST.get("new", "")
    guessed = False
    try:
        return actions.change_password(actor=request.actor, old=old, new=new)
    except actions.RefusedError as error:
        guessed = error.code == "password_wrong"
        raise
    finally:
        if not guessed:
            guard.forgive(request)


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Issue a bearer token; the next page shows it once."""
    label = request.POST.get("label", "").strip()
    request.session["new_token"] = actions.issue_token(
        actor=request.actor, label=label, may_manage=request.POST.get("may_manage") == "on"
    )
    return redirect("account")


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke one of the own tokens."""
    try:
        actions.revoke_token(actor=request.actor, token_id=token_id)
    except actions.RefusedError as error:
        messages.error(request, refusal(error.code))
    else:
        messages.success(request, _("令牌已注销，立即失效。"))
    return redirect("account")
