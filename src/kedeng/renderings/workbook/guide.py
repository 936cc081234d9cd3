"""The first sheets: how to fill in the workbook; on a copy given back, the list of problems."""

from typing import Any

from kedeng.formkit.check import Problem
from kedeng.formkit.model import Field, Section
from kedeng.renderings.marks import COMPUTED, MUST, REASONED, SOMETIMES, mark_of
from kedeng.renderings.messages import sentence
from kedeng.renderings.workbook import layout as at
from kedeng.renderings.workbook.content import Content, Mark
from kedeng.renderings.workbook.kinds import up_to
from kedeng.renderings.workbook.refusal import MAX_BYTES
from kedeng.renderings.workbook.sheets import set_paper
from kedeng.renderings.workbook.styles import (
    GREY,
    LINE,
    PROBLEM_FILLS,
    PROBLEM_WORDS,
    WANTED_FILLS,
    Styles,
)

_STEPS = (
    "不要填写涉密内容。涉密成果不能在网上登记，也不能写进这份工作簿。",
    "每张工作表是登记表的一个部分。只填有底色或空白的格子，不要改动表头和左侧的项目。",
    "有下拉列表的从列表中选；可以填几项的，几项之间用分号隔开。把鼠标放在表头上可以看到填写说明。",
    "完成单位、完成人等每行填一个，顺序就是排名。可以从别的表格复制、粘贴（建议只粘贴数值），可以插入、删除整行。",
    "日期写成 2025-06-18，年月写成 2025-06，金额单位是万元，最多两位小数。",
    "灰色格子由系统计算，不用填。证明材料不放在工作簿里，在网页上另行上传。",
    "可以没有填完就保存、上传。填好后登录系统，打开这份登记的草稿，点“导入工作簿”上传这个文件。",
    (
        f"文件另存为 .xlsx，不超过 {MAX_BYTES // 1024 // 1024} MB，文件名可以改。"
        "有填得不对的格子，系统会退回一份标明问题的工作簿，改好后可以再次上传，不会重复。"
    ),
)
_LONGEST_QUOTE = 60  # characters of what was typed
_PROBLEM_HEADS = (
    ("序号", 6),
    ("轻重", 12),
    ("工作表", 16),
    ("单元格", 9),
    ("项目", 20),
    ("填的内容", 26),
    ("问题和改法", 56),
    ("填写说明", 50),
)
_COLOURS = {
    MUST: "必须填写",
    REASONED: "应当填写，没有的在提交时说明原因",
    SOMETIMES: "符合说明中的情况时填写",
    COMPUTED: "由系统计算",
}


def write_guide(sheet: Any, content: Content, styles: Styles) -> None:
    """Write the how-to: what it is, steps, colours, a list of the sheets with links."""
    definition, origin = content.definition, content.origin
    sheet.hide_gridlines(2)
    for column, width in enumerate((4, 24, 34, 46)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 1, definition.title, styles.title)
    sheet.set_row(0, 30)
    facts = [("成果名称", origin.title or "（未命名）"), ("表格版本", f"{definition.edition} 版")]
    if origin.code:
        facts.append(("登记编号", origin.code))
    row = _facts(sheet, 1, facts, styles)
    row = _steps(sheet, row + 1, styles)
    row = _colours(sheet, row + 1, styles)
    _contents(sheet, row + 1, content, styles)
    set_paper(sheet, definition.title, (0, 0))


def _facts(sheet: Any, row: int, facts: list[tuple[str, str]], styles: Styles) -> int:
    for row, (name, value) in enumerate(facts, start=row):  # noqa: B020, PLR1704 - continues the count
        sheet.write_string(row, 1, name, styles.note)
        sheet.write_string(row, 2, value, styles.get(num_format="@"))
    return row + 1


def _steps(sheet: Any, row: int, styles: Styles) -> int:
    sheet.write_string(row, 1, "怎样填写", styles.get(bold=True, font_size=12))
    for number, step in enumerate(_STEPS, start=1):
        sheet.write_string(row + number, 0, str(number), styles.get(align="right", valign="top"))
        sheet.merge_range(
            row + number, 1, row + number, 3, "", styles.get(text_wrap=True, valign="top")
        )
        sheet.write_string(row + number, 1, step, styles.get(text_wrap=True, valign="top"))
        sheet.set_row(row + number, 34 if len(step) > 60 else 19)
    return row + len(_STEPS) + 1


