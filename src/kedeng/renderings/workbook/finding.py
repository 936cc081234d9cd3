"""Finds the sections of a form among the sheets of a workbook, and each field's cell there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field as attribute
from hashlib import sha256
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from kedeng.formkit.answers import row_path
from kedeng.formkit.model import Field, FormDefinition, Section
from kedeng.renderings.marks import MARKS
from kedeng.renderings.workbook import layout as at
from kedeng.renderings.workbook.cells import has_lost_digits, typed_text
from kedeng.renderings.workbook.headings import fields_by_column

Grid = list[list[Any]]

_ROW_ID = re.compile(r"[0-9A-Za-z_-]{1,32}")
_TOP = 12  # a head stands within the first rows
_ANSWER_HEAD = next(head for key, head, _ in at.PLAIN_COLUMNS if key == "answer")
_LABEL_HEAD = next(head for key, head, _ in at.PLAIN_COLUMNS if key == "label")


@dataclass
class SectionSheet:
    """A section as found: texts by field (or rows of them), places by path, what was lost."""

    section: Section
    name: str
    grid: Grid
    salt: str
    values: dict[str, str] = attribute(default_factory=dict)
    rows: list[dict[str, str]] = attribute(default_factory=list)
    places: dict[str, at.Place] = attribute(default_factory=dict)
    lost: set[str] = attribute(default_factory=set)
    notices: list[str] = attribute(default_factory=list)

    @property
    def texts(self) -> Any:
        """What was typed: `{field: text}`, or a list of rows with their "id"."""
        return self.values if self.section.repeats is None else self.rows

    def take(self, path: str, field: Field, row: int, column: int) -> str:
        """Read one cell as text, and remember where it stands."""
        cell = cell_at(self.grid, row, column)
        self.places[path] = at.Place(self.name, row, column)
        if has_lost_digits(cell):
            self.lost.add(path)
        return typed_text(field, cell)


def cell_at(grid: Grid, row: int, column: int) -> Any:
    """A cell as calamine gives it; "" beyond the sheet's end."""
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""


def text_at(grid: Grid, row: int, column: int) -> str:
    """A cell of a head or a sign as text."""
    return str(cell_at(grid, row, column)).strip()


def find_sheets(
    definition: FormDefinition, grids: Mapping[str, Grid], *, salt: str
) -> list[SectionSheet]:
    """Find and read the sheet of each section, in the form's order; missing ones are left out.

    `salt` is mixed into the ids of rows that have none, so that the same file gives the same ids.
    """
    found = []
    for section in definition.sections:
        name = _sheet_of(section, grids)
        if name is None:
            continue
        sheet = SectionSheet(section, name, grids[name], salt)
        readable = _read_plain(sheet) if section.repeats is None else _read_table(sheet)
        if readable:
            found.append(sheet)
    return found


def _sheet_of(section: Section, grids: Mapping[str, Grid]) -> str | None:
    """Name of the sheet with the section's sign, the one of its own title first; else by title."""
    sign, title = f"{at.SECTION_SIGN}{section.key}", at.sheet_name(section)
    signed = [name for name, grid in grids.items() if _row_of(grid, sign) is not None]
    if title in signed or (not signed and title in grids):
        return title
    return signed[0] if signed else None


def _row_of(grid: Grid, sign: str) -> int | None:
    return next((row for row in range(min(_TOP, len(grid))) if text_at(grid, row, 0) == sign), None)


def _heads(grid: Grid, row: int) -> list[str]:
    return [str(cell).strip() for cell in grid[row]] if row < len(grid) else []


# Plain sections ----------------------------------------------------------------------------------


def _read_plain(sheet: SectionSheet) -> bool:
    """Read the column of answers. False where the sheet has none."""
    column = _answer_column(sheet.grid)
    if column is None:
        return False
    for row, field in _lines(sheet):
        path = f"{sheet.section.key}.{field.key}"
        if path not in sheet.places:
            sheet.values[field.key] = sheet.take(path, field, row, column)
    return bool(sheet.places)


def _answer_column(grid: Grid) -> int | None:
    keys = _row_of(grid, at.KEYS_SIGN)
    if keys is not None and "answer" in _heads(grid, keys):
        return _heads(grid, keys).index("answer")
    tops = (_heads(grid, row) for row in range(min(_TOP, len(grid))))
    return next((heads.index(_ANSWER_HEAD) for heads in tops if _ANSWER_HEAD in heads), None)


