"""The short session of somebody who holds a code: nobody's account, one page and the way out.

It lives in the session's own store, so a browser cannot write it. It opens "set your own password",
the manual and logging out (trust.md 1.7); web/access.py turns every other address away.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from kedeng.apps.organisations.actions import Proof, ProofKind

LASTS = timedelta(minutes=30)
REACHABLE = frozenset({"activate", "manual", "logout"})
_KEY = "opened"


@dataclass(frozen=True)
class Opened:
    """What a code has opened, and for whom."""

    proof: Proof
    username: str


def open_for(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Begin the short session, on a new cookie; whoever was logged in here is logged out."""
    logout(request)
    request.session[_KEY] = {
        "kind": opened.proof.kind.value,
        "code": opened.proof.code_id,
        "username": opened.username,
        "until": (timezone.now() + LASTS).isoformat(),
    }
    request.session.cycle_key()
    return redirect("activate")


def opened_in(request: HttpRequest) -> Opened | None:
    """Give what a code has opened in this session; None where none did, or half an hour ago."""
    held = request.session.get(_KEY)
    if not held or datetime.fromisoformat(held["until"]) <= timezone.now():
        return None
    return Opened(Proof(ProofKind(held["kind"]), held["code"]), held["username"])


def turned_away(request: HttpRequest, name: str | None) -> HttpResponse | None:
    """Lead back to the one page from any other address; None where the address is reachable."""
    if name in REACHABLE or opened_in(request) is None:
        return None
    return redirect("activate")
