"""Who must register, who may, and what is refused (notice 一; process.md B1–B11).

Questions are answered from plain values. The rules R9, R11 and R29 of the forms ask here, and so do
the pages that tell a filer whether to register: each answer stands once.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from kedeng.domain.profile_keys import START_KINDS
from kedeng.domain.similarity import normalise_title
from kedeng.domain.workdays import UnknownYearError, next_working_day
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import UnitFacts

NOTICE = "通知第一条"
LONGEST_REST = timedelta(days=14)
"""No run of days of rest is longer: the Spring Festival of 2026 has nine."""


class Duty(StrEnum):
    """Whether registering is a duty."""

    MANDATORY = "mandatory"  # 应当
    VOLUNTARY = "voluntary"  # 自愿


class Refusal(StrEnum):
    """Why a result cannot be registered at all; also the code of the sentence that says so."""

    OUT_OF_SCOPE = "secret"  # notice 一.3, B2, B3: asked before a draft exists
    NEGATIVE_EVALUATION = "negative_evaluation"  # 办法第七条, B10
    WRONG_FIRST_UNIT = "wrong_first_unit"  # notice 一.4, B11


@dataclass(frozen=True)
class DutyFound:
    """The duty, the article that says so, and the project sources that made it one."""

    duty: Duty
    article: str
    sources: tuple[str, ...] = ()


def plan_sources(catalogue: Catalogue) -> frozenset[str]:
    """Sources that are science plans of some level, public funds included (notice 一.1; B1)."""
    sources = catalogue["project_source"]
    return sources.having("plan") | (sources.having("fund") & sources.having("public_money"))


def duty(
    projects: Iterable[Mapping[str, Any]], catalogue: Catalogue, profile: Mapping[str, Any]
) -> DutyFound:
    """Say whether a result must be registered, from its project rows (`project_source`, …).

    Any science plan makes it a duty; other money leaves it voluntary. With the profile's
    `other_public_money` = "mandatory" other public money is a duty too: the notice calls it
    voluntary, the national rules name only money that is not public (B1).
    """
    rows = list(projects)
    plans = plan_sources(catalogue)
    sources = [row.get("project_source") for row in rows]
    planned = tuple(dict.fromkeys(s for s in sources if isinstance(s, str) and s in plans))
    if planned:
        return DutyFound(Duty.MANDATORY, f"{NOTICE}第1项", planned)
    public = any(row.get("is_publicly_funded") is True for row in rows)
    if public and profile.get("other_public_money") == "mandatory":
        return DutyFound(Duty.MANDATORY, "科技成果登记办法第二条")
    return DutyFound(Duty.VOLUNTARY, f"{NOTICE}第2项")


def is_first_unit(unit_name: str, uscc: str, unit: UnitFacts) -> bool:
    """Whether the first completing unit of a form is the filing unit (notice 一.4; B11).

    Former and second names count the same. An equal credit code decides as well, so that a unit
    is not refused for a way of writing its name that we do not know yet.
    """
    known = {normalise_title(name) for name in (unit.name, *unit.names)}
    same_code = bool(uscc) and uscc.upper() == unit.uscc.upper()
    return normalise_title(unit_name) in known or same_code


def last_filing_day(evidence_date: date, profile: Mapping[str, Any]) -> date | None:
    """Last day on which evidence of that date can be filed; None without a limit (B5).

    `profile["filing_limit_months"]` counts from the evidence date; a day that the last month lacks
    becomes its last day. With `filing_limit_moves` a day of rest moves on to the next working day
    (UnknownYearError where nobody has published which these are).
    """
    months = profile.get("filing_limit_months")
    if not months:
        return None
    last = add_months(evidence_date, int(months))
    return next_working_day(last) if profile.get("filing_limit_moves") else last


def missed_filing_day(evidence_date: date, today: date, profile: Mapping[str, Any]) -> date | None:
    """Give the last filing day of such evidence if it is over (B5); None in time or without limit.

    Where nobody has published whether that day was one of rest, it counts as the last one, and
    nobody is refused until the longest rest that there can be is over as well.
    """
    months = profile.get("filing_limit_months")
    if not months or evidence_date > today:
        return None
    unmoved = add_months(evidence_date, int(months))
    if today <= unmoved:
        return None
    try:
        last = last_filing_day(evidence_date, profile)
    except UnknownYearError:
        return unmoved if today > unmoved + LONGEST_REST else None
    return last if last and today > last else None


def limit_starts(method: str, source: str, profile: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the days from which the filing limit may count for such a result, in words (B6).

    By the evaluation's method and the main project's source; a local plan may be the province's or
    a city's, which the form does not ask. Empty where the evidence's own date counts anyway.
    """
    if method == "patent_grant":
        kinds: tuple[str, ...] = ("certificate",)
    elif source in {"national_plan", "ministry_plan", "ministry_fund"}:
        kinds = ("national_plan",)
    else:
        kinds = ("provincial_plan", "local_plan") if source == "local_plan" else ("other",)
    starts = profile.get("filing_limit_starts") or {}
    found = dict.fromkeys(starts.get(kind, "evidence_foot") for kind in kinds)
    return tuple(START_KINDS[start] for start in found if start != "evidence_foot")


def oldest_evidence_day(today: date, *, public: bool, profile: Mapping[str, Any]) -> date | None:
    """Oldest evidence date that is still accepted; None where the profile has no age limit (B7).

    `profile["evidence_age_public_years"]` of public money, `evidence_age_own_years` of own.
    """
    years = profile.get("evidence_age_public_years" if public else "evidence_age_own_years")
    return None if not years else add_months(today, -12 * int(years))


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
