"""What stands in each column of the 《成果登记项目汇总表》 (forms.md 9), drawn from a revision.

The columns with heads and widths are declared once, in `pdf.table`; paper and workbook share them.
A profile may choose others with its value "summary_columns".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.formkit import codec
from kedeng.formkit.answers import Answers, Values
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.renderings.pdf.table import SUMMARY_COLUMNS, SummaryColumn

BETWEEN = "；"
_KNOWN = {column.key: column for column in SUMMARY_COLUMNS}


@dataclass(frozen=True)
class PassedOn:
    """One line's record: its form, its settled answers, its number, what the last column notes."""

    form: FormDefinition
    answers: Answers
    catalogue: Catalogue
    number: str = ""
    note: str = ""

    def text(self, section: str, key: str, values: Values | None = None) -> str:
        """An answer in words: of a plain section, or of one row's `values`; "" where none is."""
        found = self.form.by_key.get(section)
        field = found.by_key.get(key) if found else None
        if field is None:
            return ""
        content = self.answers.section(section) if values is None else values
        return codec.show(field, content.get(key), self.catalogue)

    def row(self, section: str, place: int, key: str) -> str:
        """An answer of the row at that place, counted from 0."""
        rows = self.answers.rows(section)
        return self.text(section, key, rows[place]) if place < len(rows) else ""

    def rows(self, section: str, key: str, first: int = 0) -> str:
        """One answer of all rows from a place on."""
        texts = (self.text(section, key, row) for row in self.answers.rows(section)[first:])
        return BETWEEN.join(filter(None, texts))

    def project(self, key: str) -> str:
        """An answer of the main project; the first where none is called the main one."""
        rows = self.answers.rows("projects")
        chosen = next((row for row in rows if row.get("is_primary") is True), None)
        return self.text("projects", key, chosen or rows[0]) if rows else ""


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _period(record: PassedOn) -> str:
    months = [record.text("overview", f"research_{end}_month") for end in ("start", "end")]
    return " 至 ".join(filter(None, months))


def _contact(record: PassedOn) -> str:
    phone = record.row("units", 0, "contact_phone") or record.row("units", 0, "contact_mobile")
    return _lines(record.row("units", 0, "contact_name"), phone)


Drawer = Callable[[PassedOn], str]

DRAWERS: dict[str, Drawer] = {
    "serial": lambda _: "",  # counted by whoever sets the table
    "name": lambda it: it.text("overview", "achievement_name"),
    "category": lambda it: CATEGORY_NAMES[it.form.key],
    "first_unit": lambda it: it.row("units", 0, "unit_name"),
    "other_units": lambda it: it.rows("units", "unit_name", 1),
    "people": lambda it: it.rows("people", "name"),
    "project_source": lambda it: it.project("project_source"),
    "project": lambda it: _lines(it.project("project_title"), it.project("project_number")),
    "period": _period,
    "evaluation_method": lambda it: it.text("evaluation", "evaluation_method"),
    "evaluation": lambda it: _lines(
        it.text("evaluation", "evaluation_organization"), it.text("evaluation", "evaluation_date")
    ),
    "level": lambda it: it.text("overview", "achievement_level"),
    "contact": _contact,
    "number": lambda it: it.number,
    "note": lambda it: it.note,
}


def columns_of(profile: Mapping[str, Any]) -> tuple[SummaryColumn, ...]:
    """Columns that a profile asks for, in its order; without a wish, all of forms.md 9.

    `profile["summary_columns"]` lists keys, or "key：title", or "key：title：width" where the
    province's template names or sizes a column otherwise. Raises ValueError for a column that
    nobody can draw.
    """
    return tuple(map(_column, profile.get("summary_columns") or _KNOWN))


def _column(wish: str) -> SummaryColumn:
    key, title, width, *_ = *wish.split("："), "", ""
    if key not in _KNOWN:
        raise ValueError(f"summary_columns: no column {key!r}; known: {list(_KNOWN)}")
    known = _KNOWN[key]
    return replace(known, title=title or known.title, width=float(width or known.width))


def line_of(record: PassedOn, columns: tuple[SummaryColumn, ...]) -> dict[str, str]:
    """Texts of one line by column key. The serial number is left to be counted."""
    drawn = (column.key for column in columns if column.key != "serial")
    return {key: DRAWERS[key](record) for key in drawn}
