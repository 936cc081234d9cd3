"""The workbook that is handed out."""

import io
from dataclasses import replace

import openpyxl
import pytest

from kedeng.formkit.answers import Answers
from kedeng.formkit.model import (
    Field,
    Kind,
)
from kedeng.formkit.status import Status
from kedeng.renderings.workbook import RefusedWorkbookError, fill_in_workbook, read_workbook
from kedeng.renderings.workbook.layout import sheet_name


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_form_has_guide_sections_code_tables_and_hidden_sheets(form, catalogue):
    book = opened(fill_in_workbook(form, Answers({}), catalogue, ""))
    titles = [section.title for section in form.sections]
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("填写说明", "visible"),
        *((title, "visible") for title in titles),
        ("代码表", "visible"),
        ("_选项", "hidden"),
        ("_登记", "veryHidden"),
    ]


def test_names_of_sheets_are_such_as_excel_lets_stand(form):
    names = [sheet_name(section) for section in form.sections]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 for name in names)


def test_every_question_has_its_cell_and_computed_ones_none(form, catalogue):
    book = opened(fill_in_workbook(form, Answers({}), catalogue, ""))
    for section in form.sections:
        sheet = book[section.title]
        asked = [field.key for field in section.fields if not field.computed]
        if section.repeats is None:
            assert [cell.value for cell in sheet["A"][4:] if cell.value] == asked
            assert [cell.value for cell in sheet["B"][4:]] == [f.label for f in section.fields]
        else:
            assert [cell.value for cell in sheet[2]][1:] == asked


def test_heads_stay_in_sight_and_the_print_is_a4_with_the_head_repeated(soft, catalogue):
    book = opened(fill_in_workbook(soft, Answers({}), catalogue, ""))
    found = {
        name: (
            book[name].freeze_panes,
            book[name].page_setup.paperSize,
            book[name].page_setup.orientation,
            book[name].print_title_rows,
            book[name].page_setup.fitToWidth,
        )
        for name in ("成果概况", "完成人")
    }
    assert found == {
        "成果概况": ("C5", 9, "portrait", "$4:$4", None),
        "完成人": ("C6", 9, "landscape", "$4:$5", None),
    }
    assert book["完成人"].sheet_properties.pageSetUpPr.fitToPage


def test_key_column_and_key_row_are_hidden(blank):
    for name in ("成果概况", "完成人"):
        sheet = opened(blank)[name]
        assert (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[2].hidden) == (True, True)


def test_answers_are_text_cells_coloured_by_how_far_they_are_wanted(blank, desk):
    at = desk(blank)
    found = {
        label: (
            at.cell("成果概况", label).number_format,
            at.cell("成果概况", label).fill.fgColor.rgb,
        )
        for label in ("成果名称", "学科分类", "其他体现形式说明", "中图分类号")
    }
    assert found == {
        "成果名称": ("@", "FFFFF6D6"),
        "学科分类": ("@", "FFFFF6D6"),
        "其他体现形式说明": ("@", "FFF1F6E8"),
        "中图分类号": ("@", "FFFFFFFF"),
    }


def test_a_choice_drops_down_and_refuses_others_a_long_list_only_offers(blank, catalogue):
    book = opened(blank)
    rules = {str(rule.sqref): rule for rule in book["完成人"].data_validations.dataValidation}
    sex = rules["C6:C55"]
    assert (sex.type, sex.showErrorMessage, sex.promptTitle) == ("list", True, "性别")
    name, _, area = sex.formula1.partition("!")
    cells = book[name.strip("'")][area.replace("$", "")]
    assert [cell.value for (cell,) in cells] == ["男", "女"]
    overview = book["成果概况"].data_validations.dataValidation
    industry = next(rule for rule in overview if str(rule.sqref) == "D15")
    assert (industry.type, bool(industry.showErrorMessage)) == ("list", False)


def test_the_help_of_a_column_is_a_comment_at_its_head(blank):
    head = opened(blank)["完成人"]["D4"]
    assert head.value == "出生年月"
    assert head.comment.text == (
        "出生年月（必填）\n只用于按年龄统计，不公开。填年月。例如 1980-05。"
    )


def test_every_heading_of_a_long_list_stands_in_the_code_tables(blank, catalogue):
    sheet = opened(blank)["代码表"]
    assert [cell.value for cell in sheet[3] if cell.value] == [
        "代码", "学科分类", "代码", "成果应用行业", "代码", "社会经济目标",
        "代码", "所在省市", "代码", "隶属部门",
    ]  # fmt: skip
    codes = [cell.value for cell in sheet["D"][3:] if cell.value]
    assert codes == [entry.code for entry in catalogue["industry"].entries]


def test_a_field_added_to_the_declaration_appears_by_itself(soft, catalogue):
    added = Field(
        key="added", kind=Kind.MONTH, label="新加的问题", help="看证书。", required=True,
        status=Status.SOURCED,
    )  # fmt: skip
    sections = tuple(
        replace(section, fields=(*section.fields, added))
        if section.key in {"overview", "people"}
        else section
        for section in soft.sections
    )
    grown = replace(soft, sections=sections)
    answers = Answers(
        {"overview": {"added": "2025-04"}, "people": [{"id": "a1", "added": "2025-05"}]}
    )
    data = fill_in_workbook(grown, answers, catalogue, "")
    overview, people = opened(data)["成果概况"], opened(data)["完成人"]
    assert [cell.value for cell in overview[overview.max_row]][1:] == [
        "新加的问题", "必填", "2025-04", "", "看证书。填年月。例如 2025-06。",
    ]  # fmt: skip
    assert [people.cell(row, 10).value for row in (4, 5, 6)] == ["新加的问题", "必填", "2025-05"]
    reading = read_workbook(data, grown, catalogue)
    assert (reading.answers["overview"], reading.answers["people"]) == (
        {"added": "2025-04"},
        [{"id": "a1", "added": "2025-05"}],
    )


def test_a_text_that_no_cell_holds_is_refused_rather_than_cut(soft, catalogue):
    answers = Answers({"summary": {"achievement_summary": "长" * 32768}})
    with pytest.raises(RefusedWorkbookError) as refused:
        fill_in_workbook(soft, answers, catalogue, "")
    assert refused.value.sentence == (
        "成果简介：现有 32768 个字，一个单元格放不下。请先在网页上删减，再下载工作簿。"
    )
