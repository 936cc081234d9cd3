"""Log in and out, change the password, issue and revoke tokens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kedeng.apps.organisations import actions, queries
from kedeng.domain.rights import RIGHT_LABELS
from kedeng.renderings.refusals import refusal
from kedeng.web.public.demo import accounts_in_chinese

_KEPT = "kept:"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in. What an expired session was about to save is offered again afterwards."""
    target = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method == "GET":
        return render(request, "account/login.html", {"next": target, **_demo()})
    kept = [
        (key.removeprefix(_KEPT), value)
        for key in request.POST
        if key.startswith(_KEPT)
        for value in request.POST.getlist(key)
    ]
    username = request.POST.get("username", "").strip()
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    if user is None or queries.actor_for(user) is None:
        context = {"next": target, "kept": kept, "username": username}
        context["error"] = refusal("login_wrong")
        return render(request, "account/login.html", {**context, **_demo()}, status=401)
    login(request, user)
    if kept and target:
        return render(request, "account/continue.html", {"action": target, "kept": kept})
    return redirect(target or "home")


def _safe(request: HttpRequest, target: str) -> str:
    """Only addresses of our own host are followed."""
    allowed = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else ""


def _demo() -> dict[str, Any]:
    return {"demo_accounts": accounts_in_chinese()}


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out."""
    logout(request)
    return redirect("home")


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the own account; change the password."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        old, new = request.POST.get("old", ""), request.POST.get("new", "")
        try:
            user = actions.change_password(actor=request.actor, old=old, new=new)
        except actions.RefusedError as error:
            context["password_errors"] = [refusal(error.code)]
        except ValidationError as error:
            context["password_errors"] = error.messages
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "密码已修改。")
            return redirect("account")
    context["new_token"] = request.session.get("new_token")
    context["tokens"] = queries.tokens_of(request.actor)
    context["rights"] = [label for right, label in RIGHT_LABELS.items() if request.actor.has(right)]
    response = render(request, "account/account.html", context)
    if context["new_token"]:
        del request.session["new_token"]
    return response


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Issue a bearer token; the next page shows it once."""
    label = request.POST.get("label", "").strip()
    request.session["new_token"] = actions.issue_token(actor=request.actor, label=label)
    return redirect("account")


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke one of the own tokens."""
    try:
        actions.revoke_token(actor=request.actor, token_id=token_id)
    except actions.RefusedError as error:
        messages.error(request, refusal(error.code))
    else:
        messages.success(request, "令牌已注销，立即失效。")
    return redirect("account")
