"""Rules of dates: order, the round's window, limits of the policy profile."""

from collections.abc import Iterator
from datetime import date

from kedeng.definitions.rules.reading import cell, primary_project
from kedeng.domain.eligibility import limit_starts, missed_filing_day, oldest_evidence_day
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

DATE = "evaluation.evaluation_date"


def research_starts_before_it_ends(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R4 (B24): start ≤ end, months. The months themselves are read by formkit."""
    del facts
    start = answers.text("overview.research_start_month")
    end = answers.text("overview.research_end_month")
    if start and end and start > end:
        yield Finding("overview.research_end_month", {"start": start, "end": end}, "research_order")


def evaluation_lies_in_the_window(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R11 (notice 一.1; B4): evaluation date within the round's window, both days included."""
    day, first, last = answers.text(DATE), facts.evidence_from, facts.evidence_to
    if not day or (
        (first is None or first.isoformat() <= day) and (last is None or day <= last.isoformat())
    ):
        return
    params = {"date": day, "from": _iso(first), "to": _iso(last)}
    yield Finding(DATE, params, "evaluation_outside_window")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def evaluation_is_fresh_enough(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R11 with a profile's own limits (B5, B7): filed in time, evidence not too old."""
    if not (text := answers.text(DATE)):
        return
    day = date.fromisoformat(text)
    if last := missed_filing_day(day, facts.today, facts.profile):
        params = {"date": text, "last": last.isoformat(), "start": _start(answers, facts)}
        yield Finding(DATE, params, "filed_too_late")
    public = any(row.get("is_publicly_funded") is True for row in answers.rows("projects"))
    oldest = oldest_evidence_day(facts.today, public=public, profile=facts.profile)
    if oldest and day < oldest:
        yield Finding(DATE, {"date": text, "oldest": oldest.isoformat()}, "evidence_too_old")


def _start(answers: Answers, facts: Facts) -> str:
    """Say from which day the profile counts, so that the filer can check the date (B6)."""
    project = primary_project(answers)
    source = cell(project, "project_source") if project else ""
    method = answers.text("evaluation.evaluation_method")
    starts = limit_starts(method, source, facts.profile)
    return f"，从{'或'.join(starts)}起算" if starts else ""


def evaluation_follows_the_research(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R12 (INFERRED): evaluated in or after the month in which research ended.

    Only a warning: acceptance can precede the formal end.
    """
    del facts
    day, end = answers.text(DATE), answers.text("overview.research_end_month")
    if day and end and day[: len(end)] < end:
        yield Finding(DATE, {"date": day, "end": end}, "evaluated_before_end")


RESEARCH_ORDER = Rule(
    key="R4",
    title="研究起始不晚于终止",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R4；B24",
    judge=research_starts_before_it_ends,
    exact=True,
)
WINDOW = Rule(
    key="R11",
    title="评价日期在登记年度内",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="通知第一条第1项；B4",
    judge=evaluation_lies_in_the_window,
)
FRESHNESS = Rule(
    key="R11",
    title="证明材料未超过本地区的期限",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="B5、B7（登记政策）",
    judge=evaluation_is_fresh_enough,
)
AFTER_RESEARCH = Rule(
    key="R12",
    title="评价不早于研究终止",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R12",
    judge=evaluation_follows_the_research,
)
