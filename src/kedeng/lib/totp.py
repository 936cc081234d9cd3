"""Codes by the clock of an authenticator app: TOTP of RFC 6238, SHA-1, six digits, 30 seconds.

These are the values that every app understands. A step is a count of 30 seconds since 1970.
"""

import hashlib
import hmac
import secrets
from base64 import b32encode
from urllib.parse import quote, urlencode

PERIOD = 30
DIGITS = 6
_CLOCKS_DIFFER = (0, -1, 1)  # steps: a telephone may be half a minute off


def new_secret() -> bytes:
    """Give a secret of 160 bits, the length that RFC 4226 recommends."""
    return secrets.token_bytes(20)


def code_at(secret: bytes, step: int) -> str:
    """The code that an app shows during a step."""
    mac = hmac.digest(secret, step.to_bytes(8), hashlib.sha1)
    offset = mac[-1] & 0x0F
    number = int.from_bytes(mac[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: bytes, code: str, *, at: float, after: int) -> int | None:
    """Find the step to which a code belongs; None for a wrong or used one.

    `at` is the time in seconds since 1970; only steps later than `after` count, so that whoever
    stores the step that was found takes every code once (trust.md 6.5.1).
    """
    now = int(at) // PERIOD
    for step in (now + differs for differs in _CLOCKS_DIFFER):
        if step > after and hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def base32(secret: bytes) -> str:
    """The secret as people type it into an app that cannot scan."""
    return b32encode(secret).decode().rstrip("=")


def address_for_app(secret: bytes, *, service: str, account: str) -> str:
    """The otpauth address that the QR code carries."""
    label = quote(f"{service}:{account}")
    return f"otpauth://totp/{label}?" + urlencode(
        {"secret": base32(secret), "issuer": service, "digits": DIGITS, "period": PERIOD}
    )
