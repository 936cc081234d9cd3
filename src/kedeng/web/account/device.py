"""Known devices: a signed cookie that says on which accounts this browser has logged in before.

It opens nothing. It gives the owner an allowance of wrong passwords that nobody elsewhere uses up.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from kedeng.domain.logins import login_key

_AGE = 180 * 24 * 60 * 60  # seconds
_MOST = 5  # accounts that share a browser; the oldest is forgotten
_SALT = "kedeng.device"


def known_device(request: HttpRequest, username: str) -> str | None:
    """Give this browser's mark for an account; None where nobody logged in to it here before."""
    return _marks(request).get(_account(username))


def remember_device(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Put the mark for an account on the browser, anew at each log-in."""
    account, marks = _account(username), _marks(request)
    marks[account] = marks.pop(account, secrets.token_hex(8))
    kept = list(marks.items())[-_MOST:]
    response.set_signed_cookie(
        settings.DEVICE_COOKIE_NAME,
        "~".join(f"{account}.{mark}" for account, mark in kept),
        salt=_SALT,
        max_age=_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> dict[str, str]:
    kept = request.get_signed_cookie(
        settings.DEVICE_COOKIE_NAME, default="", salt=_SALT, max_age=_AGE
    )
    return dict(entry.split(".", 1) for entry in kept.split("~") if "." in entry)


def _account(username: str) -> str:
    return salted_hmac(_SALT, login_key(username), algorithm="sha256").hexdigest()[:16]
