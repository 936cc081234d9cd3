import json
from dataclasses import replace

import pytest
from tests.renderings.maximal import maximal

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit.answers import Answers
from kedeng.formkit.model import Field, FormDefinition, Kind, Layout, Section
from kedeng.renderings.pdf.arrangement import ARRANGED, COVER
from kedeng.renderings.pdf.blocks import (
    WIDTH,
    Boxed,
    Card,
    Coded,
    Figure,
    Option,
    Passage,
    Ruled,
    Text,
    as_json,
)
from kedeng.renderings.pdf.cells import balanced
from kedeng.renderings.pdf.drawing import KINDS
from kedeng.renderings.pdf.paper import numeral, paper, section_blocks

FORMS = pytest.mark.parametrize("form", definitions(), ids=lambda form: form.key)


def one_section(*fields, **more):
    return Section(key="own", title="自设", fields=fields, **more)


def form_of(*sections):
    return FormDefinition(key="own", edition="2025", title="登记表", letter="Y", sections=sections)


def cells(block):
    return [[cell.content for cell in row] for row in block.rows]


def test_every_kind_has_a_look():
    assert set(KINDS) == set(Kind)


@FORMS
def test_every_field_changes_the_paper(form, record, catalogue):
    full = maximal(form, catalogue)
    for section, field in form.fields():
        content = full.data[section.key]
        lacking = (
            {**content, field.key: None}
            if section.repeats is None
            else [{**row, field.key: None} for row in content]
        )
        answers = Answers({**full.data, section.key: lacking})
        if field.key in COVER:
            drawn = [paper(form, one, record, catalogue).cover for one in (answers, full)]
        else:
            drawn = [list(section_blocks(section, one, catalogue)) for one in (answers, full)]
        assert drawn[0] != drawn[1], f"{section.key}.{field.key} is not on the paper"


@FORMS
def test_the_paper_is_plain_json_on_the_full_width(form, record, catalogue):
    laid_out = paper(form, maximal(form, catalogue), record, catalogue)
    assert json.loads(json.dumps(as_json(laid_out))) == json.loads(json.dumps(as_json(laid_out)))
    for part in laid_out.parts:
        for block in part.blocks:
            for inner in block.inside if isinstance(block, Card) else (block,):
                if isinstance(inner, Ruled):
                    assert sum(inner.widths) == pytest.approx(WIDTH)


def test_the_arrangement_names_only_what_some_form_asks():
    asked = {(section.key, field.key) for form in definitions() for section, field in form.fields()}
    named = {
        (key, field)
        for key, arranged in ARRANGED.items()
        for step in (*arranged.steps, *(arranged.table.columns if arranged.table else ()))
        for field in step.keys
    }
    assert named - asked == set()


def test_a_choice_shows_what_was_not_chosen_too(catalogue):
    field = Field(key="sex", kind=Kind.CHOICE, label="性别", options="sex")
    (block,) = section_blocks(one_section(field), Answers({"own": {"sex": "female"}}), catalogue)
    options = (
        Option(number="1", label="男", chosen=False),
        Option(number="2", label="女", chosen=True),
    )
    assert cells(block) == [[Text(text="性别"), Coded(options=options)]]


def test_official_codes_are_printed_rather_than_places(catalogue):
    field = Field(key="field", kind=Kind.CHOICE, label="领域", options="hitech_field")
    (block,) = section_blocks(one_section(field), Answers({"own": {"field": "0"}}), catalogue)
    (_, answer) = cells(block)[0]
    assert [option.number for option in answer.options] == [*map(str, range(1, 12)), "0"]
    assert [option.label for option in answer.options if option.chosen] == ["非高新技术"]


def test_a_code_of_a_long_list_stands_in_boxes(catalogue):
    field = Field(key="what", kind=Kind.CODES, label="学科", options="discipline", max_items=2)
    found = section_blocks(one_section(field), Answers({"own": {"what": ["520"]}}), catalogue)
    assert cells(next(found)) == [
        [Text(text="学科"), Boxed(entries=(("520", "计算机科学技术"),), boxes=3)]
    ]


def test_a_code_that_its_list_has_lost_is_printed_all_the_same(catalogue):
    field = Field(key="sex", kind=Kind.CHOICE, label="性别", options="sex")
    (block,) = section_blocks(one_section(field), Answers({"own": {"sex": "other"}}), catalogue)
    assert cells(block)[0][1].options[-1] == Option(number="*", label="other", chosen=True)


def test_text_that_could_not_be_read_is_printed_as_it_is(catalogue):
    field = Field(key="day", kind=Kind.DATE, label="日期")
    answers = Answers({"own": {"day": {"unread": "去年", "code": "not_date"}}})
    (block,) = section_blocks(one_section(field), answers, catalogue)
    assert cells(block) == [[Text(text="日期"), Text(text="去年")]]


def test_dates_are_spelled_on_lines_and_short_in_tables(catalogue):
    field = Field(key="day", kind=Kind.DATE, label="日期")
    (line,) = section_blocks(one_section(field), Answers({"own": {"day": "2025-03-01"}}), catalogue)
    rows = Answers({"own": [{"id": "a", "day": "2025-03-01"}]})
    section = one_section(field, repeats=(0, 9), layout=Layout.TABLE)
    (table,) = section_blocks(section, rows, catalogue)
    assert cells(line) == [[Text(text="日期"), Text(text="2025 年 3 月 1 日")]]
    assert cells(table)[-1] == [Text(text="1"), Text(text="2025-03-01")]