def _lines(sheet: SectionSheet) -> Iterator[tuple[int, Field]]:
    """Rows of the sheet with the field that each asks: by the hidden key, else by the label."""
    grid = sheet.grid
    fields = {field.key: field for field in at.asked_fields(sheet.section)}
    keyed = [(row, fields.get(text_at(grid, row, 0))) for row in range(len(grid))]
    found = [(row, field) for row, field in keyed if field is not None]
    if found:
        yield from found
        return
    tops = (_heads(grid, row) for row in range(min(_TOP, len(grid))))
    column = next((heads.index(_LABEL_HEAD) for heads in tops if _LABEL_HEAD in heads), None)
    if column is not None:
        labels = [text_at(grid, row, column) for row in range(len(grid))]
        yield from fields_by_column(sheet.section, labels).items()


# Repeating sections ------------------------------------------------------------------------------


def _read_table(sheet: SectionSheet) -> bool:
    """Read the rows below the head. False where no head was found."""
    head = _head_row(sheet)
    if head is None:
        return False
    columns = _columns(sheet, head)
    first = head + 1
    while _is_hint(sheet.grid, first, columns):
        first += 1
    _notice_strangers(sheet, head, first, columns)
    taken: set[str] = set()
    for row in range(first, len(sheet.grid)):
        cells = [cell_at(sheet.grid, row, column) for column in columns]
        if any(str(cell).strip() for cell in cells):
            sheet.rows.append(_row(sheet, row, columns, taken))
    return True


def _head_row(sheet: SectionSheet) -> int | None:
    signed = _row_of(sheet.grid, at.HEAD_SIGN)
    if signed is not None:
        return signed
    tops = range(min(_TOP, len(sheet.grid)))
    known = {row: len(fields_by_column(sheet.section, _heads(sheet.grid, row))) for row in tops}
    # Of two rows that name as much, keys stand above labels.
    best = max(known, key=lambda row: (known[row], row), default=None)
    return best if best is not None and known[best] > 0 else None


def _columns(sheet: SectionSheet, head: int) -> dict[int, Field]:
    """Column → field: by the label that people see, by the hidden key where it was changed."""
    columns = fields_by_column(sheet.section, _heads(sheet.grid, head))
    fields = {field.key: field for field in at.asked_fields(sheet.section)}
    keys = _row_of(sheet.grid, at.KEYS_SIGN)
    for column, key in enumerate(_heads(sheet.grid, keys) if keys is not None else []):
        if column not in columns and key in fields and fields[key] not in columns.values():
            columns[column] = fields[key]
    return columns


def _is_hint(grid: Grid, row: int, columns: Mapping[int, Field]) -> bool:
    """Whether the row only says what is wanted: our row of hints, with its sign or without."""
    if text_at(grid, row, 0) == at.HINT_SIGN:
        return True
    cells = [text_at(grid, row, column).split("\n")[0] for column in columns]
    return bool(cells) and all(cell in MARKS for cell in cells)


def _notice_strangers(
    sheet: SectionSheet, head: int, first: int, columns: Mapping[int, Field]
) -> None:
    """Say which filled columns were passed over, since no field stands behind them."""
    width = max((len(row) for row in sheet.grid[first:]), default=0)
    for column in range(1, width):
        if column in columns:
            continue
        if any(text_at(sheet.grid, row, column) for row in range(first, len(sheet.grid))):
            name = text_at(sheet.grid, head, column) or f"第 {xl_col_to_name(column)} 列"
            sheet.notices.append(f"工作表“{sheet.name}”的“{name}”不是这张表的项目，没有读入。")


def _row(
    sheet: SectionSheet, row: int, columns: Mapping[int, Field], taken: set[str]
) -> dict[str, str]:
    key = text_at(sheet.grid, row, 0)
    if not _ROW_ID.fullmatch(key) or key in taken:
        key = sha256(f"{sheet.salt}/{sheet.section.key}/{row}".encode()).hexdigest()[:8]
    taken.add(key)
    prefix = row_path(sheet.section.key, key)
    return {
        "id": key,
        **{
            field.key: sheet.take(f"{prefix}.{field.key}", field, row, column)
            for column, field in columns.items()
        },
    }
