"""The rule that says who will be late."""

from datetime import UTC, datetime, timedelta

import pytest

from kedeng.domain.radar import Figures, Outlook, Stage, outlook, same_instant, stage_of
from kedeng.domain.states import State

WEEK = timedelta(days=7)


def test_every_state_has_its_stage():
    found = {stage: [] for stage in Stage}
    for state in State:
        found[stage_of(state)].append(state.value)
    expected = {
        Stage.DRAFT: {"draft"},
        Stage.SUBMITTED: {"in_review"},
        Stage.RETURNED: {"returned", "supplement"},
        Stage.ENDED: {"not_recommended", "not_accepted", "refused", "withdrawn", "cancelled"},
    }
    for stage, states in expected.items():
        assert states <= set(found[stage])
    assert {"recommended", "accepted", "registered", "published"} <= set(found[Stage.RECOMMENDED])


@pytest.mark.parametrize(
    ("figures", "left", "expected"),
    [
        (Figures(), WEEK, Outlook.NOTHING),
        (Figures(submitted=3), WEEK, Outlook.DONE),
        (Figures(open=1), None, Outlook.UNDATED),
        (Figures(open=1), timedelta(0), Outlook.MISSED),
        (Figures(open=1), timedelta(days=14, seconds=1), Outlook.EARLY),
        (Figures(drafts=7, recent=7), WEEK, Outlook.ON_PACE),
        (Figures(drafts=8, recent=7), WEEK, Outlook.LATE),
        (Figures(drafts=4, returned=4, recent=4), 2 * WEEK, Outlook.ON_PACE),
        (Figures(open=1, recent=0), 2 * WEEK, Outlook.LATE),
        (Figures(last_year=5), 2 * WEEK, Outlook.LATE),
        (Figures(last_year=5), 3 * WEEK, Outlook.EARLY),
        (Figures(last_year=5, ended=1), WEEK, Outlook.DONE),
    ],
)
def test_the_rule(figures, left, expected):
    assert outlook(figures, left) is expected


def test_figures_add_up():
    one, other = Figures(open=1, drafts=2, recent=3), Figures(open=4, last_year=5)
    assert one + other == Figures(open=5, drafts=2, recent=3, last_year=5)
    assert (one.need, one.begun, other.is_idle) == (3, 2, True)


def test_the_same_distance_from_the_closing():
    now, closes = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 1, 22, tzinfo=UTC)
    before = datetime(2025, 1, 20, tzinfo=UTC)
    assert same_instant(closes, before, now) == datetime(2025, 1, 8, tzinfo=UTC)
    assert same_instant(closes, before, closes + WEEK) == before
