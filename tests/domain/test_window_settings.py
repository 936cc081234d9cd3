"""Windows set along the line: the strictest holds, nobody opens what is closed above (B37)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from kedeng.domain.routes import StopKind
from kedeng.domain.windows import (
    ALWAYS,
    Setting,
    Step,
    Window,
    binding,
    effective,
    put_off,
)
from kedeng.lib.instants import CHINA

PROVINCE, DEPARTMENT, UNIVERSITY, FACULTY = "province", "department", "university", "faculty"
LINE = [FACULTY, UNIVERSITY, DEPARTMENT, PROVINCE]
DAY = timedelta(days=1)
START = datetime(2026, 1, 15, tzinfo=CHINA)
ROUND = Setting(Window(START, START + 7 * DAY))


def closing(days, body, set_by=None):
    return Setting(Window(None, START + days * DAY), body, set_by or body)


def window(*settings, line=LINE, at=StopKind.FILER, step=Step.SUBMIT):
    return effective(binding([ROUND, *settings], line, at), step)


def test_without_settings_the_rounds_own_window_holds():
    assert window() == ROUND.window
    assert effective([], Step.SUBMIT) == ALWAYS


def test_a_department_closes_its_units_earlier():
    assert window(closing(5, DEPARTMENT)).closes == START + 5 * DAY


def test_and_a_university_its_faculties_earlier_still():
    early = [closing(5, DEPARTMENT), closing(3, UNIVERSITY)]
    assert window(*early).closes == START + 3 * DAY


def test_what_was_set_later_than_above_changes_nothing():
    assert window(closing(9, DEPARTMENT)) == ROUND.window


def test_an_office_is_not_bound_by_what_it_set_for_those_below():
    own = closing(3, UNIVERSITY)
    office = [UNIVERSITY, DEPARTMENT, PROVINCE]
    assert window(own, line=office, at=StopKind.UNIT) == ROUND.window
    assert window(own, line=office, at=StopKind.FILER).closes == START + 3 * DAY


def test_but_by_what_was_set_for_it_from_above():
    above = closing(5, UNIVERSITY, set_by=DEPARTMENT)
    assert window(above, line=LINE[1:], at=StopKind.UNIT).closes == START + 5 * DAY


def test_another_bodys_setting_binds_nobody_here():
    assert window(closing(1, "another university")) == ROUND.window


def test_paper_goes_to_the_nearest_office_on_its_days():
    """The province takes paper on two days; the education department before them (notice)."""
    province = Setting(Window(START + 11 * DAY, START + 13 * DAY))
    department = Setting(Window(None, START + 9 * DAY), DEPARTMENT, DEPARTMENT)
    bound = binding([province, department], LINE, StopKind.FILER)
    assert effective(bound, Step.PAPER) == Window(None, START + 9 * DAY)


@pytest.mark.parametrize(("days", "closes"), [(9, 9), (2, 7)])
def test_an_extension_makes_it_later_and_never_earlier(days, closes):
    assert put_off(ROUND.window, START + days * DAY, None).closes == START + closes * DAY


def test_what_never_closes_is_not_put_off():
    assert put_off(ALWAYS, START) == ALWAYS


INSTANTS = st.one_of(
    st.none(), st.integers(0, 400).map(lambda hours: START + hours * timedelta(hours=1))
)
SETTINGS = st.lists(
    st.builds(
        Setting,
        st.builds(Window, INSTANTS, INSTANTS),
        st.sampled_from([None, *LINE, "elsewhere"]),
        st.sampled_from([*LINE, "elsewhere"]),
    ),
    max_size=8,
)


@given(SETTINGS, st.sampled_from(list(Step)), st.sampled_from([StopKind.FILER, StopKind.UNIT]))
def test_nobody_has_longer_than_anybody_above_allows(settings, step, at):
    bound = binding(settings, LINE, at)
    closes = effective(bound, step).closes
    limits = [each.window.closes for each in bound if each.window.closes]
    assert closes == min(limits, default=None)


@given(SETTINGS, SETTINGS, st.sampled_from([Step.SUBMIT, Step.RECOMMEND, Step.AUDIT]))
def test_a_further_setting_only_narrows_an_online_window(settings, more, step):
    before = effective(binding(settings, LINE, StopKind.FILER), step)
    after = effective(binding([*settings, *more], LINE, StopKind.FILER), step)
    for hours in range(0, 400, 8):
        now = START + hours * timedelta(hours=1)
        assert before.is_open(now) or not after.is_open(now)


@given(SETTINGS, st.integers(0, 400))
def test_a_desk_farther_down_is_never_open_longer(settings, hours):
    """What a faculty's author may still do, the line above it would still let through."""
    now = START + hours * timedelta(hours=1)
    below = effective(binding(settings, LINE, StopKind.FILER), Step.SUBMIT)
    above = effective(binding(settings, LINE[1:], StopKind.FILER), Step.SUBMIT)
    assert above.is_open(now) or not below.is_open(now)
