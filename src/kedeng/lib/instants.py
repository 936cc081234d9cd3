"""Instants in China as people type and read them: 2026-01-21 24:00 is the midnight that follows."""

import re
from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))  # one zone, no summer time since 1991
ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""Days that somebody may mean; what lies outside is a slip, and calendars end at 9999."""

_TYPED = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[T\s]*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：]00)?)?",
    re.ASCII,
)


def read_instant(text: str, *, ends: bool = False) -> datetime:
    """Read a day, or a day and a time, on the clocks of China.

    A day alone is the midnight that begins it; with `ends` the one that ends it, so that the day
    is included. Raises ValueError for anything else.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(text)
    if found["hour"] is None:
        return end_of(day) if ends else datetime.combine(day, time(), CHINA)
    if (found["hour"], found["minute"]) == ("24", "00"):
        return end_of(day)
    return datetime.combine(day, time(int(found["hour"]), int(found["minute"])), CHINA)


def show_instant(moment: datetime | None, *, ends: bool = False) -> str:
    """Write an instant as it can be typed again; with `ends` a midnight is the 24:00 before it."""
    if moment is None:
        return ""
    local = moment.astimezone(CHINA)
    if ends and local.time() == time():
        return f"{local - ONE_DAY:%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


def end_of(day: date) -> datetime:
    """Give the first instant that is too late for a day: the midnight that ends it, in China."""
    return datetime.combine(day + ONE_DAY, time(), CHINA)


def day_of(moment: datetime) -> date:
    """Give the day in China on which an aware instant lies."""
    return moment.astimezone(CHINA).date()
