"""Asked before every view: whether somebody may open a page, by the table of web/gates.py."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.defaults import page_not_found

from kedeng.apps.history.actions import note_access
from kedeng.apps.organisations.queries import actor_for
from kedeng.domain.events import Access
from kedeng.domain.policy import Action, Actor, decide
from kedeng.renderings.refusals import refusal
from kedeng.web.account import ageing, due, fresh, lasting, opened
from kedeng.web.gates import (
    FRESH,
    FRESH_TO_WRITE,
    LEADING_ON,
    PERMISSIONS,
    SETTING_UP,
    Gate,
)

API_PREFIX = "/api/"
NO_PAGE = ""
_READS = {"GET", "HEAD", "OPTIONS"}
_DENIALS = {403, 404}  # of somebody known, on a page of ours: the access log tells
_NOT_KEPT = {"csrfmiddlewaretoken", "old", "new", "password", "otp", "answer"}  # never sent back


class AccessMiddleware:
    """Puts `request.actor` on every request and refuses what the map does not allow."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, ask for a login, or refuse."""
        request.actor = self._actor(request)
        name = _name_of(request)
        gate = PERMISSIONS[name] if name != NO_PAGE else Gate.PUBLIC
        if gate is Gate.PUBLIC and name not in FRESH | LEADING_ON and _is_half_in(request):
            request.actor = None  # what is public is shown as to a guest
        refused = (
            _unreadable(request, name)
            or _narrowed(request, name)
            or self._refusal(request, name, gate)
        )
        response = refused if refused is not None else self.get_response(request)
        if gate is not Gate.PUBLIC:  # no shared computer shows it after the logout
            response.headers.setdefault("Cache-Control", "private, no-store")
            if response.status_code in _DENIALS and request.actor is not None:
                _note_denial(request, response.status_code)
        return response

    def _actor(self, request: HttpRequest) -> Actor | None:
        if request.path.startswith((API_PREFIX, "/static/")):
            return None
        if not request.user.is_authenticated:
            return None
        actor = actor_for(request.user)
        if actor is not None and lasting.is_over(request, actor):
            logout(request)
            return None
        return actor

    def _refusal(
        self, request: HttpRequest, name: str | None, gate: Gate | Action
    ) -> HttpResponse | None:
        if gate is Gate.PUBLIC and (request.actor is None or name not in FRESH):
            return None
        if request.actor is None:
            return ask_for_login(request)
        if isinstance(gate, Action) and not decide_page(request.actor, gate):
            return refuse(request, refusal("right_missing"))
        if _is_half_in(request) and name not in SETTING_UP:
            return redirect("security")
        if _is_sensitive(request, name) and not fresh.is_fresh(request):
            return fresh.ask_for_proof(request, request.get_full_path(), kept_fields(request))
        return None


def _is_half_in(request: HttpRequest) -> bool:
    """Whether somebody known must first set up a second factor."""
    return request.actor is not None and due.is_first(request)


def _is_sensitive(request: HttpRequest, name: str | None) -> bool:
    """Whether what is asked for wants a fresh proof."""
    return name in FRESH or (name in FRESH_TO_WRITE and request.method not in _READS)


def _unreadable(request: HttpRequest, name: str | None) -> HttpResponse | None:
    """Find nothing at an address with a NUL: PostgreSQL would refuse to look it up."""
    if name != NO_PAGE and "\0" in request.path_info:
        return page_not_found(request, Http404())
    return None


def _narrowed(request: HttpRequest, name: str | None) -> HttpResponse | None:
    """Lead back whoever holds a code, or whose password is due, to the one page that is theirs."""
    return opened.turned_away(request, name) or ageing.turned_away(request, name)


def _name_of(request: HttpRequest) -> str | None:
    """Give the name of the page's URL; NO_PAGE for what is none of ours."""
    if request.path.startswith((API_PREFIX, "/static/")):
        return NO_PAGE
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return NO_PAGE


def decide_page(actor: Actor, action: Action) -> bool:
    """Whether a page for an action opens at all; the action asks again with the record's facts."""
    return bool(decide(actor, action))


def refuse(request: HttpRequest, message: str) -> HttpResponse:
    """Say that a page is not for this account."""
    return render(request, "public/refused.html", {"message": message}, status=403)


def _note_denial(request: HttpRequest, status: int) -> None:
    note_access(
        actor=request.actor,
        kind=Access.DENIED,
        subject=quote(request.path),
        item=f"{request.method} {status}",
    )


def ask_for_login(request: HttpRequest) -> HttpResponse:
    """Send to the login page. What was posted comes along and is offered again after the login.

    A background save gets 401 and stays where it is: its text is still on the page.
    """
    if request.headers.get("X-Requested-With") in {"autosave", "pieces"}:
        return HttpResponse(status=401)
    if request.method == "POST":
        context = {"next": request.get_full_path(), "kept": kept_fields(request)}
        return render(request, "account/login.html", context, status=401)
    return redirect(f"/login/?next={quote(request.get_full_path())}")


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Give what our own page posted, so that it can be offered again; no passwords, no tokens."""
    posted = request.POST if _is_ours(request) else QueryDict()
    names = [name for name in posted if name not in _NOT_KEPT]
    return [(name, value) for name in names for value in posted.getlist(name)]


def _is_ours(request: HttpRequest) -> bool:
    """Whether our own page posted: what another site sent is never offered to be saved."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
