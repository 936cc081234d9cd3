"""Prints the public contacts of departments (attachment 4 of the notice)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.press import compile_pdf

CONTACT_COLUMNS = {
    "name": "组织管理部门",
    "contact_name": "联系人（处室）",
    "contact_phone": "电话",
    "address": "地址",
}


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    """A department and whom to ask there; texts that nobody has filled in are empty."""

    name: str
    contact_name: str
    contact_phone: str
    address: str


def print_contacts(
    title: str, lines: Sequence[ContactLine], dated: date, *, fonts: Sequence[Path] | None = None
) -> bytes:
    """Print the list on A4; the same input gives the same bytes. UncoveredCharacters as ever."""
    model = {
        "title": title,
        "heads": list(CONTACT_COLUMNS.values()),
        "lines": [list(asdict(line).values()) for line in lines],
        "on": f"{dated.year} 年 {dated.month} 月 {dated.day} 日",
    }
    return compile_pdf("contacts.typ", covered_model(model, {}, fonts), dated, fonts=fonts)
