"""Where things stand in the workbook: names of sheets, signs that lead a reader, places of paths.

Every sheet of a section is built alike. Column A is hidden: in it stand the section's sign, the
sign of the row of keys, and in each row below its field's key (plain section) or its row id
(repeating one). So a reader needs neither names nor order of sheets and columns.
"""

import re
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from kedeng.formkit.model import Field, FormDefinition, Section

GUIDE, CODES, PROBLEMS = "填写说明", "代码表", "问题清单"
ON_THE_PAGE = "（网页上）"  # where a problem stands that has no cell, such as missing evidence
OPTIONS, RECORD = "_选项", "_登记"

SECTION_SIGN = "kedeng:section="
KEYS_SIGN = "kedeng:keys"
HEAD_SIGN, HINT_SIGN = "kedeng:head", "kedeng:hints"
RECORD_SIGN = "kedeng:workbook"

TITLE_ROW, KEYS_ROW, INTRO_ROW, HEAD_ROW = 0, 1, 2, 3
FIRST_FIELD = 4  # row of the first field of a plain section
HINT_ROW, FIRST_ROW = 4, 5  # repeating section
FIRST_COLUMN = 1  # A is the hidden one

# Columns of a plain section: key, head, width in characters.
PLAIN_COLUMNS = (
    ("label", "项目", 24),
    ("mark", "要求", 10),
    ("answer", "填写内容", 60),
    ("unit", "单位", 8),
    ("help", "填写说明", 58),
)
ANSWER_COLUMN = FIRST_COLUMN + 2

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_PATH = re.compile(r"(?P<section>[^.\[]+)(?:\[(?P<row>[^\]]*)\])?(?:\.(?P<field>.+))?")
_LONGEST_NAME = 31


@dataclass(frozen=True)
class Place:
    """A cell: its sheet, row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """As a person reads it: D7."""
        address: str = xl_rowcol_to_cell(self.row, self.column)
        return address


@dataclass(frozen=True)
class Spot:
    """A path taken apart: `people[7f].name` → section people, row 7f, field name."""

    section: str
    row: str | None
    field: str


def spot(path: str) -> Spot:
    """Take a problem's path apart."""
    match = _PATH.fullmatch(path)
    parts = match.groupdict() if match else {}
    return Spot(parts.get("section") or "", parts.get("row"), parts.get("field") or "")


def sheet_name(section: Section) -> str:
    """Name of a section's sheet: its title, as far as Excel lets it stand."""
    return _NOT_IN_NAMES.sub(" ", section.title)[:_LONGEST_NAME]


def asked_fields(section: Section) -> tuple[Field, ...]:
    """Fields that somebody fills in, in their order: computed ones have no cell to read."""
    return tuple(field for field in section.fields if not field.computed)


def place_of(definition: FormDefinition, ids: dict[str, list[str]], path: str) -> Place | None:
    """Where a path stands in a workbook as we write it; `ids` are the row ids of each section.

    A section as a whole stands at its title, a row at its first cell. None for what has no cell.
    """
    where = spot(path)
    section = definition.by_key.get(where.section)
    if section is None:
        return None
    name = sheet_name(section)
    title = Place(name, TITLE_ROW, FIRST_COLUMN)
    if section.repeats is None:
        keys = list(section.by_key)
        if where.field not in keys:
            return title
        return Place(name, FIRST_FIELD + keys.index(where.field), ANSWER_COLUMN)
    rows = ids.get(section.key, [])
    if where.row not in rows:
        return title
    keys = [field.key for field in asked_fields(section)]
    column = keys.index(where.field) if where.field in keys else 0
    return Place(name, FIRST_ROW + rows.index(where.row), FIRST_COLUMN + column)
