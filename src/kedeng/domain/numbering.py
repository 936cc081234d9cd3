"""Registration numbers: body 3, year 4, letter, serial 4 characters (forms.md 8.1, B58–B61)."""

import re
from dataclasses import dataclass

LAST_SERIAL = 9999
_NUMBER = re.compile(r"(?P<body>\d{3})(?P<year>(?:19|20)\d{2})(?P<letter>[YJR])(?P<serial>\d{4})")


class SerialsExhaustedError(Exception):
    """A body has used serial 9,999 of a letter in a year; an administrator must decide (B60)."""


@dataclass(frozen=True)
class Number:
    """The four parts of a registration number."""

    body: str
    year: int
    letter: str
    serial: int

    def __str__(self) -> str:
        """Twelve characters, as printed."""
        return f"{self.body}{self.year:04d}{self.letter}{self.serial:04d}"


def compose(body: str, year: int, letter: str, serial: int) -> Number:
    """Build a number.

    Raises SerialsExhaustedError past 9,999, ValueError for parts of a wrong shape.
    """
    if serial > LAST_SERIAL:
        raise SerialsExhaustedError(body, year, letter)
    number = Number(body, year, letter, serial)
    if serial < 1 or _NUMBER.fullmatch(str(number)) is None:
        message = f"{number} is no registration number"
        raise ValueError(message)
    return number


def parse(text: str) -> Number | None:
    """Read a number; None where the text is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    return Number(match["body"], int(match["year"]), match["letter"], int(match["serial"]))
