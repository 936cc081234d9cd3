"""A workbook comes back with the same answers as the page, whatever people did to the sheets."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.renderings.maximal import maximal

from kedeng.definitions.registry import definition
from kedeng.formkit.answers import Answers
from kedeng.formkit.codec import edit
from kedeng.formkit.reading import read_section
from kedeng.renderings.workbook import RefusedWorkbookError, fill_in_workbook, read_workbook
from kedeng.renderings.workbook.layout import asked_fields


def asked_of(form, answers):
    """Answers without the computed ones, which nobody types."""
    return {
        section.key: _asked(section, answers.section(section.key))
        if section.repeats is None
        else [{"id": row["id"], **_asked(section, row)} for row in answers.rows(section.key)]
        for section in form.sections
    }


def _asked(section, values):
    return {field.key: values[field.key] for field in asked_fields(section)}


def typed_on_the_page(form, answers, catalogue):
    """What the page's inputs would send for these answers, read by the page's reader."""

    def texts(section, values):
        return {f.key: edit(f, values[f.key], catalogue) for f in asked_fields(section)}

    return {
        section.key: read_section(
            section,
            texts(section, answers.section(section.key))
            if section.repeats is None
            else [{"id": row["id"], **texts(section, row)} for row in answers.rows(section.key)],
            catalogue,
        )
        for section in form.sections
    }


def test_a_maximal_draft_goes_there_and_back_unchanged(form, catalogue):
    answers = maximal(form, catalogue)
    data = fill_in_workbook(form, answers, catalogue, "大", code="ABC", versions={"people": 7})
    reading = read_workbook(data, form, catalogue)
    assert reading.answers == asked_of(form, answers)
    assert reading.problems == reading.notices == ()
    origin = reading.origin
    assert (origin.code, origin.title, origin.versions) == ("ABC", "大", {"people": 7})


def test_a_workbook_filled_by_hand_makes_the_same_draft_as_the_page(form, catalogue, desk):
    answers = maximal(form, catalogue)
    at = desk(fill_in_workbook(form, Answers({}), catalogue, ""))
    for section in form.sections:
        rows = (
            [answers.section(section.key)] if section.repeats is None else answers.rows(section.key)
        )
        for place, row in enumerate(rows, start=1):
            for field in asked_fields(section):
                label = (
                    f"{field.label}（{field.unit}）"
                    if section.repeats and field.unit
                    else field.label
                )
                at.type(section.title, label, edit(field, row[field.key], catalogue), place)
    reading = read_workbook(at.saved(), form, catalogue)
    page = typed_on_the_page(form, answers, catalogue)
    for rows in [*reading.answers.values(), *page.values()]:
        for row in rows if isinstance(rows, list) else []:
            row.pop("id")  # the page's rows and the workbook's get ids of their own
    assert reading.answers == page
    assert reading.problems == ()


def test_a_blank_workbook_gives_blank_sections(blank, soft, catalogue):
    reading = read_workbook(blank, soft, catalogue)
    assert reading.answers == {
        section.key: {} if section.repeats is None else [] for section in soft.sections
    }


def test_numbers_dates_and_truth_as_excel_keeps_them_are_read(blank, soft, catalogue, desk):
    at = desk(blank)
    at.type("经费投入", "地方投入", 30)
    at.type("经费投入", "自有资金", 12.5)
    at.type("评价情况", "评价日期", datetime(2025, 6, 18))
    at.type("评价情况", "评价结论是否肯定", True)
    at.type("成果概况", "研究起始日期", date(2022, 3, 1))
    at.type("成果概况", "成果应用行业", 6)
    at.type("成果概况", "社会经济目标", "02")
    at.type("完成单位", "手机", 13800000000)
    at.type("完成单位", "所在省市", 1401)
    for cell, shape in (("评价日期", "yyyy-mm-dd"),):
        at.cell("评价情况", cell).number_format = shape
    at.cell("成果概况", "研究起始日期").number_format = 'yyyy"年"m"月"'
    reading = read_workbook(at.saved(), soft, catalogue)
    assert reading.answers["funding"] == {"funding_local": "30.00", "funding_own": "12.50"}
    assert reading.answers["evaluation"] == {
        "evaluation_date": "2025-06-18",
        "evaluation_is_positive": True,
    }
    assert reading.answers["overview"] == {
        "research_start_month": "2022-03",
        "application_industry_code": "6",
        "socioeconomic_objective_code": "02",
    }
    (unit,) = reading.answers["units"]
    assert (unit["contact_mobile"], unit["region_code"]) == ("13800000000", "1401")


def test_labels_codes_and_both_at_once_are_read(blank, soft, catalogue, desk):
    at = desk(blank)
    at.type("成果概况", "学科分类", "440；110 数学")
    at.type("成果概况", "研究形式", "独立研究")
    at.type("完成人", "性别", "女")
    at.type("完成人", "性别", "male", row=2)
    reading = read_workbook(at.saved(), soft, catalogue)
    assert reading.answers["overview"] == {
        "discipline_code": ["440", "110"],
        "research_mode": "independent",
    }
    assert [row["sex"] for row in reading.answers["people"]] == ["female", "male"]


def test_a_cell_that_cannot_be_read_is_told_with_its_address(blank, soft, catalogue, desk):
    at = desk(blank)
    at.type("经费投入", "地方投入", "三十万")
    at.type("完成人", "出生年月", "属猴", row=3)
    reading = read_workbook(at.saved(), soft, catalogue)
    assert [(p.sheet, p.cell, p.label, p.sentence) for p in reading.problems] == [
        ("经费投入", "D7", "地方投入", "请填写数字，例如 120 或 120.50（单位：万元）。"),
        ("完成人", "D8", "出生年月", "请填写年月，例如 2025-06。"),
    ]


def test_a_number_too_long_for_excel_is_not_taken_for_an_answer(blank, soft, catalogue, desk):
    at = desk(blank)
    at.type("完成单位", "统一社会信用代码", 121400004057001234)
    reading = read_workbook(at.saved(), soft, catalogue)
    (unit,) = reading.answers["units"]
    assert unit["uscc"] == {"unread": "121400004057001000", "code": "digits_lost"}
    assert [p.sentence for p in reading.problems] == [
        "数字太长，表格软件只留住了前 15 位。请把单元格格式改为“文本”，再重新填写。"
    ]


def people(at):
    for row, (name, sex) in enumerate([("张三", "男"), ("李四", "女")], start=1):
        at.type("完成人", "姓名", name, row)
        at.type("完成人", "性别", sex, row)
    at.type("成果概况", "成果名称", "演示")


def names(reading):
    return [(row["name"], row["sex"]) for row in reading.answers["people"]]


PEOPLE = [("张三", "male"), ("李四", "female")]


def test_sheets_in_another_order_with_other_names_and_further_ones_are_found(
    blank, soft, catalogue, desk
):
    at = desk(blank)
    people(at)
    at.book.create_sheet("随手记", 0)["A1"] = "别忘了盖章"
    at.sheet("完成人").title = "人员"
    at.book.move_sheet("人员", -5)
    reading = read_workbook(at.saved(), soft, catalogue)
    assert names(reading) == PEOPLE
    assert reading.notices == ()


@pytest.mark.parametrize("with_keys", [True, False], ids=["whole columns", "visible rows only"])
def test_columns_in_another_order_are_found(blank, soft, catalogue, desk, with_keys):
    at = desk(blank)
    people(at)
    sheet = at.sheet("完成人")
    for row in sheet.iter_rows(min_row=1 if with_keys else 4, min_col=2, max_col=9):
        values = [cell.value for cell in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value
    assert names(read_workbook(at.saved(), soft, catalogue)) == PEOPLE


def test_a_changed_head_is_found_by_the_key_above_it(blank, soft, catalogue, desk):
    at = desk(blank)
    people(at)
    at.sheet("完成人")["C4"] = "男/女"
    assert names(read_workbook(at.saved(), soft, catalogue)) == PEOPLE


def test_without_the_hidden_column_labels_suffice(blank, soft, catalogue, desk):
    at = desk(blank)
    people(at)
    for name in ("完成人", "成果概况"):
        at.sheet(name).delete_cols(1)
    reading = read_workbook(at.saved(), soft, catalogue)
    assert names(reading) == PEOPLE
    assert reading.answers["overview"] == {"achievement_name": "演示"}


def test_a_sheet_that_was_deleted_leaves_its_section_alone(blank, soft, catalogue, desk):
    at = desk(blank)
    people(at)
    del at.book["成果概况"]
    reading = read_workbook(at.saved(), soft, catalogue)
    assert "overview" not in reading.answers
    assert names(reading) == PEOPLE
    assert reading.notices == ("没有找到工作表“成果概况”，这一部分保持原样。",)


def test_a_column_of_ones_own_is_passed_over_and_told(blank, soft, catalogue, desk):
    at = desk(blank)
    people(at)
    sheet = at.sheet("完成人")
    sheet["J4"], sheet["J6"] = "备注", "组长"
    sheet["K7"] = "副组长"
    reading = read_workbook(at.saved(), soft, catalogue)
    assert names(reading) == PEOPLE
    assert reading.notices == (
        "工作表“完成人”的“备注”不是这张表的项目，没有读入。",
        "工作表“完成人”的“第 K 列”不是这张表的项目，没有读入。",
    )


def test_rows_keep_their_ids_and_new_ones_get_the_same_at_every_reading(soft, catalogue, desk):
    rows = [{"id": "a1", "name": "张三"}, {"id": "a2", "name": "李四"}]
    at = desk(fill_in_workbook(soft, Answers({"people": rows}), catalogue, ""))
    sheet = at.sheet("完成人")
    sheet.insert_rows(7)
    sheet["B7"] = "王五"
    sheet["A9"], sheet["B9"] = "a1", "张三的副本"
    data = at.saved()
    first, second = (read_workbook(data, soft, catalogue).answers["people"] for _ in range(2))
    assert first == second
    assert [row["name"] for row in first] == ["张三", "王五", "李四", "张三的副本"]
    assert (first[0]["id"], first[2]["id"]) == ("a1", "a2")
    assert len({row["id"] for row in first}) == 4


def test_rows_typed_into_prepared_lines_keep_their_id_when_the_file_is_edited_again(
    blank, soft, catalogue, desk
):
    at = desk(blank)
    people(at)
    first = read_workbook(at.saved(), soft, catalogue).answers["people"]
    at.type("完成人", "姓名", "张三丰")
    second = read_workbook(at.saved(), soft, catalogue).answers["people"]
    assert [row["id"] for row in first] == [row["id"] for row in second]


def test_a_workbook_of_another_form_or_edition_or_of_somebody_else_is_refused(
    soft, catalogue, desk
):
    applied = definition("applied_technology")
    data = fill_in_workbook(applied, Answers({}), catalogue, "")
    stranger = desk(data)
    del stranger.book["_登记"]
    told = []
    for file, form in (
        (data, soft),
        (data, replace(applied, edition="2026")),
        (stranger.saved(), applied),
    ):
        with pytest.raises(RefusedWorkbookError) as refused:
            read_workbook(file, form, catalogue)
        told.append(refused.value.sentence)
    assert told == [
        "这份工作簿是《应用技术成果》的，现在填的是《软科学成果》。请换成对应的工作簿。",
        ("这份工作簿是 2025 版，现在使用 2026 版。请重新下载工作簿，把内容粘贴进去后再上传。"),
        "这不是从本系统下载的填报工作簿。请在草稿页面下载工作簿，填好后上传。",
    ]
