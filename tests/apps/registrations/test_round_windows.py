"""Windows of the round at each desk; a returned record has until the returning desk's closing."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.records import ALL_CHECKED, move, refused, windows

from kedeng.apps.rounds.actions import set_windows
from kedeng.domain.windows import Step, Window
from kedeng.lib.instants import CHINA
from kedeng.renderings.refusals import refusal

DAY = timedelta(days=1)
ASK = "演示省教育厅 或 演示省科学技术厅"


@pytest.fixture
def yesterday():
    return timezone.now() - DAY


@pytest.fixture
def tomorrow():
    return timezone.now() + DAY


def test_nothing_is_submitted_before_the_opening(stage, author, draft, tomorrow):
    registration = draft()
    set_windows(round_=stage.round, windows={Step.SUBMIT: Window(tomorrow, None)})
    with refused("window_not_open") as params:
        move(author, registration, "submit")
    opens = timezone.localtime(tomorrow)
    assert params == {"step": "在线提交", "opens": opens, "ask": ASK}


def test_r14_nor_after_the_closing_which_is_told_by_the_clock_of_the_province(
    stage, author, draft, yesterday
):
    registration = draft()
    windows(stage.round, submit=yesterday)
    with refused("window_closed") as params:
        move(author, registration, "submit")
    assert params == {"step": "在线提交", "closes": yesterday, "ask": ASK}
    assert params["closes"].utcoffset() == timedelta(hours=8)


def test_the_closing_binds_the_unit_office_as_well(stage, author, unit_clerk, draft, yesterday):
    registration = move(author, draft(), "submit")
    windows(stage.round, submit=yesterday)
    with refused("window_closed") as params:
        move(unit_clerk, registration, "pass_on")
    assert params["step"] == "在线提交"


def test_a_department_has_its_own_closing(
    stage, author, unit_clerk, department_reviewer, draft, yesterday, tomorrow
):
    registration = move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    windows(stage.round, submit=yesterday, recommend=tomorrow)
    moved = move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert moved.state == "recommended"


def test_a_department_recommends_nothing_after_its_closing(
    stage, author, unit_clerk, department_reviewer, draft, yesterday
):
    registration = move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    windows(stage.round, submit=yesterday, recommend=yesterday)
    with refused("window_closed") as params:
        move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert params["step"] == "网上推荐"
    assert move(department_reviewer, registration, "return", reason="迟", to_desk=0)


# ── returned in time, mended later ───────────────────────────────────────────────────────────────


def test_what_the_department_returned_comes_back_until_the_departments_closing(
    stage, record_in, author, unit_clerk, yesterday, tomorrow
):
    registration = record_in("returned")
    windows(stage.round, submit=yesterday, recommend=tomorrow)
    registration = move(author, registration, "resubmit")
    registration = move(unit_clerk, registration, "pass_on")
    assert registration.desk == 2


def test_and_not_a_moment_longer(stage, record_in, author, yesterday):
    registration = record_in("returned")
    windows(stage.round, submit=yesterday - DAY, recommend=yesterday)
    with refused("window_closed") as params:
        move(author, registration, "resubmit")
    assert params["closes"] == yesterday


def test_what_the_unit_returned_has_the_common_closing(stage, author, unit_clerk, draft, yesterday):
    registration = move(author, draft(), "submit")
    registration = move(unit_clerk, registration, "return", reason="缺页", to_desk=0)
    windows(stage.round, submit=yesterday)
    with refused("window_closed"):
        move(author, registration, "resubmit")


def test_a_unit_that_hands_a_return_down_does_not_cut_its_time(
    stage, record_in, author, unit_clerk, department_reviewer, yesterday, tomorrow
):
    """Department → unit → filer: the department's closing still counts."""
    registration = move(unit_clerk, move(author, record_in("draft"), "submit"), "pass_on")
    registration = move(department_reviewer, registration, "return", reason="缺章", to_desk=1)
    registration = move(unit_clerk, registration, "return", reason="缺章", to_desk=0)
    windows(stage.round, submit=yesterday, recommend=tomorrow)
    assert move(author, registration, "resubmit").state == "in_review"


def test_what_the_province_returned_has_until_the_provinces_closing(
    stage, record_in, movers, provincial_auditor, yesterday
):
    registration = record_in("recommended")
    registration = move(provincial_auditor, registration, "return", reason="缺章", to_desk=0)
    windows(stage.round, submit=yesterday, recommend=yesterday)
    for name in ("resubmit", "pass_on", "recommend"):  # no closing of the province is stated
        registration = move(movers[name], registration, name, checks=ALL_CHECKED)
    assert registration.state == "recommended"
    windows(stage.round, audit=yesterday)
    registration = move(provincial_auditor, registration, "return", reason="缺章", to_desk=0)
    with refused("window_closed"):
        move(movers["resubmit"], registration, "resubmit")


def test_a_supplement_has_until_the_provinces_closing(
    stage, record_in, author, yesterday, tomorrow
):
    registration = record_in("supplement")
    windows(stage.round, submit=yesterday, recommend=yesterday, audit=tomorrow)
    assert move(author, registration, "resupply").state == "recommended"


def test_the_longer_time_ends_when_the_returning_desk_sends_the_record_on(
    stage, record_in, author, unit_clerk, department_reviewer, yesterday, tomorrow
):
    registration = move(unit_clerk, move(author, record_in("returned"), "resubmit"), "pass_on")
    assert registration.returned_by == "department"
    registration = move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert registration.returned_by == ""


def test_a_recall_keeps_the_longer_time(stage, record_in, author, yesterday, tomorrow):
    registration = move(author, record_in("returned"), "resubmit")
    windows(stage.round, submit=yesterday, recommend=tomorrow)
    registration = move(author, registration, "recall")
    assert move(author, registration, "submit").state == "in_review"


def test_a_late_first_submission_gains_nothing_from_others_returns(
    stage, author, draft, yesterday, tomorrow
):
    registration = draft()
    windows(stage.round, submit=yesterday, recommend=tomorrow)
    with refused("window_closed"):
        move(author, registration, "submit")


def test_a_midnight_begins_a_day_or_ends_one():
    midnight = datetime(2026, 1, 26, tzinfo=CHINA)
    told = {"step": "在线提交", "opens": midnight, "closes": midnight, "ask": ASK}
    assert refusal("window_not_open", told).startswith("在线提交于 1月26日 00:00 开始")
    assert "1月25日 24:00" in refusal("window_closed", told)
