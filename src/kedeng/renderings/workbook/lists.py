"""The lists behind the cells: a hidden sheet for drop-downs, a visible one to look codes up."""

from typing import Any

from kedeng.formkit.model import FormDefinition
from kedeng.renderings.workbook import layout as at
from kedeng.renderings.workbook.content import Content
from kedeng.renderings.workbook.kinds import CELLS, Menu, options
from kedeng.renderings.workbook.sheets import set_paper
from kedeng.renderings.workbook.styles import GREY, LINE, Styles


def write_options(sheet: Any, content: Content, styles: Styles) -> dict[str, str]:
    """Write each list once into a column. Returns field key → range that its drop-down reads."""
    columns: dict[tuple[str, ...], str] = {}
    menus: dict[str, str] = {}
    for _, field in content.definition.fields():
        texts = options(field, content.catalogue)
        if CELLS[field.kind].menu is Menu.NONE or not texts:
            continue
        if texts not in columns:
            column = len(columns)
            for row, text in enumerate(texts):
                sheet.write_string(row, column, text, styles.hidden)
            columns[texts] = _range(sheet.get_name(), column, len(texts))
        menus[field.key] = columns[texts]
    sheet.hide()
    return menus


def _range(name: str, column: int, length: int) -> str:
    top, bottom = at.Place(name, 0, column).address, at.Place(name, length - 1, column).address
    absolute = [_absolute(address) for address in (top, bottom)]
    return f"='{name}'!{':'.join(absolute)}"


def _absolute(address: str) -> str:
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"


def long_lists(definition: FormDefinition) -> dict[str, str]:
    """Lists that are looked up by code: key → label of the first question that uses it."""
    found: dict[str, str] = {}
    for _, field in definition.fields():
        if field.options and CELLS[field.kind].coded:
            found.setdefault(field.options, field.label)
    return found


def write_code_tables(sheet: Any, content: Content, styles: Styles) -> None:
    """Write each long list as two columns, code and name, deeper levels indented."""
    sheet.write_string(0, 0, "代码表", styles.title)
    sheet.write_string(1, 0, "查到后，把代码填进对应的格子。灰色的只是类名，不能选。",
                       styles.get(font_color=GREY))  # fmt: skip
    sheet.set_row(0, 26)
    for place, (key, label) in enumerate(long_lists(content.definition).items()):
        column = place * 3
        sheet.set_column(column, column, 10)
        sheet.set_column(column + 1, column + 1, 34)
        sheet.set_column(column + 2, column + 2, 3)
        sheet.write_string(2, column, "代码", styles.head)
        sheet.write_string(2, column + 1, label, styles.head)
        codes = content.catalogue[key]
        for row, entry in enumerate(codes.entries, start=3):
            colour = {} if entry.selectable else {"font_color": "#8A94A0"}
            depth = len(codes.path(entry.code)) - 1
            line = {"border": 1, "border_color": LINE, **colour}
            sheet.write_string(row, column, entry.code, styles.get(num_format="@", **line))
            sheet.write_string(row, column + 1, entry.label, styles.get(indent=depth, **line))
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    set_paper(sheet, content.definition.title, (2, 2))
