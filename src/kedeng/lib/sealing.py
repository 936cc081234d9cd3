"""Sealing of what a database keeps but must not tell: AES-256-GCM, keys by HKDF-SHA256.

A sealed text begins with the name of how it was sealed, so that another cipher can join later.
`purpose` says what is sealed, and whose; a text that was moved to another place does not open.
"""

import base64
import os
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_WAY = "a1."
_NONCE = 12


class SealBrokenError(ValueError):
    """A sealed text was changed, moved, or sealed with another secret."""


def seal(data: bytes, *, secret: str, purpose: str) -> str:
    """Seal bytes under a secret for a purpose; plain ASCII."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key(secret)).encrypt(nonce, data, purpose.encode())
    return _WAY + base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, secrets: Iterable[str], purpose: str) -> bytes:
    """Open a sealed text with the first secret that fits. Raises SealBrokenError."""
    if not sealed.startswith(_WAY):
        raise SealBrokenError(sealed[:3])
    try:
        packed = base64.urlsafe_b64decode(sealed.removeprefix(_WAY))
    except ValueError as error:
        raise SealBrokenError("not sealed by us") from error
    for secret in secrets:
        try:
            return AESGCM(_key(secret)).decrypt(packed[:_NONCE], packed[_NONCE:], purpose.encode())
        except (InvalidTag, ValueError):
            continue
    raise SealBrokenError("no secret opens it")


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kedeng sealing a1")
    return derivation.derive(secret.encode())
