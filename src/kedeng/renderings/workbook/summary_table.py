"""The 《成果登记项目汇总表》 as a workbook: lines and columns of the printed one (print.md 2)."""

import io
import re
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

from kedeng.renderings.pdf.table import SummaryColumn, SummaryTable, day_in_words
from kedeng.renderings.workbook.book import PLAIN_TEXT
from kedeng.renderings.workbook.sheets import half_widths, set_paper
from kedeng.renderings.workbook.styles import GREY, LINE, Styles

TABLE, TOTALS = "汇总表", "统计"
TITLE_ROW, FACTS_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 3
_NARROWEST = 7  # characters
_PER_MILLIMETRE = 0.72  # characters for each of the paper's: prints at about 8 pt
_WHOLE = re.compile(r"[!-~]{1,24}")
_LINE_HEIGHT = 16  # points


def summary_workbook(table: SummaryTable) -> bytes:
    """Write the table as .xlsx: sheet 汇总表 with head, filters and print set-up, sheet 统计."""
    output = io.BytesIO()
    with Workbook(output, PLAIN_TEXT) as book:
        styles = Styles(book)
        _write_table(book.add_worksheet(TABLE), table, styles)
        if not table.is_blank:
            _write_totals(book.add_worksheet(TOTALS), table, styles)
        book.set_properties({"title": table.title, "author": table.organisation})
    return output.getvalue()


def _write_table(sheet: Any, table: SummaryTable, styles: Styles) -> None:
    last = len(table.columns) - 1
    texts = [_texts(row, place, table.columns) for place, row in enumerate(table.rows, start=1)]
    widths = [
        _width(column, [line[place] for line in texts])
        for place, column in enumerate(table.columns)
    ]
    sheet.write_string(TITLE_ROW, 0, table.title, styles.title)
    sheet.set_row(TITLE_ROW, 30)
    sheet.write_string(FACTS_ROW, 0, "    ".join(_facts(table)), styles.get())
    sheet.set_row(FACTS_ROW, 22)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(HEAD_ROW, place, column.title, styles.head)
    sheet.set_row(HEAD_ROW, 34)
    for row, line in enumerate(texts, start=FIRST_ROW):
        for place, (column, text) in enumerate(zip(table.columns, line, strict=True)):
            _cell(sheet, (row, place), column, text, styles)
        tallest = max(_height(text, width) for text, width in zip(line, widths, strict=True))
        sheet.set_row(row, tallest * _LINE_HEIGHT + 4)
    end = FIRST_ROW + len(texts)
    sheet.write_string(end, 0, _told(table), styles.get())
    signed = "填报人（签字）：            负责人（签字）：            "
    sealed = f"{table.sealed_as}（盖章）            年    月    日"
    sheet.write_string(end + 1, 0, signed + sealed, styles.get())
    sheet.set_row(end, 24)
    sheet.set_row(end + 1, 40)
    sheet.autofilter(HEAD_ROW, 0, max(HEAD_ROW, end - 1), last)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.set_landscape()
    set_paper(sheet, table.title, (TITLE_ROW, HEAD_ROW))
    foot = "" if table.is_blank else f"共 {len(table.rows)} 项 · 数据校验码 {_code(table)}"
    sheet.set_footer(f"&L&9{foot}&R&9第 &P 页，共 &N 页")
    sheet.print_area(0, 0, end + 1, last)


def _write_totals(sheet: Any, table: SummaryTable, styles: Styles) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 56)
    sheet.write_string(0, 0, f"{table.title} · 统计", styles.title)
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, "成果类别", styles.head)
    sheet.write_string(1, 1, "项数", styles.head)
    totals = [*table.totals, ("合计", len(table.rows))]
    for row, (name, count) in enumerate(totals, start=2):
        sheet.write_string(row, 0, name, styles.body)
        sheet.write_number(row, 1, count, styles.get(border=1, border_color=LINE, align="right"))
    for row, fact in enumerate(_facts(table), start=len(totals) + 3):
        sheet.write_string(row, 0, fact, styles.get(font_color=GREY))
    sheet.write_string(
        len(totals) + 3 + len(_facts(table)),
        0,
        f"数据校验码：{table.digest}",
        styles.get(font_color=GREY),
    )
    set_paper(sheet, table.title, (0, 1))


def _facts(table: SummaryTable) -> list[str]:
    facts = [
        f"{table.sealed_as}（盖章）：{table.organisation}",
        f"登记年度：{table.year or ''}",
        f"填报人：{table.filled_by}",
        f"联系电话：{table.phone}",
        f"填报日期：{day_in_words(table.date)}",
        f"项目总数：{'' if table.is_blank else len(table.rows)}",
    ]
    return [*facts, f"批次号：{table.batch}"] if table.batch else facts


def _told(table: SummaryTable) -> str:
    if table.is_blank:
        return "分类合计："
    each = (f"{name} {count} 项" for name, count in table.totals)
    told = f"分类合计：{'；'.join(each)}；合计 {len(table.rows)} 项"
    return f"{told}。数据校验码 {_code(table)}"


def _code(table: SummaryTable) -> str:
    """Sixteen digits of the digest in groups of four, as the paper prints them."""
    digits = table.digest[:16].upper()
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def _texts(row: Any, place: int, columns: Sequence[SummaryColumn]) -> list[str]:
    told = {"serial": str(place), **row}
    return [told.get(column.key, "") for column in columns]


def _cell(
    sheet: Any, at: tuple[int, int], column: SummaryColumn, text: str, styles: Styles
) -> None:
    style = styles.get(
        border=1,
        border_color=LINE,
        text_wrap=True,
        align="center" if column.centred else "left",
        num_format="0" if column.key == "serial" else "@",
    )
    if column.key == "serial":  # a number, so that filters and sorting count rightly
        sheet.write_number(*at, int(text), style)
    else:
        sheet.write_string(*at, text, style)


def _width(column: SummaryColumn, texts: Sequence[str]) -> int:
    """Wide enough for the longest line, up to the column's share of the paper; then it wraps.

    A number or a date stays whole whatever its share.
    """
    head = (half_widths(column.title) + 1) // 2 + 2  # a head may take two lines
    longest = max((half_widths(line) for text in texts for line in text.split("\n")), default=0)
    whole = max((len(run) for text in texts for run in _WHOLE.findall(text)), default=0)
    share = round(column.width * _PER_MILLIMETRE)
    return max(_NARROWEST, head, whole + 2, min(longest + 2, share))


def _height(text: str, width: int) -> int:
    return sum(1 + half_widths(line) // max(1, width - 1) for line in text.split("\n"))