def test_figures_stand_in_a_band_with_their_unit_in_the_corner(catalogue):
    fields = tuple(Field(key=key, kind=Kind.MONEY, label=key, unit="万元") for key in ("甲", "乙"))
    section = one_section(*fields, layout=Layout.BAND)
    (block,) = section_blocks(section, Answers({"own": {"甲": "1234.50"}}), catalogue)
    assert (block.rows[0][0].content.text, block.rows[0][0].content.note) == ("自设", "单位：万元")
    assert cells(block)[1:] == [
        [Text(text="甲"), Text(text="乙")],
        [Figure(text="1,234.50"), Figure(text="")],
    ]


def test_cards_are_counted_in_chinese(catalogue):
    field = Field(key="name", kind=Kind.TEXT, label="名称")
    section = one_section(field, repeats=(1, 9), row_title="单位", layout=Layout.CARDS)
    rows = Answers({"own": [{"id": "a", "name": "甲"}, {"id": "b", "name": "乙"}]})
    assert [card.title for card in section_blocks(section, rows, catalogue)] == [
        "第一单位",
        "第二单位",
    ]


def test_long_text_becomes_paragraphs_without_the_blanks_typed_before_them(catalogue):
    field = Field(key="summary", kind=Kind.LONG_TEXT, label="简介")
    answers = Answers({"own": {"summary": "　　第一段\n\n  第二段"}})
    (block,) = section_blocks(one_section(field), answers, catalogue)
    assert block == Passage(label="简介", paragraphs=("第一段", "第二段"), height=18)


def test_rows_as_tall_as_a_page_may_break(catalogue):
    field = Field(key="name", kind=Kind.TEXT, label="名称", max_length=9000)
    section = one_section(field, repeats=(1, 9), layout=Layout.TABLE)
    (table,) = section_blocks(
        section, Answers({"own": [{"id": "a", "name": "长" * 900}]}), catalogue
    )
    assert [cell.breakable for cell in table.rows[-1]] == [True, True]


def test_intellectual_property_of_a_theory_is_left_out_when_there_is_none(record, catalogue):
    _, theory, _ = definitions()
    some = Answers({"ip_rights": [{"id": "a", "ip_type": "invention_patent"}]})
    none = Answers({"ip_summary": {"patents_granted_total": 0}})
    headings = [
        [part.heading for part in paper(theory, answers, record, catalogue).parts]
        for answers in (some, none)
    ]
    assert "第五部分　知识产权状况" in headings[0]
    assert not any("知识产权" in heading for heading in headings[1])


def test_a_blank_line_is_printed_for_what_is_not_asked(catalogue):
    adoption = definition("soft_science").by_key["adoption"]
    answers = Answers({"adoption": {"adoption_status": "not_adopted"}})
    drawn = section_blocks(adoption, answers, catalogue)
    labels = [cells(block)[0][0].text.replace("\n", "") for block in drawn]
    assert labels == ["采纳情况", "采纳（服务）部门", "采纳（批示）日期"]


def test_words_beside_other_are_printed_only_where_there_are_any(catalogue):
    overview = definition("applied_technology").by_key["overview"]

    def drawn(**values):
        answers = Answers({"overview": values})
        return repr(list(section_blocks(overview, answers, catalogue)))

    assert "演示说明" in drawn(achievement_form_other="演示说明")
    assert drawn().count("说明") == 0


def test_the_cover_takes_months_from_wherever_they_are_asked(record, catalogue):
    section = one_section(Field(key="research_start_month", kind=Kind.MONTH, label="起始"))
    answers = Answers({"own": {"research_start_month": "2021-03"}})
    cover = paper(form_of(section), answers, record, catalogue).cover
    assert (cover.research_start, cover.research_end) == (("2021", "03"), ("", ""))


def test_a_record_may_bring_its_own_sentences(record, catalogue):
    form = form_of(one_section(Field(key="name", kind=Kind.TEXT, label="名称")))
    usual = paper(form, Answers(), record, catalogue).signing
    legal = replace(_legal(), declaration=("另一声明",), seal_boxes=("甲意见",))
    other = paper(form, Answers(), replace(record, legal=legal), catalogue).signing
    assert usual.boxes == ("完成单位意见", "推荐单位意见", "登记机构意见")
    assert (other.declaration, other.boxes) == (("另一声明",), ("甲意见",))


def _legal():
    from kedeng.renderings.pdf.legal import legal_of  # noqa: PLC0415

    return legal_of("2025")


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")]
)
def test_numbers_are_written_in_chinese(number, text):
    assert numeral(number) == text


@pytest.mark.parametrize(
    ("label", "broken"),
    [
        ("成果名称", "成果名称"),
        ("所属高新技术领域", "所属高新\n技术领域"),
        ("评价证书（报告）编号", "评价证书\n（报告）编号"),
        ("副主任(副组长)", "副主任\n(副组长)"),
        ("2025-03-01 to 2025-04-01", "2025-03-01 to 2025-04-01"),
    ],
)
def test_labels_are_broken_into_like_lines(label, broken):
    assert balanced(label, 27) == broken
