from datetime import date

import pytest

from kedeng.definitions.rules.dates import AFTER_RESEARCH, FRESHNESS, RESEARCH_ORDER, WINDOW
from kedeng.formkit.rules import Finding, Severity

DATE = "evaluation.evaluation_date"


def research(start, end):
    return {"overview": {"research_start_month": start, "research_end_month": end}}


def evaluated(day, **overview):
    return {"evaluation": {"evaluation_date": day}, "overview": overview}


@pytest.mark.parametrize(("start", "end"), [("2022-03", "2022-03"), ("2022-03", "2025-06")])
def test_r4_research_in_order_passes(findings, start, end):
    assert findings(RESEARCH_ORDER, research(start, end)) == []


def test_r4_an_end_before_the_start_is_told(findings):
    assert findings(RESEARCH_ORDER, research("2025-06", "2022-03")) == [
        Finding(
            "overview.research_end_month",
            {"start": "2025-06", "end": "2022-03"},
            "research_order",
        )
    ]


def test_r4_an_open_month_is_the_fields_own_matter(findings):
    assert findings(RESEARCH_ORDER, research("2025-06", None)) == []


def test_r4_blocks_since_it_is_date_order():
    assert RESEARCH_ORDER.effective is Severity.ERROR


@pytest.mark.parametrize("day", ["2025-01-01", "2025-12-31"])
def test_r11_both_days_of_the_window_are_included(findings, day):
    assert findings(WINDOW, evaluated(day)) == []


@pytest.mark.parametrize("day", ["2024-12-31", "2026-01-01"])
def test_r11_a_day_outside_the_window_is_refused(findings, day):
    assert findings(WINDOW, evaluated(day)) == [
        Finding(
            DATE,
            {"date": day, "from": "2025-01-01", "to": "2025-12-31"},
            "evaluation_outside_window",
        )
    ]


def test_r11_a_window_may_be_open_at_one_end(findings):
    assert findings(WINDOW, evaluated("2030-01-01"), evidence_to=None) == []
    assert findings(WINDOW, evaluated("2024-12-31"), evidence_to=None) == [
        Finding(
            DATE,
            {"date": "2024-12-31", "from": "2025-01-01", "to": ""},
            "evaluation_outside_window",
        )
    ]


def test_r11_without_a_window_every_day_passes(findings):
    assert findings(WINDOW, evaluated("1999-01-01"), evidence_from=None, evidence_to=None) == []


def test_r11_blocks():
    assert WINDOW.effective is Severity.ERROR


def test_r11_the_last_day_of_a_filing_limit_is_in_time(findings):
    profile = {"filing_limit_months": 6}
    answers = evaluated("2025-08-31")
    last = date(2026, 2, 28)
    assert findings(FRESHNESS, answers, profile=profile, today=last) == []
    assert findings(FRESHNESS, answers, profile=profile, today=date(2026, 3, 1)) == [
        Finding(DATE, {"date": "2025-08-31", "last": "2026-02-28", "start": ""}, "filed_too_late")
    ]


@pytest.mark.parametrize(
    ("method", "source", "start"),
    [
        ("patent_grant", "local_plan", "，从证书落款日期起算"),
        (
            "acceptance",
            "local_plan",
            "，从项目系统中确认验收之日或组织单位完成验收之日起算",
        ),
        ("acceptance", "ministry_fund", "，从结题通知或绩效评价意见之日起算"),
        ("assessment", "self_selected", ""),
    ],
)
def test_r11_says_from_which_day_the_limit_counts(findings, method, source, start):
    starts = {
        "provincial_plan": "confirmed_in_system",
        "local_plan": "acceptance_completed",
        "national_plan": "conclusion_notice",
        "certificate": "certificate_foot",
    }
    profile = {"filing_limit_months": 6, "filing_limit_starts": starts}
    answers = {
        "evaluation": {"evaluation_date": "2025-01-10", "evaluation_method": method},
        "projects": [{"id": "p1", "project_source": source}],
    }
    (found,) = findings(FRESHNESS, answers, profile=profile, today=date(2026, 1, 1))
    assert found.params["start"] == start


@pytest.mark.parametrize(("public", "oldest"), [(True, "2023-01-20"), (False, "2024-01-20")])
def test_r11_evidence_may_be_as_old_as_the_money_allows(findings, public, oldest):
    profile = {"evidence_age_public_years": 3, "evidence_age_own_years": 2}
    projects = {"projects": [{"id": "p1", "is_publicly_funded": public}]}
    assert findings(FRESHNESS, evaluated(oldest) | projects, profile=profile) == []
    day = f"{oldest[:-2]}19"
    assert findings(FRESHNESS, evaluated(day) | projects, profile=profile) == [
        Finding(DATE, {"date": day, "oldest": oldest}, "evidence_too_old")
    ]


@pytest.mark.parametrize(
    "profile", [{}, {"filing_limit_months": None, "evidence_age_own_years": 0}]
)
def test_r11_without_limits_in_the_profile_old_evidence_passes(findings, profile):
    assert findings(FRESHNESS, evaluated("1999-01-01"), profile=profile) == []


def test_r12_evaluation_in_the_last_month_of_research_passes(findings):
    assert findings(AFTER_RESEARCH, evaluated("2025-06-01", research_end_month="2025-06")) == []


def test_r12_evaluation_before_the_end_of_research_is_warned_of(findings):
    answers = evaluated("2025-05-31", research_end_month="2025-06")
    assert findings(AFTER_RESEARCH, answers) == [
        Finding(DATE, {"date": "2025-05-31", "end": "2025-06"}, "evaluated_before_end")
    ]
    assert AFTER_RESEARCH.effective is Severity.WARNING
