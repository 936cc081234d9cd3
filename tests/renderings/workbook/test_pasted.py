"""Rows pasted from Excel or WPS into a table of the page."""

from dataclasses import replace

import pytest

from kedeng.definitions.registry import definition, definitions, editions
from kedeng.formkit.codelist import fold
from kedeng.renderings.pdf.arrangement import ARRANGED
from kedeng.renderings.workbook import pasted_rows
from kedeng.renderings.workbook.headings import fields_by_column


@pytest.fixture
def people(soft):
    return soft.by_key["people"]


def without_ids(rows):
    assert len({row["id"] for row in rows}) == len(rows)
    return [{key: value for key, value in row.items() if key != "id"} for row in rows]


def test_without_a_head_the_columns_follow_the_order_of_the_fields(people, catalogue):
    text = "张三\t男\t1980-05\t教授\t博士研究生\t否\t演示大学\t总体方案\r\n李四\t女\t1990/3\r\n"
    assert without_ids(pasted_rows(people, text, catalogue).rows) == [
        {
            "name": "张三",
            "sex": "male",
            "birth_month": "1980-05",
            "professional_title": "senior",
            "education_level": "doctor",
            "is_returnee": False,
            "employer": "演示大学",
            "contribution": "总体方案",
        },
        {"name": "李四", "sex": "female", "birth_month": "1990-03"},
    ]


def test_a_head_may_name_the_columns_in_any_order_and_name_others_too(people, catalogue):
    text = "序号\t出生年月\t 姓 名 \t性别（必填）\n1\t1980-05\t张三\t男\n2\t1990-03\t李四\t女"
    assert without_ids(pasted_rows(people, text, catalogue).rows) == [
        {"name": "张三", "sex": "male", "birth_month": "1980-05"},
        {"name": "李四", "sex": "female", "birth_month": "1990-03"},
    ]


def test_a_head_alone_gives_no_rows(people, catalogue):
    assert pasted_rows(people, "姓名\t性别", catalogue).rows == []


def test_what_cannot_be_read_is_kept(people, catalogue):
    (row,) = pasted_rows(people, "张三\t未知\t属猴", catalogue).rows
    assert (row["sex"], row["birth_month"]) == (
        {"unread": "未知", "code": "not_in_list"},
        {"unread": "属猴", "code": "not_month"},
    )


def test_quoted_cells_hold_line_breaks_tabs_and_quotes(people, catalogue):
    text = '张三\t"男"\t\t\t\t\t"演示大学\n物理学院"\t"提出""新""方案\n完成试验"\n李四\t女'
    assert without_ids(pasted_rows(people, text, catalogue).rows) == [
        {
            "name": "张三",
            "sex": {"unread": '"男"', "code": "not_in_list"},
            "employer": "演示大学 物理学院",
            "contribution": '提出"新"方案 完成试验',
        },
        {"name": "李四", "sex": "female"},
    ]


def test_a_lone_quote_is_only_a_character(people, catalogue):
    rows = pasted_rows(people, '"张三\t男\n5"管\t女', catalogue).rows
    assert [row["name"] for row in rows] == ['"张三', '5"管']


def test_blank_lines_are_passed_over_and_cells_beyond_the_last_field_named(people, catalogue):
    text = "\n\t\t\n张三\t男\t1980-05\t正高级\t本科\t否\t甲\t乙\t多余\t的\n\n"
    pasted = pasted_rows(people, text, catalogue)
    assert [(row["name"], row["contribution"]) for row in pasted.rows] == [("张三", "乙")]
    assert (pasted.left_out, pasted.is_whole) == (("第 9 列", "第 10 列"), False)


@pytest.mark.parametrize("text", ["", " ", "\n\t\n"])
def test_nothing_pasted_gives_nothing(people, catalogue, text):
    assert pasted_rows(people, text, catalogue).rows == []


