"""Text as it was typed into a box: one kind of line break, no characters that no database keeps."""

import unicodedata

_LONGEST = 2000
_KEPT = "\n\t"


def typed(text: str | None, longest: int | None = _LONGEST) -> str:
    """Tidy a posted or queried text. NUL, other controls and lone surrogates drop out.

    What is longer is cut; with None it is left whole, for an action to refuse in words.
    """
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = (one for one in plain if one in _KEPT or unicodedata.category(one) not in {"Cc", "Cs"})
    return "".join(kept).strip()[:longest]


def typed_number(text: str | None) -> int | None:
    """Read a whole number that a page put into its own form; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
