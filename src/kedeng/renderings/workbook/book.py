"""Puts the workbook together: guide, sections, code tables, hidden lists, hidden record."""

import io
import json
from typing import Any

from xlsxwriter import Workbook

from kedeng.renderings.workbook import layout as at
from kedeng.renderings.workbook.content import Content, Origin
from kedeng.renderings.workbook.guide import write_guide, write_problems
from kedeng.renderings.workbook.lists import long_lists, write_code_tables, write_options
from kedeng.renderings.workbook.sheets import Painter
from kedeng.renderings.workbook.styles import FONT, Styles

# Whatever is written is what was typed: never a formula, a link or a number (trust.md 1.9).
PLAIN_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10},
}


def write_book(content: Content) -> bytes:
    """Write the workbook of a form as .xlsx. With problems it begins with their list."""
    output = io.BytesIO()
    marks = content.marks()
    with Workbook(output, PLAIN_TEXT) as book:
        styles = Styles(book)
        if content.problems:
            write_problems(book.add_worksheet(at.PROBLEMS), content, marks, styles)
        write_guide(book.add_worksheet(at.GUIDE), content, styles)
        sheets = [
            (book.add_worksheet(at.sheet_name(section)), section) for section in content.sections()
        ]
        if long_lists(content.definition):
            write_code_tables(book.add_worksheet(at.CODES), content, styles)
        menus = write_options(book.add_worksheet(at.OPTIONS), content, styles)
        painter = Painter(content, styles, menus, {found.place: found for found in marks})
        for sheet, section in sheets:
            painter.section(sheet, section)
        _write_record(book.add_worksheet(at.RECORD), content.origin, styles)
        book.set_properties({"title": content.definition.title, "author": "科登"})
    return output.getvalue()


def _write_record(sheet: Any, origin: Origin, styles: Styles) -> None:
    """Write to what the workbook belongs, where only `reading` looks."""
    record = {
        at.RECORD_SIGN: "1",
        "form": origin.form,
        "edition": origin.edition,
        "code": origin.code,
        "title": origin.title,
        "versions": json.dumps(dict(origin.versions), sort_keys=True),
    }
    for row, (key, value) in enumerate(record.items()):
        sheet.write_string(row, 0, key, styles.hidden)
        sheet.write_string(row, 1, value, styles.hidden)
    sheet.very_hidden()
