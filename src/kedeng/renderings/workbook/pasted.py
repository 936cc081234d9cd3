"""Rows copied from Excel or WPS: tab-separated text becomes rows of a repeating section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kedeng.formkit.answers import Values
from kedeng.formkit.codelist import Catalogue, fold
from kedeng.formkit.model import Field, Section
from kedeng.formkit.reading import read_rows
from kedeng.renderings.workbook.headings import fields_by_column
from kedeng.renderings.workbook.layout import asked_fields

# A cell in quotes holds line breaks, tabs or doubled quotes; a quote elsewhere is only a character.
_CELL = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_NEEDS_QUOTES = re.compile(r'[\t\n]|""')
_TOP = 3  # a head stands within the first lines
_ENOUGH = 2  # names that make a head row
_COUNT = "序号"  # the order of the lines says the same


@dataclass(frozen=True)
class Pasted:
    """Rows as read, each with a new "id"; `left_out` says in heads what no field stands behind.

    `over` counts the lines for which there was no room.
    """

    rows: list[Values]
    left_out: tuple[str, ...] = ()
    over: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all that was pasted stands in the rows."""
        return not self.left_out and not self.over


def pasted_rows(
    section: Section, text: str, catalogue: Catalogue, *, most: int | None = None
) -> Pasted:
    """Read pasted rows: each a dict of values with a new "id"; empty lines are left out.

    Columns follow a head row with labels or aliases, in whatever order; without one, the order of
    the fields. What cannot be read is kept as `{"unread": text, "code": why}`. A filled column
    without a field is named. Of more than `most` rows the rest is counted. Never raises.
    """
    lines = [line for line in _lines(text) if any(cell.strip() for cell in line)]
    at, columns = _head(section, lines)
    heads = [] if at is None else lines[at]
    lines = lines if at is None else lines[at + 1 :]
    room = len(lines) if most is None else max(most, 0)
    rows = [
        {field.key: line[column] for column, field in columns.items() if column < len(line)}
        for line in lines[:room]
    ]
    read = [found for row in rows for found in read_rows(section, [row], catalogue)]
    return Pasted(read, tuple(_left_out(heads, lines, columns)), max(len(lines) - room, 0))


def _head(section: Section, lines: list[list[str]]) -> tuple[int | None, dict[int, Field]]:
    """Place of the head row, None for none, and the columns; a table's title may stand above it.

    Two names make a head. One alone makes it of the first line: if that was an answer, the cells
    beside it are told as heads that nobody knows, so that nothing is lost unseen.
    """
    for at, line in enumerate(lines[:_TOP]):
        columns = fields_by_column(section, line)
        if len(columns) >= _ENOUGH:
            return at, columns
        if sum(1 for cell in line if cell.strip()) > 1:
            break
    columns = fields_by_column(section, lines[0]) if lines else {}
    return (0, columns) if columns else (None, dict(enumerate(asked_fields(section))))


def _left_out(heads: list[str], lines: list[list[str]], columns: dict[int, Field]) -> Iterator[str]:
    """Name the columns that hold something and have no field, but for the count of the rows."""
    for column in range(max((len(line) for line in lines), default=0)):
        head = fold(heads[column]) if column < len(heads) else ""
        if column in columns or head == _COUNT:
            continue
        if any(column < len(line) and line[column].strip() for line in lines):
            yield head or f"第 {column + 1} 列"


def _lines(text: str) -> Iterator[list[str]]:
    """Take a clipboard's text apart into lines of cells."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cells: list[str] = []
    position = 0
    while position <= len(text):
        match = _CELL.match(text, position)
        if match is None:  # every alternative may be empty, so this does not happen
            break
        cells.append(_unquoted(match))
        position = match.end()
        if position == len(text) or text[position] == "\n":
            yield cells
            cells = []
        position += 1


def _unquoted(match: re.Match[str]) -> str:
    quoted, plain = match.groups()
    if quoted is None:
        return str(plain)
    needed = not quoted or _NEEDS_QUOTES.search(quoted)
    return quoted.replace('""', '"') if needed else match.group()
