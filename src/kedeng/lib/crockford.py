"""Codes that are read from paper and typed: Crockford's base 32, five bits a character.

Typing forgives: lower case, blanks and dashes anywhere, O for 0, I and L for 1.
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16  # 80 bits
_GROUP = 4
_LOOK_ALIKES = str.maketrans("OIL", "011", "- \u2010\u2011\u2012\u2013\u2014\u2212")


def random_code() -> str:
    """Give 80 random bits as 16 characters in groups of four: `7K3M-…`."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def read(typed: str) -> str | None:
    """Give the 16 characters that were meant; None for what cannot be such a code."""
    plain = unicodedata.normalize("NFKC", typed.strip()).upper().translate(_LOOK_ALIKES)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def grouped(code: str) -> str:
    """Set a code in groups of four, as it is printed and read out."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
