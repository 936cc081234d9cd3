"""Guards log-ins against guessing: by account, or by known device of an account.

django-axes asks here before every authenticate() (docs/decisions/0013, 0028). A device on which an
account logged in before has an allowance of its own: whoever guesses from elsewhere uses up the
account's, and does not lock the owner out. A network refuses nobody, for a campus has one address:
where it has sent too many wrong guesses, a wrong one more is told to wait; a right one comes in.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from axes.backends import AxesStandaloneBackend
from axes.handlers.base import AxesHandler
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kedeng.apps.organisations.actions import Allowance, give_back_guess, take_guess
from kedeng.apps.organisations.actions.guessing import NO_WAIT
from kedeng.apps.organisations.queries import user_by_id
from kedeng.domain.logins import login_key
from kedeng.renderings.refusals import refusal
from kedeng.web.account.device import known_device
from kedeng.web.visitor import address_of

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import User

AT_ONCE, QUARTER = 5, timedelta(minutes=15)  # 等保 8.1.4.1 b; trust.md 1.3, 1.9
NETWORK_AT_ONCE, NETWORK_EVERY = 300, timedelta(seconds=2)


class PasswordBackend(AxesStandaloneBackend, ModelBackend):
    """Judges a password that the guard lets through; a right one costs nothing."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> "User | None":
        """Give the user, or None. Raises PermissionDenied where the guard says to wait."""
        super().authenticate(request, username=username, password=password, **more)
        user = ModelBackend.authenticate(self, request, username, password, **more)
        if user is not None:
            forgive(request)
        return user

    def get_user(self, user_id: int) -> "User | None":
        """Find who is logged in, with the body and the rights that every request asks for next."""
        try:
            user = user_by_id(user_id)
        except ObjectDoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None


class Guard(AxesHandler):
    """What django-axes asks; the counting is organisations.actions.guessing."""

    def is_allowed(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Pay for a guess; where nothing is left, `request.guess_wait` says for how long."""
        username = str((credentials or {}).get("username") or "")
        return pay_for(request, username)


def pay_for(request: HttpRequest, username: str, what: str = "login") -> bool:
    """Pay for a guess at an account; False where that account, or that device, must wait.

    The network pays too. What it cannot pay is told only of a guess that was wrong.
    """
    device = known_device(request, username)
    if device:
        return pay(request, [Allowance(f"{what}:device:{device}", AT_ONCE, QUARTER)])
    own = [Allowance(f"{what}:account:{login_key(username)}", AT_ONCE, QUARTER)]
    return pay(request, own, network_allowance(request))


def pay(request: HttpRequest, own: list[Allowance], network: list[Allowance] | None = None) -> bool:
    """Pay for a guess and remember the receipt on the request; False where it must wait."""
    request.guess_wait = take_guess(own)
    request.network_wait = take_guess(network or []) if not request.guess_wait else NO_WAIT
    request.guess_paid = [] if request.guess_wait else own
    if not request.guess_wait and not request.network_wait:
        request.guess_paid = [*own, *(network or [])]
    return not request.guess_wait


def forgive(request: HttpRequest | None) -> None:
    """Give back what this request paid: its guess was right."""
    give_back_guess(getattr(request, "guess_paid", []))


def too_many_from_here(request: HttpRequest) -> bool:
    """Whether a guess that was wrong is one too many of its network; then it waits."""
    request.guess_wait = request.guess_wait or request.network_wait
    return bool(request.guess_wait)


def network_allowance(request: HttpRequest) -> list[Allowance]:
    """One wide allowance for a network, of any login names; none for an address of the house."""
    network = network_of(request)
    if not network:
        return []
    return [Allowance(f"network:{network}", NETWORK_AT_ONCE, NETWORK_EVERY)]


def network_of(request: HttpRequest) -> str:
    """Where a request comes from: an IPv4 address, a /64 of IPv6; empty where that is unknown.

    A private address without proxies of our own is most likely that of one.
    """
    told = address_of(request)
    if told is None:
        return ""
    address = ip_address(told)
    if address.is_private and not settings.PROXIES:
        return ""
    return str(ip_network((address, 64), strict=False) if address.version == 6 else address)


def in_words(wait: timedelta) -> str:
    """A time to wait, rounded up: 12 分钟, 40 秒."""
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    return f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"


def wait_sentence(request: HttpRequest) -> str:
    """Say how long to wait, and what works meanwhile."""
    return refusal("login_wait", {"wait": in_words(request.guess_wait)})


def network_sentence(request: HttpRequest) -> str:
    """Say that it was wrong, and that the next one from this network had better wait."""
    return refusal("network_wait", {"wait": in_words(request.guess_wait)})


def with_retry(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell programs too when to come back."""
    response["Retry-After"] = str(int(request.guess_wait.total_seconds()) + 1)
    return response


def answer(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """What django-axes shows instead of an answer: our page, unless the view told it itself."""
    del credentials
    if response.status_code == 429:
        return response
    page = render(request, "account/wait.html", {"message": wait_sentence(request)}, status=429)
    return with_retry(request, page)
