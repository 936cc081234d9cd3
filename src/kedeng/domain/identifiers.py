"""When two project numbers, or two patent numbers, are the same (process.md f, B12).

The same number never makes two registrations the same result; it says that they speak of one
project or one right. An application number and the number of the patent that came of it are one.
"""

import re
import unicodedata
from enum import StrEnum

MOST = 80  # characters that are kept of a folded number

_NOISE = re.compile(r"[\W_]+")
_PREFIX = re.compile(r"^(?:ZL|CN)?(?=\d)")
# Chinese applications: 12 digits (before 2003-10: 8) and a check character, which many leave out.
_APPLICATION = re.compile(r"^(\d{12}|\d{8})[0-9X]?$")


class IdentifierKind(StrEnum):
    """Of what a number is."""

    PROJECT = "project"
    RIGHT = "right"  # a patent, a software copyright, a variety right …


def project_key(text: str) -> str:
    """Fold a project's number: width, case, blanks, dashes and brackets tell none apart."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).upper())[:MOST]


def right_key(text: str) -> str:
    """Fold the number of a right: also without ZL or CN before it and the check character.

    ZL 2021 1 0123456.7, 202110123456.7 and 202110123456 are one; CN112345678B, the number of a
    publication, stays another.
    """
    plain = project_key(text)
    digits = _PREFIX.sub("", plain)
    found = _APPLICATION.match(digits)
    return found[1] if found else plain


def key_of(kind: IdentifierKind, text: str) -> str:
    """Fold a number of a kind."""
    return project_key(text) if kind is IdentifierKind.PROJECT else right_key(text)
