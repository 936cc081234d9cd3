"""Prints the list of a publicity batch: what is registered, who did it, how to object."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.qr import qr_svg

COLUMNS = ("成果名称", "类别", "完成单位", "完成人")


@dataclass(frozen=True, kw_only=True)
class PublicityLine:
    """A row of the list (process.md B57): no contact, no identity number."""

    title: str
    category: str
    units: str
    people: str


@dataclass(frozen=True, kw_only=True)
class PublicityList:
    """A batch in words. `period` says from when to when, `contact` whom to ask.

    `numbered`: what is listed has its numbers already.
    """

    title: str
    body: str
    numbered: bool
    period: str
    contact: str
    address: str
    dated: date
    lines: Sequence[PublicityLine]


def print_publicity(
    told: PublicityList,
    *,
    drawn_as: Mapping[str, str] | None = None,
    fonts: Sequence[Path] | None = None,
) -> bytes:
    """Print the list on A4 across; the same input gives the same bytes. UncoveredCharacters."""
    model: dict[str, Any] = {
        "title": told.title,
        "body": told.body,
        "standing": "已经登记" if told.numbered else "拟予登记",
        "period": told.period,
        "contact": told.contact,
        "address": told.address,
        "on": f"{told.dated.year} 年 {told.dated.month} 月 {told.dated.day} 日",
        "heads": list(COLUMNS),
        "lines": [[row.title, row.category, row.units, row.people] for row in told.lines],
    }
    covered = covered_model(model, drawn_as or {}, fonts) | {"qr": qr_svg(told.address)}
    return compile_pdf("publicity.typ", covered, told.dated, fonts=fonts)
