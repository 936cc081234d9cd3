"""The public contacts of departments as a workbook (attachment 4 of the notice)."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from kedeng.renderings.pdf.contacts import CONTACT_COLUMNS, ContactLine
from kedeng.renderings.workbook.book import PLAIN_TEXT
from kedeng.renderings.workbook.sheets import set_paper
from kedeng.renderings.workbook.styles import Styles

_WIDTHS = (6, 34, 22, 22, 48)
_HEAD_ROW = 1


def contacts_workbook(title: str, lines: Sequence[ContactLine]) -> bytes:
    """Write the list as .xlsx, ready to be filtered and printed."""
    output = io.BytesIO()
    with Workbook(output, PLAIN_TEXT) as book:
        styles = Styles(book)
        sheet = book.add_worksheet("联系方式")
        sheet.write_string(0, 0, title, styles.title)
        sheet.set_row(0, 30)
        for column, (head, width) in enumerate(
            zip(("序号", *CONTACT_COLUMNS.values()), _WIDTHS, strict=True)
        ):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEAD_ROW, column, head, styles.head)
        for row, line in enumerate(lines, start=_HEAD_ROW + 1):
            sheet.write_number(row, 0, row - _HEAD_ROW, styles.body)
            texts = (line.name, line.contact_name, line.contact_phone, line.address)
            for column, text in enumerate(texts, start=1):
                sheet.write_string(row, column, text, styles.body)
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(lines), len(CONTACT_COLUMNS))
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.set_landscape()
        set_paper(sheet, title, (0, _HEAD_ROW))
        book.set_properties({"title": title})
    return output.getvalue()
