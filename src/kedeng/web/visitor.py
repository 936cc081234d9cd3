"""Who is at the other end, as far as the connection tells."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from kedeng.web.typed import typed


def address_of(request: HttpRequest) -> str | None:
    """The address of a visitor; None where it is unknown (a socket, a proxy that does not tell).

    Behind proxies the last PROXIES entries of X-Forwarded-For are ours; what stands before them,
    anybody may write.
    """
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies = settings.PROXIES
    try:
        return str(ip_address(told[-proxies] if proxies else request.META.get("REMOTE_ADDR", "")))
    except (IndexError, ValueError):
        return None


def device_of(request: HttpRequest) -> str:
    """What the browser says of itself, 200 characters at most."""
    return typed(request.headers.get("User-Agent"), 200)