def test_heads_of_the_paper_form_are_recognised(people, catalogue):
    text = (
        "主要完成人情况\n"
        "序号\t姓名\t性别\t出生日期\t学历/学位\t职称\t单位\t对成果创造性贡献\n"
        "1\t张三\t男\t1980.5.12\t博士\t教授\t演示大学\t总体方案"
    )
    pasted = pasted_rows(people, text, catalogue)
    assert without_ids(pasted.rows) == [
        {
            "name": "张三",
            "sex": "male",
            "birth_month": "1980-05",
            "professional_title": "senior",
            "education_level": "doctor",
            "employer": "演示大学",
            "contribution": "总体方案",
        }
    ]
    assert pasted.is_whole


@pytest.mark.parametrize(
    ("section", "heads"),
    [
        (
            "people",
            "贡献 主要贡献 创造性贡献 学历 学历学位 职称 单位 出生年月（如1980-05）",
        ),
        ("units", "单位 完成单位 单位性质 邮编 通讯地址 电话 手机号"),
        ("committee", "专家姓名 单位 职称 从事专业"),
        ("projects", "项目名称 项目编号 项目来源 下达单位 计划类别"),
        ("ip_rights", "知识产权类别 专利名称 专利号 授权日期 专利权人"),
    ],
)
def test_other_heads_of_papers_and_lists_name_a_field(section, heads):
    asked = definition("applied_technology").by_key[section]
    lost = [head for head in heads.split() if not fields_by_column(asked, [head])]
    assert lost == []


def test_every_head_that_our_paper_prints_names_its_fields():
    forms = {section.key: section for form in definitions() for section in form.sections}
    printed = [
        (key, column.keys, column.name.split("\n"))
        for key, arrangement in ARRANGED.items()
        if arrangement.table
        for column in arrangement.table.columns
        if column.name
    ]
    found = [
        (key, tuple(field.key for field in fields_by_column(forms[key], heads).values()), heads)
        for key, _, heads in printed
    ]
    assert found == printed != []


def test_one_name_makes_a_head_of_the_first_line_and_no_other(people, catalogue):
    pasted = pasted_rows(people, "姓名\t身份证号\n张三\t1401", catalogue)
    assert (without_ids(pasted.rows), pasted.left_out) == ([{"name": "张三"}], ("身份证号",))
    rows = pasted_rows(people, "甲\n单位\n乙", catalogue).rows
    assert [row["name"] for row in rows] == ["甲", "单位", "乙"]


def test_two_names_among_many_heads_make_a_head_and_the_others_are_named(people, catalogue):
    text = "姓名\t身份证号\t电话\t备注\t性别\n张三\t1401\t123\t\t男"
    pasted = pasted_rows(people, text, catalogue)
    assert without_ids(pasted.rows) == [{"name": "张三", "sex": "male"}]
    assert pasted.left_out == ("身份证号", "电话")  # nothing stands below 备注


def test_a_second_head_for_the_same_field_is_named(people, catalogue):
    pasted = pasted_rows(people, "姓名\t学历\t学位\n张三\t本科\t学士", catalogue)
    assert pasted.left_out == ("学位",)


def test_a_figure_under_another_unit_is_not_recognised(people, catalogue):
    money = replace(people.fields[0], key="cost", label="费用", unit="万元")
    heads = fields_by_column(replace(people, fields=(money,)), ["费用（元）", "费用（万元）"])
    assert heads == {1: money}


def test_lines_beyond_the_room_are_counted(people, catalogue):
    pasted = pasted_rows(people, "姓名\n甲\n乙\n丙", catalogue, most=2)
    assert ([row["name"] for row in pasted.rows], pasted.over) == (["甲", "乙"], 1)


def test_no_name_of_a_field_is_an_alias_of_another():
    sections = [
        section
        for edition in editions()
        for form in definitions(edition)
        for section in form.sections
    ]
    twice = {
        (section.key, alias)
        for section in sections
        for field in section.fields
        for alias in field.aliases
        for other in section.fields
        if other is not field and fold(alias) in {fold(n) for n in (other.label, *other.aliases)}
    }
    assert twice == set()
