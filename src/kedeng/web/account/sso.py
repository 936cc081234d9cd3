"""Single sign-on: from a portal to the account to which its identity is bound.

An identity opens nothing by itself: it is bound, once, by whoever can log in to the account. No
account and no right is ever made here.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.organisations import actions, queries
from kedeng.domain.policy import Actor
from kedeng.renderings.refusals import refusal
from kedeng.web.account import oidc
from kedeng.web.account.entering import Arrival, go_on
from kedeng.web.account.kept import safe_target, target_of

_ASKED, _UNBOUND = "sign_on_asked", "sign_on_unbound"
_WAITS = timedelta(minutes=10)


@never_cache
@require_safe
def sign_on(request: HttpRequest, key: str) -> HttpResponse:
    """Go to a portal. `?next=` is where to land; `?bind=1` binds to the account that is open."""
    provider = _provider(key)
    request.session[_ASKED] = {"target": target_of(request), "bind": "bind" in request.GET}
    try:
        return oidc.begin(request, provider)
    except oidc.SignOnError as error:
        return _failed(request, error.code)


@never_cache
@require_safe
def sign_on_return(request: HttpRequest, key: str) -> HttpResponse:
    """Take a portal's answer. A bound identity is let in; an unbound one may be bound.

    The one GET that changes something (web/readonly.py): the portal can send nothing else, and
    state, nonce and PKCE stand in for the form's token.
    """
    provider = _provider(key)
    asked = request.session.pop(_ASKED, {})
    try:
        found = oidc.finish(request, provider)
    except oidc.SignOnError as error:
        return _failed(request, error.code)
    user = queries.user_of_identity(found.issuer, found.subject)
    if user is None:
        at = timezone.now().isoformat()
        request.session[_UNBOUND] = {**asdict(found), **asked, "label": provider.label, "at": at}
        return redirect("sign_on_bind")
    target = safe_target(request, asked.get("target", ""))
    if request.actor is not None and request.actor.user_id == user.pk:
        return redirect(target or "home")
    if asked.get("bind"):
        return _failed(request, "identity_taken")
    if queries.actor_for(user) is None:
        return _failed(request, "sign_on_suspended")
    arrival = Arrival(user, target, portal=(found.issuer, found.subject))
    return go_on(request, arrival, trusted=provider.asks_second_factor)


@never_cache
@require_http_methods(["GET", "POST"])
def bind(request: HttpRequest) -> HttpResponse:
    """Offer an unbound identity: log in and bind it, or apply for an account."""
    found = unbound(request)
    if found is None:
        return _failed(request, "sign_on_late")
    if request.actor is None:
        return render(request, "account/bind_guest.html", {**found, "apply": _apply_address()})
    if request.method == "POST":
        del request.session[_UNBOUND]
        issuer, subject, name = (found[each] for each in ("issuer", "subject", "name"))
        try:
            actions.bind_identity(actor=request.actor, issuer=issuer, subject=subject, name=name)
        except actions.RefusedError as error:
            return _failed(request, error.code)
        told = _("已绑定，以后可以从{label}直接登录。").format(label=found["label"])
        messages.success(request, told)
        return redirect(safe_target(request, found.get("target", "")) or "security")
    return render(request, "account/bind.html", found)


@require_POST
def unbind(request: HttpRequest, identity_id: int) -> HttpResponse:
    """Undo a binding of the own account."""
    actions.unbind_identity(actor=request.actor, identity_id=identity_id)
    messages.success(request, _("绑定已解除，以后用登录名和密码登录。"))
    return redirect("security")


def unbound(request: HttpRequest) -> dict[str, Any] | None:
    """Give the identity that a portal has just vouched for and that no account has.

    The application for an account is filled in from here, so that it stands in no address.
    """
    held = request.session.get(_UNBOUND)
    if not held or timezone.now() - datetime.fromisoformat(held["at"]) > _WAITS:
        return None
    return held


def bindings(actor: Actor) -> list[dict[str, Any]]:
    """Give each portal with the identity that is bound to the actor's account, or None.

    An identity of a portal that the site has dropped stands too: it can still be unbound.
    """
    own = {one.issuer: one for one in queries.identities_of(actor)}
    rows = [
        {"key": one.key, "label": one.label, "identity": own.pop(one.issuer, None)}
        for one in oidc.providers()
    ]
    return rows + [{"key": "", "label": issuer, "identity": one} for issuer, one in own.items()]


def _provider(key: str) -> oidc.Provider:
    found = oidc.provider_of(key)
    if found is None:
        raise Http404
    return found


def _failed(request: HttpRequest, code: str) -> HttpResponse:
    """Say why nothing came of it: on the own page of who is logged in, else on the login page."""
    if request.actor is not None:
        messages.error(request, refusal(code))
        return redirect("security")
    return render(request, "account/login.html", {"error": refusal(code)}, status=401)


def _apply_address() -> str:
    try:
        return reverse("apply_account")
    except NoReverseMatch:
        return ""
