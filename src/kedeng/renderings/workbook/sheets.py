"""Draws a sheet for each section: plain ones field by field, repeating ones as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind, Section
from kedeng.lib.names import row_id
from kedeng.renderings.marks import mark_of
from kedeng.renderings.workbook import layout as at
from kedeng.renderings.workbook.content import Content, Mark
from kedeng.renderings.workbook.kinds import CELLS, Menu, heading, length_warning
from kedeng.renderings.workbook.styles import A4, GREY, LINE, PROBLEM_WORDS, Styles

AUTHOR = "科登"
_PROMPT, _PROMPT_TITLE = 250, 30  # Excel allows 255 and 32 characters
_LINE = 16  # points of a line of text
_TALLEST = 400
_TEXT_WIDTHS = ((12, 13), (24, 21), (60, 16), (150, 24))  # longest answer → width of its column
_COMMENT_WIDTH, _COMMENT_LINE = 300, 18  # pixels


@dataclass(frozen=True)
class Painter:
    """Draws onto the sheets of one workbook. `menus` gives the range behind a field's list."""

    content: Content
    styles: Styles
    menus: Mapping[str, str]
    marks: Mapping[at.Place, Mark]

    @property
    def catalogue(self) -> Catalogue:
        """The code lists in force."""
        return self.content.catalogue

    def section(self, sheet: Any, section: Section) -> None:
        """Draw a section's sheet, with what the draft holds, marks, lists and print set-up."""
        self._begin(sheet, section)
        if section.repeats is None:
            self._plain(sheet, section)
        else:
            self._table(sheet, section)
        if any(place.sheet == sheet.get_name() for place in self.marks):
            sheet.set_tab_color("#C8453B")

    def _begin(self, sheet: Any, section: Section) -> None:
        hidden = self.styles.hidden
        sheet.set_column(0, 0, 4, hidden, {"hidden": True})
        sheet.set_row(at.KEYS_ROW, None, None, {"hidden": True})
        sheet.write_string(at.TITLE_ROW, 0, f"{at.SECTION_SIGN}{section.key}", hidden)
        sheet.write_string(at.KEYS_ROW, 0, at.KEYS_SIGN, hidden)
        sheet.write_string(at.HEAD_ROW, 0, at.HEAD_SIGN, hidden)
        place = at.Place(sheet.get_name(), at.TITLE_ROW, at.FIRST_COLUMN)
        found = self.marks.get(place)
        style = self.styles.answer("", found.severity) if found else self.styles.title
        sheet.write_string(place.row, place.column, section.title, style)
        sheet.set_row(at.TITLE_ROW, 26)
        if found:
            self._comment(sheet, place.row, place.column, _told(found))
        sheet.write_string(
            at.INTRO_ROW, at.FIRST_COLUMN, section.intro, self.styles.get(font_color=GREY)
        )
        sheet.set_row(at.INTRO_ROW, 20)

    # Plain sections ------------------------------------------------------------------------------

    def _plain(self, sheet: Any, section: Section) -> None:
        for column, (key, head, width) in enumerate(at.PLAIN_COLUMNS, start=at.FIRST_COLUMN):
            sheet.set_column(column, column, width)
            sheet.write_string(at.KEYS_ROW, column, key, self.styles.hidden)
            sheet.write_string(at.HEAD_ROW, column, head, self.styles.head)
        texts = self.content.values(section)
        for row, field in enumerate(section.fields, start=at.FIRST_FIELD):
            told = self.content.guidance(section, field)
            self._line(sheet, row, field, texts.get(field.key, ""), told)
        sheet.freeze_panes(at.FIRST_FIELD, at.FIRST_COLUMN + 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        self._paper(sheet, landscape=False, head=(at.HEAD_ROW, at.HEAD_ROW))

    def _line(self, sheet: Any, row: int, field: Field, text: str, help_text: str) -> None:
        """One question: key, label, mark, the cell for the answer, unit, help."""
        first, styles = at.FIRST_COLUMN, self.styles
        if not field.computed:
            sheet.write_string(row, 0, field.key, styles.hidden)
        sheet.write_string(row, first, field.label, styles.get(
            border=1, border_color=LINE, text_wrap=True, bold=field.required))  # fmt: skip
        sheet.write_string(row, first + 1, mark_of(field), styles.body)
        tall = CELLS[field.kind].lines > 1
        self._answer(sheet, row, at.ANSWER_COLUMN, field, text, tall=tall)
        sheet.write_string(row, first + 3, field.unit, styles.body)
        sheet.write_string(row, first + 4, help_text, styles.quiet)
        lines = max(CELLS[field.kind].lines, _lines(text, 60), _lines(help_text, 64))
        sheet.set_row(row, min(_TALLEST, max(1, lines) * _LINE + 6))
        if not field.computed:
            self._validate(sheet, (row, at.ANSWER_COLUMN, row, at.ANSWER_COLUMN), field, prompt="")

    # Repeating sections --------------------------------------------------------------------------

    def _table(self, sheet: Any, section: Section) -> None:
        fields, rows = at.asked_fields(section), self.content.rows(section)
        most = (section.repeats or (0, 0))[1]
        room = max(len(rows), min(most, max(15, len(rows) + 5)))
        sheet.write_string(at.HINT_ROW, 0, at.HINT_SIGN, self.styles.hidden)
        sheet.set_row(at.HEAD_ROW, 34)
        sheet.set_row(at.HINT_ROW, 34)
        last = at.FIRST_ROW + max(most, room) - 1
        for column, field in enumerate(fields, start=at.FIRST_COLUMN):
            help_text = self.content.guidance(section, field)
            self._column_head(sheet, column, field, help_text)
            self._validate(sheet, (at.FIRST_ROW, column, last, column), field, prompt=help_text)
        for place in range(room):
            row = at.FIRST_ROW + place
            texts = rows[place] if place < len(rows) else {"id": row_id()}
            sheet.write_string(row, 0, texts["id"], self.styles.hidden)
            for column, field in enumerate(fields, start=at.FIRST_COLUMN):
                self._answer(sheet, row, column, field, texts.get(field.key, ""))
        sheet.freeze_panes(at.FIRST_ROW, at.FIRST_COLUMN + 1)
        self._paper(sheet, landscape=True, head=(at.HEAD_ROW, at.HINT_ROW))

    def _column_head(self, sheet: Any, column: int, field: Field, help_text: str) -> None:
        styles, wanted = self.styles, mark_of(field)
        sheet.set_column(column, column, _width(field), styles.text)
        sheet.write_string(at.KEYS_ROW, column, field.key, styles.hidden)
        sheet.write_string(at.HEAD_ROW, column, heading(field), styles.head)
        hint = f"{wanted}\n例：{field.example}" if field.example else wanted
        sheet.write_string(at.HINT_ROW, column, hint, styles.quiet)
        told = f"{heading(field)}（{wanted}）\n{help_text}"
        self._comment(sheet, at.HEAD_ROW, column, told)

    # Cells ---------------------------------------------------------------------------------------

    def _answer(
        self, sheet: Any, row: int, column: int, field: Field, text: str, *, tall: bool = True
    ) -> None:
        found = self.marks.get(at.Place(sheet.get_name(), row, column))
        severity = found.severity if found else None
        style = self.styles.answer(mark_of(field), severity, tall=tall)
        if text:
            sheet.write_string(row, column, text, style)
        else:
            sheet.write_blank(row, column, None, style)
        if found:
            self._comment(sheet, row, column, _told(found))

    def _comment(self, sheet: Any, row: int, column: int, text: str) -> None:
        size = {"width": _COMMENT_WIDTH, "height": (_lines(text, 42) + 1) * _COMMENT_LINE}
        sheet.write_comment(row, column, text, {"author": AUTHOR, "font_size": 9, **size})

    def _validate(
        self, sheet: Any, area: tuple[int, int, int, int], field: Field, *, prompt: str
    ) -> None:
        """Hang list, length and prompt on cells; nothing that the codec would pass is judged."""
        cell = CELLS[field.kind]
        rule: dict[str, Any] = {"validate": "any"}
        if cell.menu is not Menu.NONE and self.menus.get(field.key):
            rule = {
                "validate": "list",
                "source": self.menus[field.key],
                "show_error": cell.menu is Menu.CLOSED,
                "error_type": "stop" if self._is_closed(field) else "warning",
                "error_title": "不在选项中",
                "error_message": f"{field.label}：请从下拉列表中选择。"[:_PROMPT],
            }
        elif cell.limited and field.max_length:
            rule = {
                "validate": "length",
                "criteria": "<=",
                "value": field.max_length,
                "error_type": "warning",
                "error_title": "字数过多",
                "error_message": length_warning(field)[:_PROMPT],
            }
        if prompt:
            rule |= {
                "input_title": field.label[:_PROMPT_TITLE],
                "input_message": prompt[:_PROMPT],
            }
        if prompt or rule["validate"] != "any":
            sheet.data_validation(*area, rule)

    def _is_closed(self, field: Field) -> bool:
        return not field.options or self.catalogue[field.options].closed

    def _paper(self, sheet: Any, *, landscape: bool, head: tuple[int, int]) -> None:
        if landscape:
            sheet.set_landscape()
        set_paper(sheet, self.content.definition.title, head)


def set_paper(sheet: Any, title: str, head: tuple[int, int]) -> None:
    """A4, one page wide, head repeated, page x of y at the foot; no green corners at figures."""
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.repeat_rows(*head)
    sheet.set_footer(f"&L&9{title.replace('&', '&&')}  &A&R&9第 &P 页，共 &N 页")
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _told(found: Mark) -> str:
    """A mark's comment: how grave, then each sentence."""
    return f"{PROBLEM_WORDS[found.severity]}：\n" + "\n".join(found.sentences)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many half-width characters."""
    return sum(1 + half_widths(line) // width for line in text.split("\n")) if text else 0


def half_widths(text: str) -> int:
    """Width of a text in characters of a column: a Chinese one takes two."""
    return sum(1 if char.isascii() else 2 for char in text)


def _width(field: Field) -> int:
    """Width of a column: after the kind; a text's also after its longest answer."""
    width = CELLS[field.kind].width
    if field.kind is Kind.TEXT and field.max_length:
        width = next((wide for most, wide in _TEXT_WIDTHS if field.max_length <= most), 34)
    return max(width, min(22, half_widths(heading(field)) + 2))
