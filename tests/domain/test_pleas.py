"""The table of pleas holds together (process.md h3, decision 0038)."""

from itertools import combinations

import pytest

from kedeng.domain.pleas import (
    PLEA_STATES,
    PLEAS,
    STANDING_COLOURS,
    STANDING_LABELS,
    PleaKind,
    PleaStanding,
    answered_with,
    standing_after,
)
from kedeng.domain.rights import Right
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS

RETURN, APPEAL, CANCEL = PleaKind


def test_every_kind_has_a_row_and_every_standing_its_words():
    assert set(PLEAS) == set(PleaKind)
    assert set(STANDING_LABELS) == set(STANDING_COLOURS) == set(PleaStanding)


@pytest.mark.parametrize("kind", PleaKind)
def test_in_each_state_some_move_grants_it_at_the_desk_that_is_asked(kind):
    row = PLEAS[kind]
    moves = [TRANSITIONS[name] for name in row.granted_by]
    assert row.states <= frozenset().union(*(move.sources for move in moves))
    assert row.at <= frozenset().union(*(move.at for move in moves))


def test_no_state_stands_in_two_rows():
    shared = [
        a.states & b.states for a, b in combinations(PLEAS.values(), 2) if a.states & b.states
    ]
    assert shared == []
    assert State.DRAFT not in PLEA_STATES


@pytest.mark.parametrize(
    ("kind", "move", "state", "desk", "standing"),
    [
        (RETURN, "return", State.RETURNED, 0, PleaStanding.GRANTED),
        (RETURN, "request_supplement", State.SUPPLEMENT, 0, PleaStanding.GRANTED),
        (RETURN, "accept", State.ACCEPTED, 3, PleaStanding.OPEN),
        (RETURN, "recommend", State.RECOMMENDED, 4, PleaStanding.LAPSED),
        (RETURN, "refuse", State.REFUSED, 3, PleaStanding.LAPSED),
        (RETURN, "recall", State.DRAFT, 0, PleaStanding.LAPSED),
        (APPEAL, "reopen", State.ACCEPTED, 3, PleaStanding.GRANTED),
        (APPEAL, "reopen_acceptance", State.RECOMMENDED, 3, PleaStanding.GRANTED),
        (CANCEL, "report", State.REPORTED, 4, PleaStanding.OPEN),
        (CANCEL, "cancel", State.CANCELLED, 4, PleaStanding.GRANTED),
        (CANCEL, "deregister", State.CANCELLED, 4, PleaStanding.LAPSED),
    ],
)
def test_a_move_grants_a_plea_leaves_it_or_lets_it_lapse(kind, move, state, desk, standing):
    assert standing_after(kind, 3, move, state, desk) is standing


def test_who_may_make_the_move_answers():
    assert answered_with({Right.RETURN}) == [RETURN]
    assert answered_with({Right.ACCEPT}) == [RETURN]
    assert answered_with({Right.MANAGE}) == [APPEAL, CANCEL]
    assert answered_with({Right.ENTER, Right.REVIEW, Right.FORWARD}) == []
