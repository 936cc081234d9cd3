"""Prints documents in the manner of 公文: receipts, notices, decisions (print.md 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.renderings.pdf.coverage import UNDRAWN, covered_model
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.table import day_in_words


@dataclass(frozen=True, kw_only=True)
class Official:
    """What a document says. `facts` are a table of labels and texts between two runs of text."""

    title: str
    number: str
    issuer: str
    to: str
    paragraphs: Sequence[str]
    dated: date
    facts: Sequence[tuple[str, str]] = ()
    after: Sequence[str] = ()
    foot: str = ""


def print_official(document: Official, *, fonts: Sequence[Path] | None = None) -> bytes:
    """Print a document on A4; the same input gives the same bytes.

    A character that no face draws is printed as 〓.
    """
    model: dict[str, Any] = {
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "to": document.to,
        "paragraphs": list(document.paragraphs),
        "facts": [list(fact) for fact in document.facts],
        "after": list(document.after),
        "date": day_in_words(document.dated),
        "foot": [document.foot or document.number],
    }
    covered = covered_model(model, {}, fonts, otherwise=UNDRAWN)
    return compile_pdf("official.typ", covered, document.dated, fonts=fonts)
