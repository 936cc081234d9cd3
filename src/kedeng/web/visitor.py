"""Who is at the other end, as far as the connection tells."""

import ipaddress

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The address of the connection; None where it has none (a socket)."""
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None


def device_of(request: HttpRequest) -> str:
    """What the browser says of itself, 200 characters at most."""
    return request.headers.get("User-Agent", "")[:200]
