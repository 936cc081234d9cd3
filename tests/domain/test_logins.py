"""What logging in asks of whom."""

from datetime import UTC, datetime, timedelta

import pytest

from kedeng.domain.logins import (
    DEMO_LIMITS,
    Due,
    Left,
    Limits,
    Needed,
    due,
    is_over,
    limits_of,
    needs_second_factor,
    strictest,
    time_left,
)
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.windows import Window

NOW = datetime(2026, 1, 20, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def actor(*rights: Right) -> Actor:
    return Actor(1, "甲", 1, "大学", 4, frozenset(rights))


@pytest.mark.parametrize(
    ("rights", "needed", "asked"),
    [
        ((Right.ENTER,), Needed.STAFF, False),
        ((Right.ENTER, Right.REVIEW), Needed.STAFF, True),
        ((Right.RECEIVE,), Needed.STAFF, True),
        ((Right.MANAGE,), Needed.STAFF, True),
        ((Right.MANAGE,), Needed.NOBODY, False),
        ((Right.ENTER,), Needed.EVERYBODY, True),
    ],
)
def test_who_reviews_or_manages_needs_a_second_factor(rights, needed, asked):
    assert needs_second_factor(actor(*rights), needed) is asked


@pytest.mark.parametrize("rules", [(Needed.NOBODY, Needed.STAFF), (Needed.STAFF, Needed.NOBODY)])
def test_of_two_rules_the_stricter_binds(rules):
    assert strictest(*rules) is Needed.STAFF
    assert strictest(*rules, Needed.EVERYBODY) is Needed.EVERYBODY


def test_filers_have_thirty_minutes_reviewers_fifteen():
    half_hour, quarter = timedelta(minutes=30), timedelta(minutes=15)
    filer, reviewer = actor(Right.ENTER), actor(Right.ENTER, Right.REVIEW)
    assert limits_of(filer, demo=False) == Limits(half_hour, timedelta(hours=12), parallel=3)
    assert limits_of(reviewer, demo=False) == Limits(quarter, timedelta(hours=8), parallel=1)
    assert limits_of(reviewer, demo=True) == DEMO_LIMITS


@pytest.mark.parametrize(
    ("began", "seen", "over"),
    [
        (timedelta(hours=7), timedelta(minutes=15), False),
        (timedelta(hours=7), timedelta(minutes=16), True),
        (timedelta(hours=9), timedelta(minutes=1), True),
    ],
)
def test_a_session_ends_when_idle_or_old(began, seen, over):
    limits = limits_of(actor(Right.REVIEW), demo=False)
    assert is_over(limits, began=NOW - began, seen=NOW - seen, now=NOW) is over


@pytest.mark.parametrize(
    ("began", "seen", "expected"),
    [
        (timedelta(0), timedelta(0), Left(left=900, most=8 * 3600)),
        (timedelta(hours=2), timedelta(minutes=10), Left(left=300, most=6 * 3600)),
        (timedelta(hours=7, minutes=55), timedelta(0), Left(left=300, most=300)),
        (timedelta(hours=1), timedelta(minutes=16), Left(left=-60, most=7 * 3600)),
    ],
)
def test_the_time_left_is_that_of_the_nearer_end(began, seen, expected):
    limits = limits_of(actor(Right.REVIEW), demo=False)
    assert time_left(limits, began=NOW - began, seen=NOW - seen, now=NOW) == expected


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([], Due(now=True)),
        ([Window(NOW - 9 * DAY, NOW - DAY)], Due(now=True)),
        ([Window(NOW + DAY, NOW + 9 * DAY)], Due(now=True)),
        (
            [Window(NOW - DAY, NOW + DAY), Window(NOW - DAY, NOW + 3 * DAY)],
            Due(now=False, by=NOW + 3 * DAY),
        ),
        ([Window(NOW - DAY, NOW + DAY), Window(None, None)], Due(now=False, by=NOW + DAY)),
        ([Window(NOW - DAY, None)], Due(now=True)),
    ],
)
def test_a_first_enrolment_waits_for_the_windows_to_close(windows, expected):
    assert due(windows, NOW) == expected
