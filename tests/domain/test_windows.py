"""Windows: a closing is an exclusive instant; a returned record has longer (notice 三; B36–B39)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kedeng.domain.routes import StopKind
from kedeng.domain.windows import ALWAYS, STEP_LABELS, STEP_OF, Step, Window, farther, window_for

SHANXI = ZoneInfo("Asia/Shanghai")
OPENS = datetime(2026, 1, 5, tzinfo=SHANXI)
SUBMIT_CLOSES = datetime(2026, 1, 22, tzinfo=SHANXI)  # 1月21日 24:00前
RECOMMEND_CLOSES = datetime(2026, 1, 24, tzinfo=SHANXI)
INSTANT = timedelta(microseconds=1)
WINDOWS = {
    Step.SUBMIT: Window(OPENS, SUBMIT_CLOSES),
    Step.RECOMMEND: Window(OPENS, RECOMMEND_CLOSES),
}


def test_a_window_holds_its_opening_and_not_its_closing():
    window = WINDOWS[Step.SUBMIT]
    assert not window.is_open(OPENS - INSTANT)
    assert window.is_open(OPENS)
    assert window.is_open(SUBMIT_CLOSES - INSTANT)
    assert not window.is_open(SUBMIT_CLOSES)


def test_an_instant_counts_wherever_its_clock_hangs():
    last = (SUBMIT_CLOSES - INSTANT).astimezone(UTC)
    assert last.isoformat() == "2026-01-21T15:59:59.999999+00:00"
    assert WINDOWS[Step.SUBMIT].is_open(last)


@pytest.mark.parametrize(
    ("opens", "closes", "is_open"),
    [(None, None, True), (OPENS, None, True), (None, SUBMIT_CLOSES, False)],
)
def test_an_end_that_is_not_stated_does_not_close(opens, closes, is_open):
    assert Window(opens, closes).is_open(datetime(2031, 1, 1, tzinfo=UTC)) is is_open


def test_every_desk_has_a_step_and_every_step_a_label():
    assert set(STEP_OF) == set(StopKind)
    assert set(STEP_LABELS) == set(Step)


@pytest.mark.parametrize(
    ("desk", "closes"),
    [
        (StopKind.FILER, SUBMIT_CLOSES),
        (StopKind.UNIT, SUBMIT_CLOSES),
        (StopKind.DEPARTMENT, RECOMMEND_CLOSES),
        (StopKind.PROVINCE, None),
    ],
)
def test_each_desk_has_its_own_closing(desk, closes):
    assert window_for(WINDOWS, desk, returned_by=None).closes == closes


@pytest.mark.parametrize("desk", [StopKind.FILER, StopKind.UNIT])
def test_what_the_department_returned_stays_open_to_the_departments_closing(desk):
    assert window_for(WINDOWS, desk, StopKind.DEPARTMENT) == Window(OPENS, RECOMMEND_CLOSES)


def test_what_the_unit_returned_keeps_the_common_closing():
    assert window_for(WINDOWS, StopKind.FILER, StopKind.UNIT) == WINDOWS[Step.SUBMIT]


def test_what_the_province_returned_stays_open_to_the_provinces_closing():
    assert window_for(WINDOWS, StopKind.DEPARTMENT, StopKind.PROVINCE) == Window(OPENS, None)
    audit = datetime(2026, 3, 1, tzinfo=SHANXI)
    dated = WINDOWS | {Step.AUDIT: Window(None, audit)}
    assert window_for(dated, StopKind.FILER, StopKind.PROVINCE) == Window(OPENS, audit)


def test_a_return_never_shortens_a_window():
    early = WINDOWS | {Step.AUDIT: Window(None, OPENS)}
    assert window_for(early, StopKind.FILER, StopKind.PROVINCE).closes == SUBMIT_CLOSES


def test_a_round_without_windows_is_always_open():
    assert window_for({}, StopKind.FILER, returned_by=None) == ALWAYS


def test_of_two_returning_desks_the_farther_one_counts():
    assert farther(None, StopKind.UNIT) is StopKind.UNIT
    assert farther(StopKind.DEPARTMENT, StopKind.UNIT) is StopKind.DEPARTMENT
    assert farther(StopKind.UNIT, StopKind.PROVINCE) is StopKind.PROVINCE
