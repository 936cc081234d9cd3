"""Reads a text of the manual: a small part of Markdown, and nothing that it does not know.

## 新建登记 {#new}          a chapter, with its anchor
### 回答密级 {#secrecy}     a heading in it; the anchor may be left out
1. 点【新建登记】。          a step; 【…】 is what stands on the screen
- 秘密、机密、绝密。         a point
![密级](new.png "单选按钮…") a picture: caption, file, and in words what it shows
Any other line              a paragraph
"""

import re
import struct
from functools import cache
from pathlib import Path

from kedeng.renderings.pdf.manual import Chapter, Heading, Items, Paragraph, Picture, Piece

PICTURES = Path(__file__).resolve().parents[1] / "static/kedeng/manual"
SCALE = 1.5  # pixels of a picture for one of the screen (tests/journeys/shots.py)
_MILLIMETRES = 0.15  # on paper, for one of the screen
_WIDEST = 150.0
_CHAPTER = re.compile(r"## (?P<text>[^{]+?) \{#(?P<key>[a-z_]+)\}")
_HEADING = re.compile(r"### (?P<text>[^{]+?)(?: \{#(?P<key>[a-z_]+)\})?")
_PICTURE = re.compile(r'!\[(?P<caption>[^]]+)]\((?P<file>[a-z-]+\.png) "(?P<told>[^"]+)"\)')
_STEP = re.compile(r"\d+\. (?P<text>.+)")
_POINT = re.compile(r"- (?P<text>.+)")


def read_chapters(text: str) -> tuple[Chapter, ...]:
    """Read the chapters of a text. ValueError for a line before the first chapter or of no kind."""
    titles: list[tuple[str, str]] = []
    pieces: list[list[Piece]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        begun = _CHAPTER.fullmatch(line)
        if begun:
            titles.append((begun["text"], begun["key"]))
            pieces.append([])
        elif not pieces:
            raise ValueError(f"no chapter before: {line}")
        else:
            _add(pieces[-1], _piece(line))
    return tuple(
        Chapter(title, tuple(found), key)
        for (title, key), found in zip(titles, pieces, strict=True)
    )


def _piece(line: str) -> Piece:
    if found := _HEADING.fullmatch(line):
        return Heading(found["text"], key=found["key"] or "")
    if found := _PICTURE.fullmatch(line):
        return _picture(found["file"], found["caption"], found["told"])
    if found := _STEP.fullmatch(line):
        return Items((found["text"],), numbered=True)
    if found := _POINT.fullmatch(line):
        return Items((found["text"],))
    if line.startswith(("#", "!", "|", ">", "*", "`")):
        raise ValueError(f"no line of the manual: {line}")
    return Paragraph(line)


def _picture(name: str, caption: str, told: str) -> Picture:
    """A picture as wide as what it shows is on the screen: no text in it grows out of scale."""
    wide, _ = size_of(PICTURES / name)
    return Picture(PICTURES / name, caption, told, width=min(_WIDEST, wide * _MILLIMETRES))


@cache
def size_of(file: Path) -> tuple[int, int]:
    """Width and height of a picture on the screen, from its PNG's header."""
    with file.open("rb") as png:
        head = png.read(24)
    wide, high = struct.unpack(">II", head[16:24])
    return round(wide / SCALE), round(high / SCALE)


def _add(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece; a step after steps, a point after points makes their list longer."""
    last = pieces[-1] if pieces else None
    if isinstance(piece, Items) and isinstance(last, Items) and piece.numbered == last.numbered:
        pieces[-1] = Items((*last.items, *piece.items), numbered=last.numbered)
    else:
        pieces.append(piece)
