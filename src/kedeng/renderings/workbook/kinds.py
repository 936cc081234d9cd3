"""How an answer of each kind stands in a cell: what to type, how wide, which list hangs on it.

The workbook's table Kind → how (house.md, "One declaration, many renderings").
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kedeng.formkit import codec
from kedeng.formkit.answers import is_blank, is_unread
from kedeng.formkit.codelist import Catalogue, CodeList, Entry
from kedeng.formkit.model import Field, Kind
from kedeng.formkit.status import Status


class Menu(StrEnum):
    """Whether a list drops down at the cell, and whether it lets anything else through."""

    NONE = "none"
    CLOSED = "closed"  # one of the list, nothing else
    OPEN = "open"  # the list is offered; a code alone or several items may be typed


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Cells of one kind. `width` is in characters, `lines` the height a cell starts with."""

    how: str  # what to type, as a sentence
    example: str = ""  # where the field itself has none
    width: int
    lines: int = 1
    menu: Menu = Menu.NONE
    coded: bool = False  # options stand with their codes
    limited: bool = False  # the declared length can be judged in the cell


CELLS: dict[Kind, Cell] = {
    Kind.TEXT: Cell(how="", width=22, limited=True),
    Kind.LONG_TEXT: Cell(how="格内换行按 Alt+Enter。", width=60, lines=9, limited=True),
    Kind.TEXTS: Cell(how="几项之间用分号隔开。", width=28),
    Kind.INTEGER: Cell(how="填整数。", width=12),
    Kind.MONEY: Cell(how="填数字，最多两位小数。", width=14),
    Kind.YES_NO: Cell(how="选“是”或“否”。", width=10, menu=Menu.CLOSED),
    Kind.DATE: Cell(how="填年月日。", example="2025-06-18", width=14),
    Kind.MONTH: Cell(how="填年月。", example="2025-06", width=12),
    Kind.CHOICE: Cell(how="从下拉列表中选一项。", width=18, menu=Menu.CLOSED),
    Kind.CHOICES: Cell(how="可以填几项，用分号隔开。", width=30, menu=Menu.OPEN),
    Kind.CODE: Cell(
        how="从下拉列表中选，或只填代码，见“代码表”。", width=26, menu=Menu.OPEN, coded=True
    ),
    Kind.CODES: Cell(
        how="填代码，几项用分号隔开，见“代码表”。", width=30, menu=Menu.OPEN, coded=True
    ),
}


def options(field: Field, catalogue: Catalogue) -> tuple[str, ...]:
    """Texts of the field's list, each of which reads back as its option; () for other kinds."""
    if field.kind is Kind.YES_NO:
        return (codec.YES, codec.NO)
    if not field.options:
        return ()
    codes, coded = catalogue[field.options], CELLS[field.kind].coded
    return tuple(_option(codes, entry, coded=coded) for entry in codes.entries if entry.selectable)


def _option(codes: CodeList, entry: Entry, *, coded: bool) -> str:
    """The label; with its code where the list is coded or the label alone would be ambiguous."""
    alone = not coded and codes.find(entry.label) is entry
    return entry.label if alone else f"{entry.code} {entry.label}"


def cell_text(field: Field, value: Any, catalogue: Catalogue) -> str:
    """Text that a cell starts with; the codec reads the value back from it."""
    if not field.options or is_blank(value) or is_unread(value):
        return codec.edit(field, value, catalogue)
    codes, coded = catalogue[field.options], CELLS[field.kind].coded
    items = value if isinstance(value, list) else [value]
    known = [(item, codes.by_code.get(item)) for item in items]
    return "；".join(_option(codes, entry, coded=coded) if entry else item for item, entry in known)


def guidance(field: Field, hint: str, catalogue: Catalogue) -> str:
    """All that a filer must know at the cell: its hint, what to type, limits, an example."""
    if field.computed:
        return hint
    cell = CELLS[field.kind]
    parts = [hint, cell.how, *_limits(field)]
    if example := field.example or cell.example:
        parts.append(f"例如 {example}。")
    if field.kind is Kind.CHOICES:
        parts.append(f"选项：{'；'.join(options(field, catalogue))}。")
    return "".join(parts)


def _limits(field: Field) -> list[str]:
    limits = []
    if field.max_length and str(field.max_length) not in field.help:
        each = "每项" if field.holds_list else ""
        limits.append(f"{each}{up_to(field.length_status)} {field.max_length} 个字。")
    if field.max_items and str(field.max_items) not in field.help:
        limits.append(f"{up_to(field.items_status)} {field.max_items} 项。")
    return limits


def up_to(status: Status) -> str:
    """How a limit is introduced: one that is not SOURCED is no more than a custom."""
    return "最多" if status is Status.SOURCED else "一般不超过"


def length_warning(field: Field) -> str:
    """What Excel says of a text beyond the declared length."""
    return f"{field.label}：{up_to(field.length_status)} {field.max_length} 个字。"


def heading(field: Field) -> str:
    """Head of a column: the label with its unit."""
    return f"{field.label}（{field.unit}）" if field.unit else field.label
