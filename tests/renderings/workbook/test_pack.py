"""An evidence pack from a workbook: rows are choices, the slots of a row are all needed."""

import io

import pytest
import xlsxwriter

from kedeng.domain import evidence
from kedeng.domain.pack_check import pack_faults
from kedeng.renderings.workbook.pack import PackError, read_pack_workbook

HEAD = [
    ["代号", "demo-2026"],
    ["名称", "演示省材料要求"],
    ["依据", "演示通知"],
    ["依据是否可靠", "SOURCED"],
]
SLOTS = ["类别", "代号", "名称", "分组", "条款", "页码提示", "说明", "须写名称"]
NEEDS = ["类别", "代号", "要求", "条款", "条件", "材料代号"]
MATERIALS = [
    ["应用技术", "Y-1", "研制报告", "", "第四条", "全文", "", ""],
    ["应用技术", "Y-2", "验收意见", "评价证明", "第四条", "", "", ""],
    ["应用技术", "Y-3", "用户证明", "", "第四条", "", "", ""],
    ["应用技术", "Y-4", "其他证明", "评价证明", "第四条", "", "", "是"],
    ["基础理论", "J-1", "论文", "", "第四条", "", "", ""],
    ["软科学", "R-1", "研究报告", "", "第四条", "", "", ""],
]
DEMANDS = [
    ["应用技术", "A", "评价材料和研制报告", "第四条", "", "Y-1、Y-2"],
    ["应用技术", "A", "评价材料和研制报告", "第四条", "", "Y-1，Y-4"],
    ["应用技术", "B", "用户证明", "第四条", "stamped_form_required", "Y-3"],
    ["基础理论", "J", "论文", "第四条", "", "J-1"],
    ["软科学", "R", "研究报告", "第四条", "", "R-1"],
]


def book(**sheets):
    buffer = io.BytesIO()
    told = {"说明": HEAD, "材料": [SLOTS, *MATERIALS], "要求": [NEEDS, *DEMANDS]} | sheets
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        for name, rows in told.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def test_a_workbook_becomes_a_pack():
    content = read_pack_workbook(book()) | {"version": 1}
    assert pack_faults(content) == []
    applied = evidence.load(content).categories["applied_technology"]
    assert [slot.key for slot in applied.slots] == ["Y-1", "Y-2", "Y-3", "Y-4"]
    assert applied.by_key["Y-4"].named
    assert content["categories"]["applied_technology"]["requirements"] == [
        {
            "key": "A",
            "title": "评价材料和研制报告",
            "article": "第四条",
            "needs": {"any": [{"all": ["Y-1", "Y-2"]}, {"all": ["Y-1", "Y-4"]}]},
        },
        {
            "key": "B",
            "title": "用户证明",
            "article": "第四条",
            "needs": {"if": "stamped_form_required", "then": "Y-3"},
        },
    ]


def test_otherwise_is_what_is_needed_where_the_condition_does_not_hold():
    demands = [
        ["软科学", "R", "报告", "第四条", "strict", "R-1、R-2"],
        ["软科学", "R", "报告", "第四条", "否则", "R-1"],
    ]
    content = read_pack_workbook(book(要求=[NEEDS, *demands]))
    assert content["categories"]["soft_science"]["requirements"][0]["needs"] == {
        "if": "strict",
        "then": {"all": ["R-1", "R-2"]},
        "else": "R-1",
    }


@pytest.mark.parametrize(
    ("sheets", "faults"),
    [
        (
            {"材料": [["类别"], ["应用技术"]]},
            ["工作表“材料”缺少这些列：代号、名称、分组、条款、页码提示、说明、须写名称。"],
        ),
        (
            {"要求": [NEEDS, ["农业", "A", "甲", "乙", "", "Y-1"]]},
            ["工作表“要求”第 2 行：类别只能是应用技术、基础理论、软科学。"],
        ),
    ],
)
def test_what_is_wrong_is_named_by_sheet_and_row(sheets, faults):
    with pytest.raises(PackError) as caught:
        read_pack_workbook(book(**sheets))
    assert list(caught.value.faults) == faults


def test_a_missing_sheet_and_no_workbook_at_all():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        made.add_worksheet("说明")
    with pytest.raises(PackError, match="缺少工作表“材料”。；缺少工作表“要求”。"):
        read_pack_workbook(buffer.getvalue())
    with pytest.raises(PackError, match="工作簿打不开"):
        read_pack_workbook(b"PK nothing")


def test_a_slot_that_nobody_declared_is_found_by_the_judge():
    demands = [["应用技术", "A", "甲", "乙", "", "Y-9"], *DEMANDS[3:]]
    content = read_pack_workbook(book(要求=[NEEDS, *demands]))
    assert pack_faults(content) == [
        "应用技术：第 1 项要求（甲）用到的材料 Y-9 没有在 slots 里写明。"
    ]
