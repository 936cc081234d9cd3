"""Prints the own pages of a 报送包: its contents, and sheets for what is not bound in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.renderings.pdf.blocks import as_json
from kedeng.renderings.pdf.coverage import UNDRAWN, covered_model
from kedeng.renderings.pdf.press import compile_pdf


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A line of the contents. `pages` is where it stands: 第 1 册 12–40."""

    title: str
    code: str = ""
    unit: str = ""
    pages: str = ""


def print_contents(
    items: Sequence[Bound], code: str, dated: date, *, fonts: Sequence[Path] | None = None
) -> bytes:
    """Print the contents of the package of a batch on A4; the same input gives the same bytes."""
    told = {"title": "报送材料目录", "paragraphs": [], "items": [as_json(item) for item in items]}
    return _print(told, code, dated, fonts)


def print_stand_in(
    paragraphs: Sequence[str], code: str, dated: date, *, fonts: Sequence[Path] | None = None
) -> bytes:
    """Print the sheet that says what is not bound in here, and where it is."""
    told = {"title": "此件另附", "paragraphs": list(paragraphs), "items": []}
    return _print(told, code, dated, fonts)


def _print(told: Mapping[str, Any], code: str, dated: date, fonts: Sequence[Path] | None) -> bytes:
    model = {**told, "foot": [f"汇总表批次号 {code}"]}
    covered = covered_model(model, {}, fonts, otherwise=UNDRAWN)
    return compile_pdf("package.typ", covered, dated, fonts=fonts)
