"""Sealing with the service's own secret, SECRET_KEY; its predecessors still open."""

from django.conf import settings

from kedeng.lib import sealing
from kedeng.lib.sealing import SealBrokenError

__all__ = ["SealBrokenError", "seal", "unseal"]


def seal(data: bytes, *, purpose: str) -> str:
    """Seal bytes for a purpose."""
    return sealing.seal(data, secret=settings.SECRET_KEY, purpose=purpose)


def unseal(sealed: str, *, purpose: str) -> bytes:
    """Open what this service sealed. Raises SealBrokenError."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return sealing.unseal(sealed, secrets=secrets, purpose=purpose)
