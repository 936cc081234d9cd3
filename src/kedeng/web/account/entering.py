"""From a proved first factor to a session: the second step stands between, and nothing before it.

A person who has proved the password (or whom a portal vouches for) and has a second factor waits
in a session that belongs to nobody; only the second step makes it theirs.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.session_store import ADDRESS, BEGAN, DEVICE
from kedeng.domain.logins import limits_of
from kedeng.web import visitor
from kedeng.web.account import ageing, due, fresh, proof
from kedeng.web.account.kept import Kept

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import User
    from kedeng.domain.policy import Actor

_WAITS = timedelta(minutes=10)
_PENDING = "pending"

Portal = tuple[str, str]
"""Issuer and subject of an identity."""


@dataclass(frozen=True)
class Arrival:
    """Who comes in, whereto, what they had typed before, and which portal vouches for them."""

    user: "User"
    target: str = ""
    kept: Kept = field(default_factory=list)
    portal: Portal | None = None


def go_on(request: HttpRequest, arrival: Arrival, *, trusted: bool = False) -> HttpResponse:
    """After the first factor: ask for the second, or let in who has none.

    `trusted`: the portal has asked for a second factor itself (decision 0010).
    """
    if trusted or not queries.factors_of(arrival.user.pk):
        return enter(request, arrival, second=trusted)
    request.session[_PENDING] = {
        "user": arrival.user.pk,
        "hash": arrival.user.get_session_auth_hash(),
        "at": timezone.now().isoformat(),
        "portal": arrival.portal,
    }
    return ask_second_step(request, arrival)


def ask_second_step(
    request: HttpRequest, arrival: Arrival, *, error: str = "", status: int = 200
) -> HttpResponse:
    """Show the page of the second step; what was typed before goes with it."""
    context = {
        "next": arrival.target,
        "kept": arrival.kept,
        "error": error,
        **proof.second_factors(request, arrival.user),
    }
    return render(request, "account/second_step.html", context, status=status)


def waiting(request: HttpRequest) -> "tuple[User, Portal | None] | None":
    """Give who has proved the first factor here, and by which portal; None after ten minutes.

    None, too, when password or account have changed meanwhile.
    """
    held = request.session.get(_PENDING)
    if not held or timezone.now() - datetime.fromisoformat(held["at"]) > _WAITS:
        return None
    user = queries.user_by_id(held["user"])
    unchanged = constant_time_compare(user.get_session_auth_hash(), held["hash"])
    if not unchanged or queries.actor_for(user) is None:
        return None
    return user, (held["portal"][0], held["portal"][1]) if held["portal"] else None


def enter(request: HttpRequest, arrival: Arrival, *, second: bool) -> HttpResponse:
    """Make the session the person's and lead on: to what was to be saved, to the page, or home."""
    login(request, arrival.user)
    request.session.pop(_PENDING, None)
    request.session[BEGAN] = timezone.now().isoformat()
    request.session[DEVICE] = visitor.device_of(request)
    request.session[ADDRESS] = visitor.address_of(request)
    fresh.note(request)
    actions.sweep_sessions()
    actor = queries.actor_for(queries.user_by_id(arrival.user.pk))
    request.actor = actor  # the page that is shown now is already theirs
    actions.tell_login(actor=actor)
    _end_surplus(request, actor)
    ageing.note(request, actor)
    if arrival.portal:
        issuer, subject = arrival.portal
        actions.note_sign_on(actor=actor, issuer=issuer, subject=subject)
    if arrival.kept and arrival.target:  # first save what was typed; the next log-in asks again
        context = {"action": arrival.target, "kept": arrival.kept}
        return render(request, "account/continue.html", context)
    if not second:
        due.note(request, actor)
    return redirect(arrival.target or "home")


def _end_surplus(request: HttpRequest, actor: "Actor") -> None:
    """Keep to the number of sessions side by side; the new one stays, and is told (ASVS 7.1.2)."""
    limits = limits_of(actor, demo=request.user.password_locked)
    ended = actions.end_surplus_sessions(
        actor=actor, cookie=request.session.session_key, limits=limits
    )
    if ended:
        told = _(
            "这个账号同时最多在 {most} 处登录，最久没有操作的 {ended} 处已退出；填写的内容不会丢。"
        )
        messages.info(request, told.format(most=limits.parallel, ended=ended))
