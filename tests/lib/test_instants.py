"""Instants as they are typed: a day to its end, 24:00, a time; and read again as written."""

from datetime import UTC, date, datetime

import pytest

from kedeng.lib.instants import day_of, end_of, read_instant, show_instant

CLOSES = "2026-01-22T00:00:00+08:00"


@pytest.mark.parametrize(
    "text", ["2026-01-21", "2026/1/21", "2026年1月21日", "2026-01-21 24:00", "2026年1月21日 24：00"]
)
def test_a_closing_day_is_included(text):
    assert read_instant(text, ends=True).isoformat() == CLOSES


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-01-05", "2026-01-05T00:00:00+08:00"),
        ("2026-01-05 08:30", "2026-01-05T08:30:00+08:00"),
        ("2026-01-05T17:00", "2026-01-05T17:00:00+08:00"),
        (" 2026-01-05 24:00 ", "2026-01-06T00:00:00+08:00"),
    ],
)
def test_an_opening_day_begins_at_its_first_moment(text, instant):
    assert read_instant(text).isoformat() == instant


@pytest.mark.parametrize(
    "text",
    [
        *("", "明天", "2026-02-30", "2026-01-05 24:01", "2026-01-05 8点"),
        *("9999-12-31", "9999-12-31 24:00", "0001-01-01"),
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        read_instant(text)


def test_what_is_written_can_be_typed_again():
    closes = end_of(date(2026, 1, 21))
    assert show_instant(closes, ends=True) == "2026-01-21 24:00"
    assert read_instant(show_instant(closes, ends=True), ends=True) == closes
    assert show_instant(closes) == "2026-01-22 00:00"
    assert show_instant(None) == ""


def test_a_day_lies_between_two_midnights_of_china():
    assert end_of(date(2026, 1, 21)).isoformat() == CLOSES
    assert day_of(datetime(2026, 1, 21, 15, 59, tzinfo=UTC)) == date(2026, 1, 21)
    assert day_of(datetime(2026, 1, 21, 16, 0, tzinfo=UTC)) == date(2026, 1, 22)
