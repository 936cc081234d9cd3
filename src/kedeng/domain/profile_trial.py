"""What a profile answers to a dated question: pure, and by the same functions as the real thing.

A profile is tried on such questions before it becomes active, and each stored example states the
answer that its source gives. `decides` is the day or instant on which the answer turns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from kedeng.domain.eligibility import last_filing_day, oldest_evidence_day
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import (
    STEP_OF,
    Setting,
    Step,
    Window,
    effective,
    grace_ends,
    put_off,
    window_for,
)
from kedeng.domain.workdays import DayKind, UnknownYearError, add_working_days, last_day
from kedeng.lib.instants import day_of, end_of

Values = Mapping[str, Any]
T = TypeVar("T")


class Question(StrEnum):
    """What an example asks."""

    FILING = "filing"  # may it be sent on at this instant?
    REVIEW = "review"  # by when must a desk have decided, and is it overdue?
    PUBLICITY = "publicity"  # until when is it shown?
    UNIT_PUBLICITY = "unit_publicity"  # is the unit's own publicity long enough?
    EXTENSION = "extension"  # how many people must agree?


class Outcome(StrEnum):
    """Every answer."""

    ACCEPTED = "accepted"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    OUTSIDE_PERIOD = "outside_period"
    FILED_TOO_LATE = "filed_too_late"
    EVIDENCE_TOO_OLD = "evidence_too_old"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    NO_LIMIT = "no_limit"
    SHOWN_UNTIL = "shown_until"
    NOT_SHOWN = "not_shown"
    TOO_SHORT = "too_short"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    UNKNOWN_YEAR = "unknown_year"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A question with its dates. `dates` gives the evidence's dates by what they are (B6)."""

    question: Question
    at: datetime | None = None
    desk: StopKind = StopKind.FILER
    paper: bool = False  # handing in paper, instead of sending on
    evidence_kind: str = "other"
    dates: Mapping[str, date] = field(default_factory=dict)
    public_money: bool = True
    closed_below: datetime | None = None  # an earlier closing, set by a body on the way
    returned_by: StopKind | None = None
    returned_at: datetime | None = None
    extended_to: datetime | None = None
    start: date | None = None  # of a review or a publicity
    end: date | None = None
    agreed: int = 0
    whole_body: bool = False


@dataclass(frozen=True)
class Answer:
    """What the profile says, and the day (ISO) or instant on which it turns; "" without one."""

    outcome: Outcome
    decides: str = ""


def answer(values: Values, case: Case) -> Answer:
    """Answer a case from settled values."""
    try:
        return _ANSWERS[case.question](values, case)
    except UnknownYearError as error:
        return Answer(Outcome.UNKNOWN_YEAR, str(error.year))


# ── filing ───────────────────────────────────────────────────────────────────────────────────────
def _filing(values: Values, case: Case) -> Answer:
    at = _needed(case.at)
    window = _window(values, case)
    if window.opens is not None and at < window.opens:
        return Answer(Outcome.NOT_OPEN, window.opens.isoformat())
    if window.closes is not None and at >= window.closes:
        return Answer(Outcome.CLOSED, window.closes.isoformat())
    refused = _evidence(values, case, day_of(at))
    return refused or Answer(Outcome.ACCEPTED, _last_chance(values, case, window))


def _last_chance(values: Values, case: Case, window: Window) -> str:
    """The end of the window, or the last day of the filing limit where that comes first."""
    day = evidence_day(values, case.evidence_kind, case.dates)
    last = last_filing_day(day, values) if day else None
    if last is not None and (window.closes is None or end_of(last) < window.closes):
        return last.isoformat()
    return window.closes.isoformat() if window.closes else ""


def _window(values: Values, case: Case) -> Window:
    """Give the window of a desk: the strictest on the way, then what makes it later."""
    set_ = {step: profile_window(values, step) for step in Step}
    step = Step.PAPER if case.paper else STEP_OF[case.desk]
    settings = [Setting(set_[step])]
    if case.closed_below is not None:
        settings.append(Setting(Window(None, case.closed_below)))
    own = effective(settings, step)
    if case.paper:
        return put_off(own, case.extended_to)
    window = window_for({**set_, step: own}, case.desk, case.returned_by)
    grace = None
    if case.returned_at is not None:
        kind = DayKind(values["return_grace_day_kind"])
        grace = grace_ends(own, case.returned_at, values["return_grace_days"], kind)
    return put_off(window, grace, case.extended_to)


