"""Random names that people may have to read aloud."""

import secrets
import unicodedata

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0/O, 1/I/L, U


def random_code(length: int = 12) -> str:
    """Give a random code: 12 characters carry 58 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def random_token() -> str:
    """Give a bearer token with 160 bits: `kd_` and 40 hex digits."""
    return f"kd_{secrets.token_hex(20)}"


def row_id() -> str:
    """Give an id for a row of a repeating section, stable for its life."""
    return secrets.token_hex(4)


def tidy_file_name(name: str) -> str:
    """Name of an uploaded file as metadata: NFC, no path, no control characters, 150 at most."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return kept.strip(" .")[-150:] or "未命名"
