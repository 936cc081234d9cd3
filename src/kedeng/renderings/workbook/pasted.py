"""Rows copied from Excel or WPS: tab-separated text becomes rows of a repeating section."""

import re
from collections.abc import Iterator

from kedeng.formkit.answers import Values
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Section
from kedeng.formkit.reading import read_rows
from kedeng.renderings.workbook.headings import fields_by_column
from kedeng.renderings.workbook.layout import asked_fields

# A cell in quotes holds line breaks, tabs or doubled quotes; a quote elsewhere is only a character.
_CELL = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_NEEDS_QUOTES = re.compile(r'[\t\n]|""')


def pasted_rows(
    section: Section, text: str, catalogue: Catalogue, *, most: int | None = None
) -> list[Values]:
    """Read pasted rows: each a dict of values with a new "id"; empty lines are left out.

    Columns follow a head row with labels, in whatever order; without one, the order of the fields.
    What cannot be read is kept as `{"unread": text, "code": why}`. Cells beyond the last field, or
    under a head that names no field, are passed over. Of more than
    `most` rows the rest is not read. Never raises for their number: the page says what it kept.
    """
    lines = [line for line in _lines(text) if any(cell.strip() for cell in line)]
    if not lines:
        return []
    columns = fields_by_column(section, lines[0])
    if _is_head(lines[0], columns):
        lines = lines[1:]
    else:
        columns = dict(enumerate(asked_fields(section)))
    rows = [
        {field.key: line[column] for column, field in columns.items() if column < len(line)}
        for line in lines[:most]
    ]
    return [read for row in rows for read in read_rows(section, [row], catalogue)]


def _is_head(cells: list[str], columns: dict[int, Field]) -> bool:
    """Whether most of what stands in a line are labels: a single one may be an answer."""
    return len(columns) * 2 > sum(1 for cell in cells if cell.strip())


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
