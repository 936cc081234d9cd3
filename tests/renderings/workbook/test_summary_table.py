"""The summary table as a workbook."""

import io
from datetime import date

import openpyxl
import pytest
from tests.renderings.workbook.test_formulas import PAYLOADS

from kedeng.renderings.pdf.table import SummaryTable
from kedeng.renderings.workbook.summary_table import summary_workbook

ROW = {
    "name": "演示用低浓度瓦斯利用方法与安全输送成套技术研究及工程示范",
    "category": "软科学成果",
    "first_unit": "演示大学",
    "people": "；".join(["王㛃", "李强"] * 8),
    "project": "演示课题\n2022DEMO01",
    "number": "9142025R0001",
}


def table(rows):
    return SummaryTable(
        title="成果登记项目汇总表",
        organisation="演示省教育厅",
        year=2025,
        filled_by="演示李明",
        phone="0351-1234567",
        date=date(2026, 1, 22),
        rows=rows,
        totals=[("应用技术成果", 0), ("基础理论成果", 0), ("软科学成果", len(rows))],
        digest="ab12" * 16,
        batch="2025-AB12AB12",
    )


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(summary_workbook(table([ROW] * 3))))


def test_head_rows_and_foot_stand_in_their_places(book):
    sheet = book["汇总表"]
    assert sheet["A1"].value == "成果登记项目汇总表"
    assert sheet["A2"].value == (
        "组织管理部门（盖章）：演示省教育厅    登记年度：2025    填报人：演示李明    "
        "联系电话：0351-1234567    填报日期：2026 年 1 月 22 日    项目总数：3    "
        "批次号：2025-AB12AB12"
    )
    assert [cell.value for cell in sheet["A"][2:6]] == ["序号", 1, 2, 3]
    assert sheet["A7"].value == (
        "分类合计：应用技术成果 0 项；基础理论成果 0 项；软科学成果 3 项；合计 3 项。"
        "数据校验码 AB12 AB12 AB12 AB12"
    )


def test_head_is_frozen_filtered_and_repeated_on_a4_lying(book):
    sheet = book["汇总表"]
    assert (
        sheet.freeze_panes,
        sheet.auto_filter.ref,
        sheet.print_title_rows,
        sheet.page_setup.orientation,
        sheet.page_setup.paperSize,
        sheet.page_setup.fitToHeight,
    ) == ("C4", "A3:O6", "$1:$3", "landscape", 9, 0)
    assert sheet.oddFooter.left.text == "共 3 项 · 数据校验码 AB12 AB12 AB12 AB12"


def test_columns_follow_the_paper_keep_numbers_whole_and_rows_show_every_line(book):
    sheet = book["汇总表"]
    name, category, number = (round(sheet.column_dimensions[letter].width) for letter in "BCN")
    assert (name, category, number) == (18, 11, 15)
    assert sheet.row_dimensions[4].height == 116.25  # seven lines of names
    together = sum(dim.width * (dim.max - dim.min + 1) for dim in sheet.column_dimensions.values())
    assert 150 < together < 200  # A4 lying at three quarters of the size or more


def test_the_second_sheet_counts(book):
    sheet = book["统计"]
    assert [(line[0].value, line[1].value) for line in sheet.iter_rows(min_row=2, max_row=6)] == [
        ("成果类别", "项数"),
        ("应用技术成果", 0),
        ("基础理论成果", 0),
        ("软科学成果", 3),
        ("合计", 3),
    ]
    assert sheet.cell(sheet.max_row, 1).value == f"数据校验码：{'ab12' * 16}"


def test_an_empty_table_is_a_table_too():
    sheet = openpyxl.load_workbook(io.BytesIO(summary_workbook(table([]))))["汇总表"]
    assert sheet["A4"].value == (
        "分类合计：应用技术成果 0 项；基础理论成果 0 项；软科学成果 0 项；合计 0 项。"
        "数据校验码 AB12 AB12 AB12 AB12"
    )


def test_no_text_becomes_a_formula():
    data = summary_workbook(table([{"name": text, "people": text} for text in PAYLOADS]))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["汇总表"]
    names = [line[1] for line in sheet.iter_rows(min_row=4, max_row=203)]
    assert {cell.data_type for cell in names} == {"s"}
    assert [cell.value.replace("_x005F_", "_") for cell in names] == PAYLOADS
