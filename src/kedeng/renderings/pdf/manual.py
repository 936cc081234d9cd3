"""Prints a manual: chapters of headings, paragraphs, lists and pictures on A4."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.press import TEMPLATES, compile_pdf
from kedeng.renderings.pdf.record import NO_DATE


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter; level 2 is the highest there. `key` is its anchor on a page."""

    text: str
    level: int = 2
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list: steps when `numbered`, points otherwise."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Picture:
    """A PNG with its caption; `told` says in words what it shows, for who cannot see it."""

    png: bytes | Path
    caption: str
    told: str = ""
    width: float = 150.0  # mm


Piece = Heading | Paragraph | Items | Picture


@dataclass(frozen=True)
class Chapter:
    """A chapter begins a page. `key` is its anchor where the manual is a page itself."""

    title: str
    pieces: tuple[Piece, ...]
    key: str = ""


def print_manual(
    title: str,
    chapters: Sequence[Chapter],
    *,
    subtitle: str = "",
    dated: date = NO_DATE,
    fonts: Sequence[Path] | None = None,
) -> bytes:
    """Print a manual with cover, contents and page numbers; the same input gives the same bytes.

    Uses a temporary folder for the pictures and removes it. Raises UncoveredCharacters as
    `print_form`, OSError for a picture that cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="kedeng-manual-") as folder:
        root = Path(folder)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, root)
        told = [_chapter(chapter, place, root) for place, chapter in enumerate(chapters, start=1)]
        model = covered_model({"title": title, "subtitle": subtitle, "chapters": told}, {}, fonts)
        return compile_pdf("manual.typ", model, dated, fonts=fonts, root=root)


def _chapter(chapter: Chapter, place: int, root: Path) -> dict[str, Any]:
    pieces = [
        _piece(piece, root, f"{place}-{number}.png")
        for number, piece in enumerate(chapter.pieces, start=1)
    ]
    return {"title": chapter.title, "pieces": pieces}


def _piece(piece: Piece, root: Path, name: str) -> Mapping[str, Any]:
    match piece:
        case Heading(text=text, level=level):
            return {"piece": "heading", "text": text, "level": level}
        case Paragraph(text=text):
            return {"piece": "paragraph", "text": text}
        case Items(items=items, numbered=numbered):
            return {"piece": "items", "items": list(items), "numbered": numbered}
        case Picture():
            png = piece.png if isinstance(piece.png, bytes) else piece.png.read_bytes()
            (root / name).write_bytes(png)
            return {
                "piece": "picture",
                "file": f"/{name}",
                "caption": piece.caption,
                "told": piece.told or piece.caption,
                "width": piece.width,
            }
