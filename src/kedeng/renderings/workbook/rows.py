"""A plain list as a workbook: one head, one line a row, written as it is read."""

import io
from collections.abc import Iterable, Sequence
from typing import IO

from xlsxwriter import Workbook

from kedeng.renderings.workbook.book import PLAIN_TEXT
from kedeng.renderings.workbook.sheets import half_widths
from kedeng.renderings.workbook.styles import Styles

_WIDEST = 48
_NARROWEST = 10
_SHEET = 31  # characters that Excel allows in a sheet's name


def rows_workbook(title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Write a short list whole; gives the bytes."""
    output = io.BytesIO()
    write_rows(output, title, heads, lines)
    return output.getvalue()


def write_rows(
    output: IO[bytes], title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]
) -> int:
    """Write a list of any length to a file, holding one row in memory; gives how many lines.

    Whatever stands in a cell is text: nothing typed becomes a formula or a link (trust.md 1.9).
    """
    count = 0
    with Workbook(output, {**PLAIN_TEXT, "in_memory": False, "constant_memory": True}) as book:
        styles = Styles(book)
        sheet = book.add_worksheet(title[:_SHEET])
        for place, head in enumerate(heads):
            wide = min(_WIDEST, max(_NARROWEST, 2 * half_widths(head) // 2 + 4))
            sheet.set_column(place, place, wide)
            sheet.write_string(0, place, head, styles.head)
        plain = styles.get(num_format="@")
        for row, line in enumerate(lines, start=1):
            for place, text in enumerate(line):
                sheet.write_string(row, place, text, plain)
            count = row
        sheet.autofilter(0, 0, max(1, count), len(heads) - 1)
        sheet.freeze_panes(1, 0)
        book.set_properties({"title": title, "author": "科登"})
    return count
