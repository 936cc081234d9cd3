"""Working days of China: 调休 counts, what nobody has published is not guessed."""

from datetime import date

import pytest

from kedeng.domain.workdays import (
    DayKind,
    UnknownYearError,
    add_working_days,
    is_working_day,
    last_day,
    next_working_day,
)


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2025, 9, 28), True, "a Sunday worked for the National Day"),
        (date(2025, 10, 11), True, "a Saturday worked for it"),
        (date(2025, 10, 8), False, "its last day"),
        (date(2026, 1, 1), False, "New Year"),
        (date(2026, 1, 4), True, "a Sunday worked for New Year"),
        (date(2026, 1, 5), True, "a plain Monday"),
        (date(2026, 2, 14), True, "a Saturday worked for the Spring Festival"),
        (date(2026, 2, 23), False, "its last day"),
        (date(2026, 2, 28), True, "a Saturday worked for it"),
        (date(2026, 1, 24), False, "a plain Saturday"),
    ],
)
def test_shifted_days_are_known(day, works, why):
    assert is_working_day(day) is works, why


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2026, 1, 15), 5, date(2026, 1, 22)),  # one weekend between
        (date(2025, 9, 26), 5, date(2025, 10, 10)),  # 28, 29, 30 September, 9 and 10 October
        (date(2026, 2, 13), 10, date(2026, 3, 5)),  # 14 and 28 February are worked
        (date(2025, 12, 31), 1, date(2026, 1, 4)),  # over the year, onto a worked Sunday
    ],
)
def test_the_day_that_sets_it_going_is_not_counted(start, count, last):
    assert add_working_days(start, count) == last
    assert last_day(start, count, DayKind.WORKING) == last


def test_calendar_days_end_on_whatever_day_that_is():
    assert last_day(date(2026, 1, 23), 30, DayKind.CALENDAR) == date(2026, 2, 22)
    assert not is_working_day(date(2026, 2, 22))
    assert next_working_day(date(2026, 2, 22)) == date(2026, 2, 24)
    assert next_working_day(date(2026, 2, 24)) == date(2026, 2, 24)


def test_a_year_without_published_holidays_is_named():
    with pytest.raises(UnknownYearError) as caught:
        add_working_days(date(2098, 12, 31), 1)
    assert caught.value.year == 2099


def test_a_count_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        add_working_days(date(2026, 1, 1), 0)
