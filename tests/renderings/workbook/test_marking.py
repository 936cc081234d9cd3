"""A workbook with mistakes comes back with exactly these marked and explained (issue 2, 6)."""

from datetime import date

import pytest
from tests.complete import SLOTS, UNIT, complete_answers
from tests.workbooks import MARKS, MISTAKES, marked, opened, planted_mark

from kedeng.formkit.answers import Answers
from kedeng.formkit.check import Problem, check
from kedeng.formkit.facts import Facts, UnitFacts
from kedeng.formkit.rules import Severity, Stage
from kedeng.formkit.visible import settle
from kedeng.renderings.workbook import fill_in_workbook, marked_copy, read_workbook


def quoted(text):
    return text if len(text) <= 60 else f"{text[:60]}…"


@pytest.fixture
def facts(catalogue):
    return Facts(
        today=date(2026, 1, 20),
        catalogue=catalogue,
        unit=UnitFacts(name=UNIT, names=frozenset({UNIT})),
        round_year=2025,
        evidence_from=date(2025, 1, 1),
        evidence_to=date(2025, 12, 31),
        filled_slots=frozenset(SLOTS["soft_science"]),
    )


@pytest.fixture
def at(soft, catalogue, desk):
    answers = Answers(complete_answers("soft_science"))
    return desk(fill_in_workbook(soft, answers, catalogue, "演示", code="ABC"))


def judged(data, soft, facts):
    reading = read_workbook(data, soft, facts.catalogue)
    settled = settle(soft, Answers(reading.answers))
    return check(soft, settled, Stage.SUBMISSION, facts)


def test_ten_planted_mistakes_come_back_as_exactly_these_ten(at, soft, catalogue, facts):
    assert judged(at.saved(), soft, facts) == []
    planted = {}
    for sheet, label, row, typed, told in MISTAKES:
        cell = at.cell(sheet, label, row)
        cell.value = typed
        planted[(sheet, cell.coordinate)] = planted_mark(label, told)
    data = at.saved()
    copy = marked_copy(data, judged(data, soft, facts), soft, catalogue)
    assert marked(copy) == planted
    listed = opened(copy)["问题清单"]
    assert [tuple(cell.value for cell in line[2:7]) for line in listed.iter_rows(min_row=4)] == [
        (sheet, cell.coordinate, label, quoted(typed or ""), told)
        for sheet, label, row, typed, told in MISTAKES
        for cell in [at.cell(sheet, label, row)]
    ]
    assert opened(copy).sheetnames[0] == "问题清单"


def test_a_mended_copy_is_taken_without_doubles(at, soft, catalogue, facts, desk):
    at.type("完成人", "性别", "保密")
    data = at.saved()
    again = desk(marked_copy(data, judged(data, soft, facts), soft, catalogue))
    again.type("完成人", "性别", "女")
    mended = again.saved()
    assert judged(mended, soft, facts) == []
    reading = read_workbook(mended, soft, catalogue)
    expected = read_workbook(
        fill_in_workbook(soft, Answers(complete_answers("soft_science")), catalogue, ""),
        soft,
        catalogue,
    )
    assert reading.answers == expected.answers
    assert (reading.origin.code, reading.origin.title) == ("ABC", "演示")


def test_the_typed_text_stays_in_the_cells_right_or_wrong(at, soft, catalogue):
    at.type("成果概况", "研究起始日期", "2022年3月")
    at.type("成果概况", "研究终止日期", "很久以前")
    copy = opened(marked_copy(at.saved(), (), soft, catalogue))["成果概况"]
    typed = {line[1].value: line[3].value for line in copy.iter_rows(min_row=5)}
    assert (typed["研究起始日期"], typed["研究终止日期"]) == ("2022年3月", "很久以前")


def test_only_what_cannot_be_read_is_marked_when_no_problems_are_handed_over(at, soft, catalogue):
    at.type("完成人", "出生年月", "属猴")
    at.type("完成人", "姓名", None)
    copy = marked_copy(at.saved(), (), soft, catalogue)
    assert marked(copy) == {("完成人", "D6"): "必须修改：\n请填写年月，例如 2025-06。"}


def test_a_problem_of_a_row_a_section_or_the_evidence_finds_its_place(at, soft, catalogue):
    def problem(path, severity):
        return Problem("required", path, severity, {"label": path})

    copy = marked_copy(
        at.saved(),
        [
            problem("people[q1]", Severity.WARNING),
            problem("people", Severity.CONFIRM),
            problem("evidence.R-2", Severity.CONFIRM),
        ],
        soft,
        catalogue,
    )
    assert set(marked(copy)) == {("完成人", "B1"), ("完成人", "B6")}
    listed = opened(copy)["问题清单"]
    found = [tuple(cell.value for cell in line[1:4]) for line in listed.iter_rows(min_row=4)]
    assert found == [
        ("请核对或说明", "完成人", "B1"),
        ("请留意", "完成人", "B6"),
        ("请核对或说明", "（网页上）", None),
    ]


def test_several_problems_of_a_cell_share_a_mark_in_the_gravest_colour(at, soft, catalogue):
    path = "people[q1].name"
    problems = [
        Problem("required", path, Severity.WARNING, {"label": "甲"}),
        Problem("not_yes_no", path, Severity.ERROR, {"label": "乙"}),
    ]
    copy = opened(marked_copy(at.saved(), problems, soft, catalogue))
    cell = copy["完成人"]["B6"]
    assert (MARKS[cell.fill.fgColor.rgb], cell.comment.text) == (
        "error",
        "必须修改：\n没有填写，请填写或选择。\n请填写“是”或“否”。",
    )


def test_a_section_whose_sheet_was_deleted_gets_none_in_the_copy(at, soft, catalogue):
    del at.book["经费投入"]
    problem = Problem("required", "funding.funding_own", Severity.ERROR, {"label": "自有资金"})
    copy = marked_copy(at.saved(), [problem], soft, catalogue)
    assert "经费投入" not in opened(copy).sheetnames
    assert "funding" not in read_workbook(copy, soft, catalogue).answers
    assert opened(copy)["问题清单"]["C4"].value == "（网页上）"
