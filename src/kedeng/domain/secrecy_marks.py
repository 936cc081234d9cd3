"""Marks of secrecy on a paper: 秘密★, 机密★10年, 密级：机密 (trust.md 1.9; notice 一.3).

A mark holds a file; a word of internal use only warns. Texts speak of 国家秘密 and 商业秘密 without
being secret, so a word alone is no mark: it has a star, or stands behind 密级, or alone in brackets
of a file's name.
"""

import re
import unicodedata
from dataclasses import dataclass

_LEVEL = r"(?P<level>[绝机秘]\s*密)"
_STARRED = re.compile(_LEVEL + r"\s*(?:级)?\s*[★☆✩✭✮✯⭐*＊]")
_NAMED = re.compile(r"(?:密\s*级|保密等级)\s*[:：]\s*" + _LEVEL + r"(?:\s*级)?(?=\s|[，。；、]|$)")
_BRACKETED = re.compile(
    r"[（(【\[〔]\s*"
    + _LEVEL
    + r"\s*级?\s*[)）】\]〕]|^"
    + _LEVEL.replace("level", "first")
    + r"[-_ ]"
)
_INTERNAL = re.compile(r"内部(?:资料|文件|材料|使用)|注意保存|不得外传|商密[▲△]|工作秘密")
_BLANKS = re.compile(r"[ \t\u3000]")


@dataclass(frozen=True)
class Mark:
    """A mark: its level in two characters, and where it stands: «name» or the page's number."""

    level: str
    place: str


def mark_in(name: str, texts: tuple[str, ...]) -> Mark | None:
    """Find the first mark of a file: in its name, else page by page."""
    found = _starred(name) or _BRACKETED.search(unicodedata.normalize("NFC", name))
    if found:
        return Mark(_level(found), "name")
    for number, text in enumerate(texts, start=1):
        found = _starred(text)
        if found:
            return Mark(_level(found), str(number))
    return None


def internal_word(texts: tuple[str, ...]) -> str:
    """Give the first word of internal use; "" without one. It warns and holds nothing."""
    whole = (_BLANKS.sub("", text) for text in texts)
    found = next(filter(None, map(_INTERNAL.search, whole)), None)
    return found[0] if found else ""


def _starred(text: str) -> re.Match[str] | None:
    return _STARRED.search(text) or _NAMED.search(text)


def _level(found: re.Match[str]) -> str:
    words = found.groupdict()
    return "".join((words.get("level") or words.get("first") or "").split())
