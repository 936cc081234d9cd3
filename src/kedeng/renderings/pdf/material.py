"""Prints the 材料清单: the form and its attachments with their pages, to hand in with the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.renderings.pdf.blocks import as_json
from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.record import NO_DATE


@dataclass(frozen=True, kw_only=True)
class MaterialItem:
    """One thing handed in. `pages` is None where nobody has counted; `digest` is hex or empty."""

    title: str  # 科技成果登记表, or the evidence slot that the file fills
    file_name: str = ""
    pages: int | None = None
    copies: int = 1
    digest: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MaterialList:
    """The list and the record that it belongs to."""

    code: str
    revision: int
    name: str
    first_unit: str
    items: Sequence[MaterialItem]
    submitted_on: date | None = None


def print_material(
    material: MaterialList,
    *,
    fonts: Sequence[Path] | None = None,
    drawn_as: Mapping[str, str] | None = None,
) -> bytes:
    """Print the list on A4; the same input gives the same bytes.

    Raises UncoveredCharacters as `print_form`.
    """
    day = material.submitted_on
    model: dict[str, Any] = {
        "code": material.code,
        "revision": material.revision,
        "name": material.name,
        "first_unit": material.first_unit,
        "submitted_on": f"{day.year} 年 {day.month} 月 {day.day} 日" if day else "",
        "items": [{**as_json(item), "digest": item.digest[:16].upper()} for item in material.items],
        "pages": sum((item.pages or 0) * item.copies for item in material.items),
    }
    return compile_pdf(
        "material.typ", covered_model(model, drawn_as or {}, fonts), day or NO_DATE, fonts=fonts
    )
