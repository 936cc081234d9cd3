"""The list of what ought to be registered as a workbook: what the page shows, line by line."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from kedeng.renderings.workbook.book import PLAIN_TEXT
from kedeng.renderings.workbook.sheets import set_paper
from kedeng.renderings.workbook.styles import Styles

HEADS = (
    ("完成单位", 24),
    ("类型", 10),
    ("编号", 20),
    ("名称", 40),
    ("负责人", 10),
    ("验收或授权日期", 14),
    ("计划或来源", 20),
    ("情况", 12),
    ("对应的登记", 36),
    ("登记编号", 16),
    ("登记状态", 14),
    ("不登记理由", 20),
    ("说明", 24),
    ("列入清单的机构", 24),
)
_TITLE_ROW, _TOLD_ROW, HEAD_ROW = 0, 1, 2


def expected_workbook(title: str, told: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Write the list as .xlsx: the figures above, one line for each row below."""
    output = io.BytesIO()
    with Workbook(output, PLAIN_TEXT) as book:
        styles = Styles(book)
        sheet = book.add_worksheet("应登清单")
        sheet.write_string(_TITLE_ROW, 0, title, styles.title)
        sheet.set_row(_TITLE_ROW, 30)
        sheet.write_string(_TOLD_ROW, 0, told, styles.get())
        for column, (head, width) in enumerate(HEADS):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW, column, head, styles.head)
        for place, row in enumerate(rows, start=HEAD_ROW + 1):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text, styles.body)
        sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + len(rows), len(HEADS) - 1)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        sheet.set_landscape()
        set_paper(sheet, title, (0, HEAD_ROW))
        book.set_properties({"title": title})
    return output.getvalue()
