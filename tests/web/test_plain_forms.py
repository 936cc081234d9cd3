"""The pages' own form fields: what they take, and what they say of the rest."""

import pytest

from kedeng.web.plain_forms import Day, PlainForm


class DayForm(PlainForm):
    """One day."""

    day = Day("日期")


@pytest.mark.parametrize("text", ["1900-01-01", "2026年1月5日", "2999.12.31"])
def test_a_day_is_taken(text):
    assert DayForm({"day": text}).is_valid()


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_day_near_the_calendars_ends_is_a_slip(text):
    form = DayForm({"day": text})
    assert form.errors == {"day": ["请填写 1900 年到 2999 年之间的日期。"]}


def test_the_log_of_grants_says_so_too(browser_of, stranger):
    for asked in ({"from_day": "0001-01-01"}, {"through_day": "9999-12-31"}):
        answer = browser_of(stranger).get("/console/grants/", asked)
        assert "1900 年到 2999 年之间" in answer.content.decode()
