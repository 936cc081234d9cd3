"""Folding of Chinese text for comparison, search and order."""

import re
import unicodedata

from pypinyin import lazy_pinyin

_NOISE = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Fold for comparison: NFKC, case-folded, without blanks, punctuation and dashes."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def pinyin_key(text: str) -> str:
    """Sort key, the same on every database: pinyin of each character, then the text itself.

    山西 and 陕西 share their pinyin; the text behind it keeps them apart.
    """
    return f"{' '.join(lazy_pinyin(text))}\t{text}"[:300]
