"""What came along to a page between: the address to go on to, and texts not yet saved."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

Kept = list[tuple[str, str]]
_PREFIX = "kept:"


def target_of(request: HttpRequest) -> str:
    """Whereto afterwards (`next`): only addresses of our own host; empty for any other."""
    return safe_target(request, request.POST.get("next") or request.GET.get("next", ""))


def safe_target(request: HttpRequest, target: str) -> str:
    """An address of our own host as it is; empty for any other.

    A bare word is none: `redirect` would take it for the name of a URL.
    """
    allowed = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed and "/" in target else ""


def kept_in(request: HttpRequest) -> Kept:
    """What a page was about to save, as our own pages carry it along."""
    return [
        (key.removeprefix(_PREFIX), value)
        for key in request.POST
        if key.startswith(_PREFIX)
        for value in request.POST.getlist(key)
    ]
