"""A list of lines as a workbook: blank for filling in, read, given back with its marks.

The roster of bodies and users is one, the list of what ought to be registered another.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook

from kedeng.domain.roster import MOST_LINES, ROSTER, Column, Layout, Line, Mistake
from kedeng.formkit.codelist import fold
from kedeng.formkit.rules import Severity
from kedeng.renderings.refusals import refusal
from kedeng.renderings.workbook.book import PLAIN_TEXT
from kedeng.renderings.workbook.cells import plain_text
from kedeng.renderings.workbook.container import inspect
from kedeng.renderings.workbook.finding import Grid, cell_at
from kedeng.renderings.workbook.reading import read_grids
from kedeng.renderings.workbook.refusal import RefusedWorkbookError
from kedeng.renderings.workbook.styles import Styles

HEAD_ROW, HELP_ROW, FIRST_ROW = 0, 1, 2
MISTAKES_TITLE = "问题"
_WIDTH = 20  # characters
# Excel can say them (_x0000_), no database keeps them; they drop out as they do in boxes.
_UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPARE = 200  # lines below the last one that are laid out for typing


def blank_roster(layout: Layout = ROSTER) -> bytes:
    """Give the workbook to be filled in, each column explained."""
    return marked_roster((), (), layout)


def read_roster(data: bytes, layout: Layout = ROSTER) -> tuple[Line, ...]:
    """Read the lines of a filled workbook: sheet by sheet, each from the top down.

    Sheets and columns are found by their titles, in any order; a line without any text is passed
    over. Raises RefusedWorkbookError: what `inspect` raises, roster_no_sheet, roster_no_column.
    """
    inspect(data, rows=MOST_LINES + FIRST_ROW)
    grids = {fold(name): grid for name, grid in read_grids(data).items()}
    found = {sheet: grids.get(fold(title)) for sheet, title in layout.sheets.items()}
    if not any(found.values()):
        raise RefusedWorkbookError("roster_no_sheet", titles="、".join(layout.sheets.values()))
    return tuple(
        line for sheet, grid in found.items() for line in _lines(layout, sheet, grid or [])
    )


def _lines(layout: Layout, sheet: Any, grid: Grid) -> Iterable[Line]:
    if not grid:
        return
    columns = layout.columns[sheet]
    places = _places(columns, layout.sheets[sheet], grid)
    for row in range(1, len(grid)):
        cells = {key: _text(cell_at(grid, row, at)) for key, at in places.items()}
        if row == HELP_ROW and cells == _helps(columns, places):
            continue
        if any(cells.values()):
            yield Line(sheet, row + 1, {key: text for key, text in cells.items() if text})


def _text(cell: Any) -> str:
    return _UNKEPT.sub("", plain_text(cell)).strip()


def _places(columns: Sequence[Column], title: str, grid: Grid) -> dict[str, int]:
    """Find the columns by their headings; those that must be filled must be there."""
    heads = {fold(plain_text(head)): place for place, head in enumerate(grid[HEAD_ROW])}
    places = {
        column.key: heads[fold(head)]
        for column in columns
        for head in (column.title, _heading(column))
        if fold(head) in heads
    }
    lacking = [c.title for c in columns if c.required and c.key not in places]
    if lacking:
        raise RefusedWorkbookError("roster_no_column", sheet=title, columns="、".join(lacking))
    return places


def _heading(column: Column) -> str:
    return f"{column.title}（必填）" if column.required else column.title


def _helps(columns: Sequence[Column], places: Mapping[str, int]) -> dict[str, str]:
    return {column.key: column.help for column in columns if column.key in places}


def marked_roster(
    lines: Sequence[Line], mistakes: Iterable[Mistake], layout: Layout = ROSTER
) -> bytes:
    """Give lines back as they were typed, the wrong cells marked and explained beside them.

    Lines keep their order, not their row numbers. A mended copy can be sent again as it is.
    """
    wrong: dict[tuple[Any, int], dict[str, str]] = {}
    for mistake in mistakes:
        place = (mistake.line.sheet, mistake.line.number)
        said = refusal(mistake.code, mistake.params)
        wrong.setdefault(place, {})[mistake.key] = said
    output = io.BytesIO()
    with Workbook(output, {**PLAIN_TEXT, "constant_memory": True}) as book:
        styles = Styles(book)
        for sheet, title in layout.sheets.items():
            own = [line for line in lines if line.sheet is sheet]
            _write(book.add_worksheet(title), layout.columns[sheet], own, wrong, styles)
        book.set_properties({"title": layout.title, "author": "科登"})
    return output.getvalue()


def _write(
    page: Any,
    columns: Sequence[Column],
    lines: Sequence[Line],
    wrong: Mapping[tuple[Any, int], Mapping[str, str]],
    styles: Styles,
) -> None:
    page.set_column(0, len(columns) - 1, _WIDTH)
    page.freeze_panes(FIRST_ROW, 1)
    for place, column in enumerate(columns):
        page.write_string(HEAD_ROW, place, _heading(column), styles.head)
    for place, column in enumerate(columns):
        page.write_string(HELP_ROW, place, column.help, styles.quiet)
    for row, line in enumerate(lines, start=FIRST_ROW):
        _write_line(page, row, columns, line, wrong.get((line.sheet, line.number), {}), styles)
    for row in range(FIRST_ROW + len(lines), FIRST_ROW + len(lines) + _SPARE):
        for place, column in enumerate(columns):
            page.write_blank(row, place, None, styles.answer(_wanted(column), tall=False))


def _write_line(
    page: Any,
    row: int,
    columns: Sequence[Column],
    line: Line,
    wrong: Mapping[str, str],
    styles: Styles,
) -> None:
    for place, column in enumerate(columns):
        severity = Severity.ERROR if column.key in wrong else None
        style = styles.answer(_wanted(column), severity, tall=False)
        page.write_string(row, place, line.cell(column.key), style)
        if column.key in wrong:
            page.write_comment(row, place, wrong[column.key], {"x_scale": 2, "author": "科登"})
    if wrong:
        said = "；".join(
            f"{column.title}：{wrong[column.key]}" for column in columns if column.key in wrong
        )
        page.write_string(row, len(columns), said, styles.text)


def _wanted(column: Column) -> str:
    return "必填" if column.required else ""
