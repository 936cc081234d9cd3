"""The table of a desk lists exactly what it passed on and what has not come back."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from tests.records import ALL_CHECKED, move
from tests.stage import person

from kedeng.apps.insight.summary import summary_of
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.passing import passed_on
from kedeng.domain.profiles import Basis, Told, write_entries
from kedeng.domain.rights import Right
from kedeng.renderings.workbook.summary_table import summary_workbook


@pytest.fixture
def submitted(draft, author):
    """Give a factory of submitted records."""

    def make(category="soft_science", title=None):
        return move(author, draft(category, title), "submit")

    return make


@pytest.fixture
def recommended(submitted, unit_clerk, department_reviewer):
    def make(category="soft_science", title=None):
        record = move(unit_clerk, submitted(category, title), "pass_on")
        return move(department_reviewer, record, "recommend", checks=ALL_CHECKED)

    return make


@pytest.fixture
def registered(recommended, provincial_auditor):
    def make(category="soft_science", title=None):
        record = move(provincial_auditor, recommended(category, title), "accept")
        return move(provincial_auditor, record, "register", checks=ALL_CHECKED)

    return make


@pytest.fixture
def desks(unit_clerk, department_reviewer, provincial_auditor):
    return {
        "unit": unit_clerk,
        "department": department_reviewer,
        "province": provincial_auditor,
    }


def titles(actor, stage):
    return [row["name"] for row in summary_of(actor, stage.round).rows]


def test_r60_each_desk_lists_what_it_passed_on(stage, submitted, recommended, registered, desks):
    submitted(title="演示甲")
    move(desks["unit"], submitted(title="演示乙"), "pass_on")
    recommended(title="演示丙")
    registered(title="演示丁")
    assert {desk: titles(actor, stage) for desk, actor in desks.items()} == {
        "unit": ["演示乙", "演示丙", "演示丁"],
        "department": ["演示丙", "演示丁"],
        "province": ["演示丁"],
    }


def test_a_record_that_was_taken_back_is_out(stage, recommended, department_reviewer):
    move(department_reviewer, recommended(), "take_back")
    assert titles(department_reviewer, stage) == []


@pytest.mark.parametrize(
    ("back_to", "listed"),
    [
        (0, {"unit": [], "department": []}),
        (1, {"unit": [], "department": []}),
        (2, {"unit": ["演示甲"], "department": []}),
    ],
)
def test_a_returned_record_is_out_of_the_tables_of_the_desks_that_have_it_before_them_again(
    stage, recommended, desks, back_to, listed
):
    province = desks.pop("province")
    record = move(province, recommended(title="演示甲"), "accept")
    move(province, record, "return", to_desk=back_to, reason="请核对")
    assert {desk: titles(actor, stage) for desk, actor in desks.items()} == listed


def test_a_record_that_came_through_again_is_in_with_its_newest_version(
    stage, recommended, author, desks
):
    record = move(desks["province"], recommended(title="演示旧名"), "accept")
    record = move(desks["province"], record, "return", to_desk=0, reason="改名")
    section = record.sections.get(section="overview")
    actions.save_section(
        actor=author,
        registration=record,
        section="overview",
        content={**section.content, "achievement_name": "演示新名"},
        expected_version=section.version,
    )
    move(author, record, "resubmit")
    assert titles(desks["department"], stage) == []
    move(desks["unit"], record, "pass_on")
    move(desks["department"], record, "recommend", checks=ALL_CHECKED)
    assert titles(desks["department"], stage) == ["演示新名"]


def test_what_the_province_asks_to_supplement_stays_recommended(
    stage, recommended, department_reviewer, provincial_auditor, author
):
    record = move(
        provincial_auditor, recommended(title="演示甲"), "request_supplement", reason="缺页"
    )
    (row,) = summary_of(department_reviewer, stage.round).rows
    assert (row["name"], row["note"]) == ("演示甲", "待补正")
    move(author, record, "withdraw")
    assert titles(department_reviewer, stage) == []


def test_what_ended_otherwise_is_noted(stage, recommended, department_reviewer, provincial_auditor):
    move(provincial_auditor, recommended(title="演示甲"), "decline", reason="不属于范围")
    (row,) = summary_of(department_reviewer, stage.round).rows
    assert (row["name"], row["note"]) == ("演示甲", "不予受理")


def test_a_cancelled_registration_stays_in_the_provinces_table_with_its_note(
    stage, registered, provincial_auditor
):
    move(
        provincial_auditor, registered(title="演示甲"), "cancel", reason="重复", reason_code="other"
    )
    (row,) = summary_of(provincial_auditor, stage.round).rows
    assert (row["number"], row["note"]) == ("9142025R0001", "已注销")


def test_another_organisation_and_another_round_have_tables_of_their_own(
    stage, recommended, stranger, department_reviewer
):
    recommended()
    assert list(passed_on(stranger.organisation_id, [stage.round])) == []
    stage.round.pk, stage.round.title = None, "演示省 2024 年度登记"
    stage.round.save()
    assert summary_of(department_reviewer, stage.round).rows == []


def test_lines_follow_the_categories_then_the_order_of_passing_on(
    stage, recommended, department_reviewer
):
    for category, title in (
        ("soft_science", "演示甲"),
        ("applied_technology", "演示乙"),
        ("basic_theory", "演示丙"),
        ("applied_technology", "演示丁"),
    ):
        recommended(category, title)
    table = summary_of(department_reviewer, stage.round)
    assert [row["name"] for row in table.rows] == ["演示乙", "演示丁", "演示丙", "演示甲"]
    assert table.totals == [("应用技术成果", 2), ("基础理论成果", 1), ("软科学成果", 1)]


def test_a_line_and_the_head_say_what_forms_md_asks_for(stage, registered, provincial_auditor):
    record = registered(title="演示甲")
    project = record.revisions.get().answers["projects"][0]["project_number"]
    table = summary_of(provincial_auditor, stage.round)
    assert table.rows == [
        {
            "name": "演示甲",
            "category": "软科学成果",
            "first_unit": "演示大学",
            "other_units": "",
            "people": "张三（演示）",
            "project_source": "地方计划",
            "project": f"演示课题\n{project}",
            "period": "2022-03 至 2025-05",
            "evaluation_method": "验收",
            "evaluation": "演示评价单位\n2025-06-18",
            "level": "",
            "contact": "演示联系人\n0351-1234567",
            "number": "9142025R0001",
            "note": "",
        }
    ]
    assert (table.organisation, table.year, table.filled_by, table.phone) == (
        "演示省科学技术厅",
        2025,
        "演示auditor",
        "0351-0000000",
    )


def test_the_digest_tells_tables_apart_and_is_the_same_for_the_same_lines(
    stage, recommended, department_reviewer, provincial_auditor
):
    recommended(title="演示甲")
    first = summary_of(department_reviewer, stage.round)
    assert summary_of(department_reviewer, stage.round).digest == first.digest
    assert re.fullmatch(r"2025-[0-9A-F]{8}", first.batch)
    recommended(title="演示乙")
    second = summary_of(department_reviewer, stage.round)
    assert (second.digest == first.digest, second.batch == first.batch) == (False, False)


def test_a_table_is_sealed_by_what_its_body_is(
    stage, recommended, unit_clerk, department_reviewer, provincial_auditor
):
    recommended(title="演示甲")
    actors = (unit_clerk, department_reviewer, provincial_auditor)
    sealed = [summary_of(actor, stage.round).sealed_as for actor in actors]
    assert sealed == ["报送单位", "组织管理部门", "省级登记机构"]


def test_a_profile_chooses_the_columns(stage, recommended, department_reviewer):
    recommended(title="演示甲")
    columns = Told(["serial", "name：项目名称", "people"], "演示", Basis.SOURCED)
    stage.round.profile.entries = write_entries({"summary_columns": columns})
    table = summary_of(department_reviewer, stage.round)
    assert [column.title for column in table.columns] == ["序号", "项目名称", "主要完成人"]
    assert table.rows == [{"name": "演示甲", "people": "张三（演示）"}]


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_takes_five_statements_whatever_its_length(
    stage, recommended, department_reviewer, django_assert_num_queries, count
):
    for place in range(count):
        recommended(title=f"演示{place}")
    round_ = type(stage.round).objects.select_related("profile").get(pk=stage.round.pk)
    with django_assert_num_queries(5):
        summary_of(department_reviewer, round_)


def test_the_workbook_has_the_lines_of_the_table(stage, recommended, department_reviewer):
    recommended(title="演示甲")
    table = summary_of(department_reviewer, stage.round)
    book = openpyxl.load_workbook(io.BytesIO(summary_workbook(table)))
    names = [column.title for column in table.columns]
    sheet = book["汇总表"]
    assert [cell.value for cell in sheet[3]] == names
    assert [cell.value or "" for cell in sheet[4]] == [1, *table.rows[0].values()]


def test_whoever_passes_on_for_the_same_desk_sees_the_same_table(
    stage, recommended, department_reviewer
):
    recommended(title="演示甲")
    colleague = person(stage.department, "colleague", Right.REVIEW)
    mine, theirs = (summary_of(a, stage.round) for a in (department_reviewer, colleague))
    assert replace(mine, filled_by=theirs.filled_by) == theirs