def profile_window(values: Values, step: Step) -> Window:
    """Give a profile's own window of a step; open at both ends where it says nothing."""
    told = values[f"window_{step.value}"] or {"opens": None, "closes": None}
    return Window(*(told[end] and datetime.fromisoformat(told[end]) for end in ("opens", "closes")))


def _evidence(values: Values, case: Case, today: date) -> Answer | None:
    """Judge the evidence's date: within the period, in time, not too old (B4, B5, B7)."""
    day = evidence_day(values, case.evidence_kind, case.dates)
    if day is None:
        return None
    if (period := values["evidence_period"]) and not period[0] <= day.isoformat() <= period[1]:
        turns = period[1] if day.isoformat() > period[1] else period[0]
        return Answer(Outcome.OUTSIDE_PERIOD, turns)
    last = last_filing_day(day, values)
    if last is not None and today > last:
        return Answer(Outcome.FILED_TOO_LATE, last.isoformat())
    oldest = oldest_evidence_day(today, public=case.public_money, profile=values)
    if oldest is not None and day < oldest:
        return Answer(Outcome.EVIDENCE_TOO_OLD, oldest.isoformat())
    return None


def evidence_day(values: Values, kind: str, dates: Mapping[str, date]) -> date | None:
    """Choose the date that counts for a kind of evidence (B6); None where no date is known.

    Of several dates the profile's start counts, else the evidence's own.
    """
    start = values["filing_limit_starts"][kind]
    return dates.get(start, dates.get("evidence_foot"))


# ── days ─────────────────────────────────────────────────────────────────────────────────────────
def due_day(values: Values, step: Step, received: date) -> date | None:
    """Last day on which a desk decides in time, of a record received on a day; None without one."""
    name = step.value if step in {Step.RECOMMEND, Step.AUDIT} else ""
    days = values.get(f"{name}_days", 0)
    return last_day(received, days, DayKind(values[f"{name}_day_kind"])) if days else None


def flagged_on(due: date) -> date:
    """Day on which an overdue record is flagged: the working day after the last one (B44)."""
    return add_working_days(due, 1)


def publicity_until(values: Values, start: date) -> date | None:
    """Last day of a publicity that begins on a day; None where nothing is shown (B53, B54)."""
    if values["publicity"] == "none" or not values["publicity_days"]:
        return None
    return last_day(start, values["publicity_days"], DayKind(values["publicity_day_kind"]))


def _review(values: Values, case: Case) -> Answer:
    due = due_day(values, STEP_OF[case.desk], _needed(case.start))
    if due is None:
        return Answer(Outcome.NO_LIMIT)
    overdue = case.at is not None and day_of(case.at) >= flagged_on(due)
    return Answer(Outcome.OVERDUE if overdue else Outcome.IN_TIME, due.isoformat())


def _publicity(values: Values, case: Case) -> Answer:
    until = publicity_until(values, _needed(case.start))
    if until is None:
        return Answer(Outcome.NOT_SHOWN)
    return Answer(Outcome.SHOWN_UNTIL, until.isoformat())


def _unit_publicity(values: Values, case: Case) -> Answer:
    """Judge the dates on a unit's 公示函 (B19): at least the profile's days apart."""
    if values["publicity_place"] != "unit":
        return Answer(Outcome.NO_LIMIT)
    until = publicity_until(values, _needed(case.start))
    if until is None:
        return Answer(Outcome.NOT_SHOWN)
    long_enough = _needed(case.end) >= until
    return Answer(Outcome.ACCEPTED if long_enough else Outcome.TOO_SHORT, until.isoformat())


def _extension(values: Values, case: Case) -> Answer:
    needed = approvers_needed(values, whole_body=case.whole_body)
    return Answer(Outcome.AGREED if case.agreed >= needed else Outcome.NOT_AGREED, str(needed))


def approvers_needed(values: Values, *, whole_body: bool) -> int:
    """How many different people must agree to an extension (B38)."""
    name = "approvers_for_organisation" if whole_body else "approvers_for_record"
    return int(values[name])


def _needed(value: T | None) -> T:
    if value is None:
        raise ValueError("this question needs a date")
    return value


_ANSWERS: dict[Question, Callable[[Values, Case], Answer]] = {
    Question.FILING: _filing,
    Question.REVIEW: _review,
    Question.PUBLICITY: _publicity,
    Question.UNIT_PUBLICITY: _unit_publicity,
    Question.EXTENSION: _extension,
}
