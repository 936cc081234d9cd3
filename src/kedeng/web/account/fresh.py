"""How fresh the last proof of a person is: password or second factor within the last ten minutes.

Which acts ask for one stands in web/gates.py (FRESH), and nowhere else.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kedeng.apps.organisations.session_store import BEGAN
from kedeng.domain.logins import FRESH
from kedeng.web.account import proof
from kedeng.web.account.kept import Kept

_PROVED = "proved_at"


def note(request: HttpRequest) -> None:
    """Note that the person has just proved who they are."""
    request.session[_PROVED] = timezone.now().isoformat()


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof, or the log-in, is recent. A shared demo account need not prove."""
    if request.user.password_locked:
        return True
    latest = request.session.get(_PROVED) or request.session.get(BEGAN)
    return bool(latest) and timezone.now() - datetime.fromisoformat(latest) <= FRESH


def ask_for_proof(
    request: HttpRequest, target: str, kept: Kept, *, error: str = ""
) -> HttpResponse:
    """Ask for a proof; what was posted goes along and is offered again afterwards."""
    context = {
        "next": target,
        "kept": kept,
        "error": error,
        **proof.second_factors(request, request.user),
    }
    return render(request, "account/prove.html", context, status=401)
