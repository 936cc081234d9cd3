"""Folding of Chinese text for comparison, search and order."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

_NOISE = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Fold for comparison: NFKC, case-folded, without blanks, punctuation and dashes."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def pinyin_key(text: str) -> str:
    """Sort key, the same on every database: pinyin of each character, then the text itself.

    山西 and 陕西 share their pinyin; the text behind it keeps them apart.
    """
    return f"{' '.join(lazy_pinyin(text))}\t{text}"[:300]


def pinyin(text: str) -> str:
    """Pinyin without tones and blanks: 山西大学 → shanxidaxue. Latin letters stay, small."""
    return folded("".join(lazy_pinyin(text)))


def initials(text: str) -> str:
    """First letters of the pinyin: 山西大学 → sxdx."""
    return folded("".join(lazy_pinyin(text, style=Style.FIRST_LETTER)))


def pinyin_word(text: str) -> str:
    """A text's pinyin as one lower-case word of at most 30 letters and digits: 李雷 → lilei."""
    word = "".join(lazy_pinyin(text)).casefold()
    return "".join(one for one in word if one.isascii() and one.isalnum())[:30]
