from datetime import date
from pathlib import Path

import pytest

from kedeng.domain.eligibility import (
    Duty,
    DutyFound,
    add_months,
    duty,
    is_first_unit,
    last_filing_day,
    missed_filing_day,
    oldest_evidence_day,
    plan_sources,
)
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import UnitFacts

CHECKOUT = Path(__file__).resolve().parents[2]
MANDATORY, VOLUNTARY = "通知第一条第1项", "通知第一条第2项"


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.from_directory(CHECKOUT / "data" / "codelists")


def test_plans_and_public_funds_are_plans(catalogue):
    assert plan_sources(catalogue) == {
        "national_plan",
        "ministry_plan",
        "local_plan",
        "ministry_fund",
        "local_fund",
    }


@pytest.mark.parametrize(
    "source", ["national_plan", "ministry_plan", "local_plan", "ministry_fund", "local_fund"]
)
def test_a_plan_of_any_level_must_be_registered(catalogue, source):
    projects = [{"project_source": source}]
    assert duty(projects, catalogue, {}) == DutyFound(Duty.MANDATORY, MANDATORY, (source,))


@pytest.mark.parametrize(
    "source", ["private_fund", "intl_cooperation", "commissioned", "self_selected", "other"]
)
@pytest.mark.parametrize("public", [True, False])
def test_other_money_may_be_registered(catalogue, source, public):
    projects = [{"project_source": source, "is_publicly_funded": public}]
    assert duty(projects, catalogue, {}) == DutyFound(Duty.VOLUNTARY, VOLUNTARY)


def test_one_plan_among_several_projects_makes_a_duty(catalogue):
    projects = [
        {"project_source": "self_selected"},
        {"project_source": "local_plan"},
        {"project_source": "local_plan"},
        {},
    ]
    assert duty(projects, catalogue, {}) == DutyFound(Duty.MANDATORY, MANDATORY, ("local_plan",))


def test_without_projects_nothing_makes_a_duty(catalogue):
    assert duty([], catalogue, {}) == DutyFound(Duty.VOLUNTARY, VOLUNTARY)


def test_what_could_not_be_read_makes_no_duty(catalogue):
    unread = {"unread": "某计划", "code": "not_in_list"}
    profile = {"other_public_money": "mandatory"}
    projects = [{"project_source": unread, "is_publicly_funded": unread}]
    assert duty(projects, catalogue, profile) == DutyFound(Duty.VOLUNTARY, VOLUNTARY)


def test_a_profile_may_make_other_public_money_a_duty(catalogue):
    profile = {"other_public_money": "mandatory"}
    public = [{"project_source": "other", "is_publicly_funded": True}]
    private = [{"project_source": "other", "is_publicly_funded": False}]
    assert duty(public, catalogue, profile) == DutyFound(Duty.MANDATORY, "科技成果登记办法第二条")
    assert duty(private, catalogue, profile) == DutyFound(Duty.VOLUNTARY, VOLUNTARY)


UNIT = UnitFacts(name="演示大学", names=frozenset({"演示（太原）学院"}), uscc="12140000405700123X")


@pytest.mark.parametrize(
    ("name", "uscc"),
    [
        ("演示大学", ""),
        (" 演示 大学 ", ""),
        ("演示(太原)学院", ""),
        ("演示大学北校区", "12140000405700123x"),
    ],
)
def test_the_unit_is_known_by_its_names_and_its_code(name, uscc):
    assert is_first_unit(name, uscc, UNIT)


@pytest.mark.parametrize(
    ("name", "uscc"), [("演示大学附属医院", ""), ("演示研究所", "91140000MA0GTXYZ1X"), ("", "")]
)
def test_another_unit_is_not_the_first(name, uscc):
    assert not is_first_unit(name, uscc, UNIT)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 3, 1), 6, date(2025, 9, 1)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_end_on_the_last_day_where_the_day_is_missing(day, months, later):
    assert add_months(day, months) == later


def test_a_filing_limit_counts_months_from_the_evidence():
    day = date(2025, 3, 1)
    assert last_filing_day(day, {"filing_limit_months": 3}) == date(2025, 6, 1)
    assert last_filing_day(day, {}) is None


@pytest.mark.parametrize(
    ("evidence", "today", "missed"),
    [
        (date(2025, 7, 4), date(2026, 1, 4), None),  # it was a Sunday of work
        (date(2025, 7, 4), date(2026, 1, 5), date(2026, 1, 4)),
        (date(2025, 4, 1), date(2025, 10, 9), None),  # 1 to 8 October were days of rest
        (date(2025, 4, 1), date(2025, 10, 10), date(2025, 10, 9)),
        (date(1999, 1, 5), date(2026, 1, 5), date(1999, 7, 5)),
        (date(2095, 1, 5), date(2095, 7, 5), None),
        (date(2095, 1, 5), date(2095, 7, 19), None),
        (date(2095, 1, 5), date(2095, 7, 20), date(2095, 7, 5)),
        (date(9999, 12, 31), date(2026, 1, 5), None),
    ],
)
def test_a_last_day_that_may_be_one_of_rest_is_not_missed(evidence, today, missed):
    """Nobody has published the days of rest of 1999 or 2095."""
    profile = {"filing_limit_months": 6, "filing_limit_moves": True}
    assert missed_filing_day(evidence, today, profile) == missed
    assert missed_filing_day(evidence, today, {}) is None


def test_an_age_limit_depends_on_the_money():
    today = date(2026, 1, 20)
    profile = {"evidence_age_public_years": 3, "evidence_age_own_years": 2}
    assert oldest_evidence_day(today, public=True, profile=profile) == date(2023, 1, 20)
    assert oldest_evidence_day(today, public=False, profile=profile) == date(2024, 1, 20)
    assert oldest_evidence_day(today, public=True, profile={}) is None
