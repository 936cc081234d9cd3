"""From a declaration and its answers to what stands on the paper."""

from collections.abc import Iterator
from typing import Any

from kedeng.formkit.answers import Answers, Values, is_blank, is_unread
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, FormDefinition, Layout, Section
from kedeng.formkit.visible import section_asked
from kedeng.renderings.pdf.arrangement import ARRANGED, COVER, ONLY_IF_ANY, Arrangement
from kedeng.renderings.pdf.blocks import (
    Block,
    Card,
    Coded,
    Cover,
    Option,
    Paper,
    Part,
    Passage,
    Ruled,
    Signing,
)
from kedeng.renderings.pdf.cells import Answered, label, ruled, value
from kedeng.renderings.pdf.columns import Table
from kedeng.renderings.pdf.legal import legal_of
from kedeng.renderings.pdf.record import PrintRecord
from kedeng.renderings.pdf.steps import REST, Band, default_steps

_FEW_ROWS = 8
_NUMERALS = "〇一二三四五六七八九"


def paper(
    definition: FormDefinition, answers: Answers, record: PrintRecord, catalogue: Catalogue
) -> Paper:
    """Lay a form out. `answers` are settled ones (see `formkit.visible.settle`)."""
    parts = list(_parts(definition, answers, catalogue))
    return Paper(
        cover=_cover(definition, answers, record),
        parts=tuple(parts),
        signing=_signing(definition, record, len(parts) + 1),
    )


def _parts(definition: FormDefinition, answers: Answers, catalogue: Catalogue) -> Iterator[Part]:
    number = 0
    for title, sections in definition.parts():
        if title in ONLY_IF_ANY.get(definition.key, ()) and not _any_answer(sections, answers):
            continue
        blocks: list[Block] = []
        for section in sections:
            blocks += section_blocks(section, answers, catalogue)
        if number == 0:
            blocks[1:1] = _category(definition, catalogue)
        number += 1
        yield Part(
            heading=part_heading(number, title), blocks=tuple(blocks), whole=_is_short(blocks)
        )


def _is_short(blocks: list[Block]) -> bool:
    """Whether a part is a few rows that look better together than over two pages."""
    plain = [block for block in blocks if isinstance(block, Ruled) and not block.tabular]
    cells = [cell for block in plain for row in block.rows for cell in row]
    rows = sum(len(block.rows) for block in plain)
    return plain == blocks and rows <= _FEW_ROWS and not any(cell.breakable for cell in cells)


def section_blocks(section: Section, answers: Answers, catalogue: Catalogue) -> Iterator[Block]:
    """Blocks of one section: the arranged ones, then fields that nobody has arranged."""
    arranged = ARRANGED.get(section.key, Arrangement())
    if section.repeats is None:
        yield from _fields(section, arranged, answers.section(section.key), catalogue)
        return
    rows = answers.rows(section.key)
    if not rows and (section.optional or not section_asked(section, answers)):
        return
    if arranged.table or (section.layout is Layout.TABLE and not arranged.steps):
        yield from (arranged.table or Table()).blocks(section, rows, catalogue)
        return
    for place, row in enumerate(rows or [{}], start=1):
        inside = tuple(_fields(section, arranged, row, catalogue))
        yield Card(title=_card_title(section, arranged, place), inside=inside)


def _fields(
    section: Section, arranged: Arrangement, values: Values, catalogue: Catalogue
) -> Iterator[Ruled | Passage]:
    answered = Answered(section=section, values=values, catalogue=catalogue)
    for step in arranged.steps:
        yield from step.blocks(answered)
    placed = {key for step in arranged.steps for key in step.keys} | COVER
    rest = tuple(field for field in section.fields if field.key not in placed)
    if section.layout is Layout.BAND and not arranged.steps:
        yield from _plain_band(section, rest).blocks(answered)
        return
    for step in default_steps(rest):
        yield from step.blocks(answered)


def _plain_band(section: Section, fields: tuple[Field, ...]) -> Band:
    units = {field.unit for field in fields}
    note = f"单位：{units.pop()}" if len(units) == 1 and "" not in units else ""
    return Band(section.title, tuple(field.key for field in fields), note)


def _card_title(section: Section, arranged: Arrangement, place: int) -> str:
    if place == 1 and arranged.first_card:
        return arranged.first_card
    return f"第{numeral(place)}{section.row_title or section.title}"


def _category(definition: FormDefinition, catalogue: Catalogue) -> Iterator[Ruled]:
    """成果类别 as a coded answer: two of the three categories share a form (forms.md H1)."""
    codes = catalogue.get("achievement_category")
    if codes is None or definition.key not in codes.by_code:
        return
    options = tuple(
        Option(number=str(place), label=entry.label, chosen=entry.code == definition.key)
        for place, entry in enumerate(codes.entries, start=1)
    )
    yield ruled((27.0, REST), (label("成果类别"), value(Coded(options=options))))


def _any_answer(sections: list[Section], answers: Answers) -> bool:
    """Whether something was answered; a computed 0 is no answer."""
    return any(
        answers.rows(section.key)
        if section.repeats
        else any(
            not is_blank(found) and found != 0 for found in answers.section(section.key).values()
        )
        for section in sections
    )


def _cover(definition: FormDefinition, answers: Answers, record: PrintRecord) -> Cover:
    title, _, form = definition.title.partition("（")
    day = record.registered_on
    return Cover(
        title=title,
        subtitle=f"（{form}" if form else "",
        name=record.name,
        first_unit=record.first_unit,
        research_start=_month(definition, answers, "research_start_month"),
        research_end=_month(definition, answers, "research_end_month"),
        recommending=record.recommending_organisation,
        approving=record.approving_organisation,
        number=record.number,
        registered_on=(f"{day:%Y}", f"{day:%m}", f"{day:%d}") if day else ("", "", ""),
    )


def _month(definition: FormDefinition, answers: Answers, key: str) -> tuple[str, str]:
    for section, field in definition.fields():
        if field.key == key and section.repeats is None:
            found: Any = answers.section(section.key).get(key)
            if is_blank(found) or is_unread(found):
                break
            year, _, month = str(found).partition("-")
            return year, month
    return "", ""


def _signing(definition: FormDefinition, record: PrintRecord, number: int) -> Signing:
    legal = record.legal or legal_of(definition.edition)
    day = record.filled_on or record.submitted_on
    return Signing(
        heading=part_heading(number, "声明与签章"),
        declaration=legal.declaration,
        filler_name=record.filler_name,
        filler_phone=record.filler_phone,
        filled_on=f"{day.year} 年 {day.month} 月 {day.day} 日" if day else "",
        boxes=legal.seal_boxes,
    )


def part_heading(number: int, title: str) -> str:
    """`第一部分　成果概况` (forms.md S3)."""
    return f"第{numeral(number)}部分　{title}"


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else ("十" if tens == 1 else f"{_NUMERALS[tens]}十")
    return ten + (_NUMERALS[ones] if ones or not tens else "")
