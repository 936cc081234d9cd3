"""Templates of papers as .docx, empty or with what a draft knows: to be written on in any office.

No seal is drawn: the lines at the end leave the room for one (trust.md 3).
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kedeng.domain.paper_templates import Cell, Grid, Known, Outline
from kedeng.formkit.answers import Answers, is_unread
from kedeng.lib.names import tidy_file_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY, _HEADS = "宋体", "黑体"
_HEAD_WIDTHS = (Cm(4), Cm(11.4))
_NUMERALS = "一二三四五六七八九十"
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # a file does not say when it was taken
_IN_NAMES = 40  # characters of a title
_FORBIDDEN = set('\\/:*?"<>|\n')


def known_of(answers: Answers) -> dict[Known, str]:
    """What a draft knows of a paper; what is open is left out."""
    months = [_month(answers.text(f"overview.research_{end}_month")) for end in ("start", "end")]
    projects = [
        "　".join(filter(None, (_cell(row, "project_title"), _cell(row, "project_number"))))
        for row in answers.rows("projects")
    ]
    published = [
        "，".join(filter(None, (_cell(row, "publication_title"), _cell(row, "published_in"))))
        for row in answers.rows("publications")
    ]
    found = {
        Known.TITLE: answers.text("overview.achievement_name"),
        Known.UNITS: _listed(answers, "units", "unit_name"),
        Known.PEOPLE: _listed(answers, "people", "name"),
        Known.PROJECTS: "；".join(filter(None, projects)),
        Known.PERIOD: "至".join(months) if all(months) else "",
        Known.INDICATORS: answers.text("summary.key_technical_indicators"),
        Known.INNOVATION: answers.text("summary.innovation_points"),
        Known.PUBLICATIONS: "\n".join(filter(None, published)),
    }
    return {key: text for key, text in found.items() if text}


def file_name(outline: Outline, title: str = "") -> str:
    """Name of the file to be saved: 研制报告模板.docx, 研制报告（成果名称）.docx."""
    kept = "".join(one for one in title if one not in _FORBIDDEN)[:_IN_NAMES].strip()
    return tidy_file_name(f"{outline.name}（{kept}）.docx" if kept else f"{outline.name}模板.docx")


def paper_template(outline: Outline, known: Mapping[Known, str] | None = None) -> bytes:
    """Write a paper by its outline, with what is known filled in."""
    known = known or {}
    paper = docx.Document()
    _set_up(paper, outline)
    title = paper.add_heading(outline.name, level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _head(paper, outline.head, known)
    for place, part in enumerate(outline.parts):
        paper.add_heading(f"{_NUMERALS[place]}、{part.title}", level=1)
        _hint(paper, part.hint)
        for line in known.get(part.known, "").split("\n") if part.known else ("",):
            paper.add_paragraph(line)
        if part.grid:
            _grid(paper, part.grid)
    paper.add_paragraph()
    for line in outline.ends:
        paragraph = paper.add_paragraph(line)
        paragraph.paragraph_format.left_indent = Cm(8)
        paragraph.paragraph_format.keep_with_next = True
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _set_up(paper: Any, outline: Outline) -> None:
    """A4, fonts of every Chinese office, and nothing of who made the file."""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.8)
    _font(paper.styles["Normal"], _BODY, 12)
    _font(paper.styles["Title"], _HEADS, 22)
    paper.styles["Title"].element.pPr.remove(paper.styles["Title"].element.pPr.find(qn("w:pBdr")))
    _font(paper.styles["Heading 1"], _HEADS, 14)
    paper.styles["Normal"].paragraph_format.line_spacing = 1.5
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # punctuation stands as it does in China
    facts = paper.core_properties
    facts.title, facts.subject = outline.name, outline.article
    facts.author = facts.last_modified_by = facts.comments = ""
    facts.created = facts.modified = _WRITTEN
    facts.language = "zh-CN"


def _font(style: Any, name: str, size: int) -> None:
    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(kind), name)


def _head(paper: Any, cells: tuple[Cell, ...], known: Mapping[Known, str]) -> None:
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell in cells:
        label, value = table.add_row().cells
        label.text, value.text = cell.label, known.get(cell.known, "") if cell.known else ""
        label.width, value.width = _HEAD_WIDTHS
    for column, width in zip(table.columns, _HEAD_WIDTHS, strict=True):
        column.width = width  # some offices go by these, some by the cells'


def _hint(paper: Any, text: str) -> None:
    """What to write, in grey and in brackets: the writer deletes it."""
    run = paper.add_paragraph().add_run(f"（{text}写好后删去本行）")
    run.font.size = Pt(10.5)
    run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


def _grid(paper: Any, grid: Grid) -> None:
    table = paper.add_table(rows=1 + grid.rows, cols=len(grid.heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.text = text
    paper.add_paragraph()


def _listed(answers: Answers, section: str, field: str) -> str:
    return "、".join(filter(None, (_cell(row, field) for row in answers.rows(section))))


def _cell(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    return "" if is_unread(value) or not isinstance(value, str) else value


def _month(text: str) -> str:
    year, _, month = text.partition("-")
    return f"{year}年{int(month)}月" if year and month.isdigit() else ""