def _colours(sheet: Any, row: int, styles: Styles) -> int:
    sheet.write_string(row, 1, "颜色", styles.get(bold=True, font_size=12))
    for place, (wanted, meaning) in enumerate(_COLOURS.items(), start=1):
        fill = styles.get(bg_color=WANTED_FILLS[wanted], border=1, border_color=LINE)
        sheet.write_string(row + place, 1, wanted, fill)
        sheet.write_string(row + place, 2, meaning, styles.get())
    return row + len(_COLOURS) + 1


def _contents(sheet: Any, row: int, content: Content, styles: Styles) -> None:
    for column, head in enumerate(("工作表", "怎么填", "说明"), start=1):
        sheet.write_string(row, column, head, styles.head)
    for place, section in enumerate(content.sections(), start=1):
        name = at.sheet_name(section)
        sheet.write_url(row + place, 1, f"internal:'{name}'!B1", styles.link, name)
        sheet.write_string(row + place, 2, _way(section), styles.body)
        sheet.write_string(row + place, 3, section.intro, styles.body)
        sheet.set_row(row + place, 34 if len(section.intro) > 22 else 19)


def _way(section: Section) -> str:
    if section.repeats is None:
        count = sum(1 for field in at.asked_fields(section) if field.required)
        return f"逐项填写，要填的有 {count} 项" if count else "逐项填写"
    least, most = section.repeats
    from_least = f"至少 {least} 行，" if least else ""
    return f"每行一个{section.row_title}，{from_least}{up_to(section.most_rows_status)} {most} 行"


def write_problems(sheet: Any, content: Content, marks: list[Mark], styles: Styles) -> None:
    """Write the list of problems: sheet, cell, what was typed, what is wrong, how to mend it."""
    elsewhere = content.elsewhere()
    sheet.write_string(0, 0, "问题清单", styles.title)
    sheet.set_row(0, 28)
    count = sum(len(found.problems) for found in marks) + len(elsewhere)
    told = f"共 {count} 处。点单元格可以直接跳到那里；改好后保存，再次上传即可。"
    sheet.write_string(1, 0, told, styles.get(font_color=GREY))
    for column, (head, width) in enumerate(_PROBLEM_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, head, styles.head)
    lines = [(found, problem) for found in marks for problem in found.problems]
    for row, (found, problem) in enumerate(lines, start=3):
        _problem(sheet, row, (found, problem), content, styles)
    for row, problem in enumerate(elsewhere, start=3 + len(lines)):
        _problem(sheet, row, (None, problem), content, styles)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    set_paper(sheet, content.definition.title, (2, 2))


def _problem(
    sheet: Any,
    row: int,
    found: tuple[Mark | None, Problem],
    content: Content,
    styles: Styles,
) -> None:
    place, problem = found[0].place if found[0] else None, found[1]
    field, text = _field(content, problem)
    grave = styles.get(
        bg_color=PROBLEM_FILLS[problem.severity], border=1, border_color=LINE, text_wrap=True
    )
    sheet.write_string(row, 0, str(row - 2), styles.body)
    sheet.write_string(row, 1, PROBLEM_WORDS[problem.severity], grave)
    sheet.write_string(row, 2, place.sheet if place else at.ON_THE_PAGE, styles.body)
    if place:
        target = f"internal:'{place.sheet}'!{place.address}"
        sheet.write_url(row, 3, target, styles.link, place.address)
    else:
        sheet.write_blank(row, 3, None, styles.body)
    sheet.write_string(row, 4, field.label if field else "", styles.body)
    quoted = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    sheet.write_string(row, 5, quoted, styles.body)
    sheet.write_string(row, 6, sentence(problem), styles.body)
    told = _guidance(content, problem, field) if field else ""
    sheet.write_string(row, 7, told, styles.quiet)


def _guidance(content: Content, problem: Problem, field: Field) -> str:
    section = content.definition.by_key[problem.section]
    return f"（{mark_of(field)}）{content.guidance(section, field)}"


def _field(content: Content, problem: Problem) -> tuple[Field | None, str]:
    """The field behind a problem, and the text that stands in its cell."""
    where = at.spot(problem.path)
    section = content.definition.by_key.get(where.section)
    field = section.by_key.get(where.field) if section else None
    if section is None or field is None:
        return None, ""
    if section.repeats is None:
        return field, content.values(section).get(field.key, "")
    rows = {row["id"]: row for row in content.rows(section)}
    return field, rows.get(where.row or "", {}).get(field.key, "")
