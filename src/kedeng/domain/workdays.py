"""Working days with 调休, and the last day of a period (process.md b2.3, B44, B54).

The days off and the shifted working days are those of the State Council's yearly notices, as the
package chinesecalendar keeps them. A year whose notice has not been published, or is not in the
package yet, is named as such and never guessed.
"""

from datetime import date
from enum import StrEnum

import chinese_calendar

from kedeng.lib.instants import ONE_DAY


class DayKind(StrEnum):
    """What a rule counts."""

    WORKING = "working"
    CALENDAR = "calendar"


DAY_LABELS: dict[DayKind, str] = {DayKind.WORKING: "个工作日", DayKind.CALENDAR: "日"}


class UnknownYearError(ValueError):
    """No published arrangement of holidays is known for a year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no published holidays for {year}")
        self.year = year


def is_working_day(day: date) -> bool:
    """Whether offices work on a day. Raises UnknownYearError."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise UnknownYearError(day.year) from error


def add_working_days(day: date, count: int) -> date:
    """Give the `count`-th working day after a day, which itself is not counted; at least one.

    Raises UnknownYearError where the count runs into a year without published holidays.
    """
    if count < 1:
        raise ValueError("count at least one working day")
    while count:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def last_day(start: date, count: int, kind: DayKind) -> date:
    """Give the last day of a period; the day on which it is set going is not counted.

    A period of calendar days ends on whatever day that is: work can be done online on any.
    """
    if kind is DayKind.WORKING:
        return add_working_days(start, count)
    return start + count * ONE_DAY


def next_working_day(day: date) -> date:
    """Give the day itself where offices work, else the next on which they do (UnknownYearError)."""
    return day if is_working_day(day) else add_working_days(day, 1)


def days_left(today: date, ends: date, kind: DayKind) -> int:
    """Count the days of a kind after today, up to the last one: 0 on the last day and after it.

    Raises UnknownYearError.
    """
    count, day = 0, today
    while day < ends:
        day += ONE_DAY
        count += kind is DayKind.CALENDAR or is_working_day(day)
    return count
