"""Rows pasted from Excel or WPS into a table of the page."""

import pytest

from kedeng.renderings.workbook import pasted_rows


@pytest.fixture
def people(soft):
    return soft.by_key["people"]


def without_ids(rows):
    assert len({row["id"] for row in rows}) == len(rows)
    return [{key: value for key, value in row.items() if key != "id"} for row in rows]


def test_without_a_head_the_columns_follow_the_order_of_the_fields(people, catalogue):
    text = "张三\t男\t1980-05\t教授\t博士研究生\t否\t演示大学\t总体方案\r\n李四\t女\t1990/3\r\n"
    assert without_ids(pasted_rows(people, text, catalogue)) == [
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
    assert without_ids(pasted_rows(people, text, catalogue)) == [
        {"name": "张三", "sex": "male", "birth_month": "1980-05"},
        {"name": "李四", "sex": "female", "birth_month": "1990-03"},
    ]


def test_a_head_alone_gives_no_rows(people, catalogue):
    assert pasted_rows(people, "姓名\t性别", catalogue) == []


def test_what_cannot_be_read_is_kept(people, catalogue):
    (row,) = pasted_rows(people, "张三\t未知\t属猴", catalogue)
    assert (row["sex"], row["birth_month"]) == (
        {"unread": "未知", "code": "not_in_list"},
        {"unread": "属猴", "code": "not_month"},
    )


def test_quoted_cells_hold_line_breaks_tabs_and_quotes(people, catalogue):
    text = '张三\t"男"\t\t\t\t\t"演示大学\n物理学院"\t"提出""新""方案\n完成试验"\n李四\t女'
    assert without_ids(pasted_rows(people, text, catalogue)) == [
        {
            "name": "张三",
            "sex": {"unread": '"男"', "code": "not_in_list"},
            "employer": "演示大学 物理学院",
            "contribution": '提出"新"方案 完成试验',
        },
        {"name": "李四", "sex": "female"},
    ]


def test_a_lone_quote_is_only_a_character(people, catalogue):
    rows = pasted_rows(people, '"张三\t男\n5"管\t女', catalogue)
    assert [row["name"] for row in rows] == ['"张三', '5"管']


def test_blank_lines_and_cells_beyond_the_last_field_are_passed_over(people, catalogue):
    text = "\n\t\t\n张三\t男\t1980-05\t正高级\t本科\t否\t甲\t乙\t多余\t的\n\n"
    (row,) = pasted_rows(people, text, catalogue)
    assert (row["name"], row["contribution"]) == ("张三", "乙")


@pytest.mark.parametrize("text", ["", " ", "\n\t\n"])
def test_nothing_pasted_gives_nothing(people, catalogue, text):
    assert pasted_rows(people, text, catalogue) == []
