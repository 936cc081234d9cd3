"""Prints the 《成果登记项目汇总表》: what one department recommends in a year, on A4 lying."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.renderings.pdf.blocks import as_json
from kedeng.renderings.pdf.cells import CELL_SIZE, balanced
from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.qr import qr_svg
from kedeng.renderings.pdf.record import NO_DATE

WIDTH = 267.0  # mm: A4 lying less 15 mm on either side
NARROWEST = 14.0  # mm of a column (print.md 2)
_HEAD_SIZE = 8.0  # pt
_HEAD_INSET = 2.2  # mm, left and right together


@dataclass(frozen=True, kw_only=True)
class SummaryColumn:
    """A column: where its text comes from, its head, its share of the width (mm, scaled to fit)."""

    key: str
    title: str
    width: float
    centred: bool = False


# The columns of forms.md 9, all INFERRED: a province with another template gives another list.
SUMMARY_COLUMNS = (
    SummaryColumn(key="serial", title="序号", width=14, centred=True),
    SummaryColumn(key="name", title="成果名称", width=24),
    SummaryColumn(key="category", title="成果类别", width=14, centred=True),
    SummaryColumn(key="first_unit", title="第一完成单位", width=20),
    SummaryColumn(key="other_units", title="其他完成单位", width=18),
    SummaryColumn(key="people", title="主要完成人", width=22),
    SummaryColumn(key="project_source", title="课题来源", width=14, centred=True),
    SummaryColumn(key="project", title="课题立项名称及编号", width=22),
    SummaryColumn(key="period", title="研究起止时间", width=17, centred=True),
    SummaryColumn(key="evaluation_method", title="评价方式", width=14, centred=True),
    SummaryColumn(key="evaluation", title="评价单位及评价日期", width=19),
    SummaryColumn(key="level", title="成果水平", width=14, centred=True),
    SummaryColumn(key="contact", title="联系人及电话", width=21.5),
    SummaryColumn(key="number", title="登记号", width=22, centred=True),
    SummaryColumn(key="note", title="备注", width=14),
)


@dataclass(frozen=True, kw_only=True)
class SummaryTable:
    """The table and its head. Rows are texts by column key; `serial` is counted when it is missing.

    `totals` are (category, count). `digest` is the one of the rows (hex), printed in part. A blank
    one, to be filled in by hand, has neither year nor date nor digest. `sealed_as` is what the body
    is that seals it.
    """

    title: str
    organisation: str
    year: int | None
    filled_by: str
    phone: str
    date: date | None
    rows: Sequence[Mapping[str, str]]
    totals: Sequence[tuple[str, int]]
    digest: str
    columns: Sequence[SummaryColumn] = SUMMARY_COLUMNS
    batch: str = ""
    verify_url: str = ""
    sealed_as: str = "组织管理部门"

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been counted: such a table bears no totals."""
        return not self.digest


def print_table(
    table: SummaryTable,
    *,
    fonts: Sequence[Path] | None = None,
    drawn_as: Mapping[str, str] | None = None,
    otherwise: str = "",
) -> bytes:
    """Print the table; the same input gives the same bytes.

    Raises ValueError for more columns than the paper holds, UncoveredCharacters as `print_form`
    (never with `otherwise`, which stands for what no face draws).
    """
    model: dict[str, Any] = {
        "title": table.title,
        "organisation": table.organisation,
        "sealed_as": table.sealed_as,
        "year": str(table.year or ""),
        "filled_by": table.filled_by,
        "phone": table.phone,
        "date": day_in_words(table.date),
        "columns": [_headed(column) for column in fitted(table.columns)],
        "rows": [_texts(row, place, table.columns) for place, row in enumerate(table.rows, 1)],
        "totals": [[name, count] for name, count in table.totals],
        "digest": table.digest[:16].upper(),
        "batch": table.batch,
        "qr": qr_svg(table.verify_url) if table.verify_url else "",
    }
    return compile_pdf(
        "table.typ",
        covered_model(model, drawn_as or {}, fonts, otherwise=otherwise),
        table.date or NO_DATE,
        fonts=fonts,
    )


def day_in_words(day: date | None) -> str:
    """A day as the head of a table has it; room to write one in where there is none."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else "　　年　月　日"


def fitted(columns: Sequence[SummaryColumn]) -> list[SummaryColumn]:
    """Scale the columns to the paper, none narrower than 14 mm. ValueError when too many."""
    if len(columns) * NARROWEST > WIDTH:
        raise ValueError(f"{len(columns)} columns do not fit on the paper")
    widths = [max(column.width, NARROWEST) for column in columns]
    room = WIDTH - NARROWEST * len(columns)
    spare = sum(widths) - NARROWEST * len(columns)
    share = room / spare if spare else 0
    even = 0 if spare else room / len(columns)
    return [
        SummaryColumn(
            key=column.key,
            title=column.title,
            width=NARROWEST + (width - NARROWEST) * share + even,
            centred=column.centred,
        )
        for column, width in zip(columns, widths, strict=True)
    ]


def _headed(column: SummaryColumn) -> dict[str, Any]:
    """A column as the template reads it, its head broken into lines of like length."""
    room = (column.width - _HEAD_INSET) * CELL_SIZE / _HEAD_SIZE
    return {**as_json(column), "title": balanced(column.title, room, inset=0)}


def _texts(row: Mapping[str, str], place: int, columns: Sequence[SummaryColumn]) -> list[str]:
    told = {"serial": str(place), **row}
    return [told.get(column.key, "") for column in columns]
