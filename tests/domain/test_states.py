"""A state's row says everything about it: labels, colour, families."""

import pytest

from kedeng.domain.states import STATES, State, states

COLOURS = {"grey", "blue", "green", "amber", "seal"}  # as the look has them


def test_every_state_has_a_row():
    assert set(STATES) == set(State)


@pytest.mark.parametrize("state", State)
def test_a_row_has_labels_for_staff_and_filer_and_a_known_colour(state):
    row = STATES[state]
    assert row.staff
    assert row.filer
    assert row.colour in COLOURS


def test_staff_tell_all_states_apart_by_their_labels():
    assert len({row.staff for row in STATES.values()}) == len(State)


def test_what_waits_is_called_waiting_by_everybody_and_is_not_green():
    waiting = {State.IN_REVIEW: "待审查", State.REPORTED: "待接收", State.RECEIVED: "待公布"}
    assert {state: STATES[state].staff for state in waiting} == waiting
    assert {STATES[state].colour for state in waiting} == {"blue"}
    assert STATES[State.IN_REVIEW].filer == "待审查"


def test_families_of_states():
    assert {
        family: {state.value for state in states(**{family: True})}
        for family in ("editable", "numbered", "public", "closed")
    } == {
        "editable": {"draft", "returned", "supplement"},
        "numbered": {"registered", "reported", "received", "published", "cancelled"},
        "public": {"published"},
        "closed": {"not_accepted", "published", "refused", "withdrawn", "cancelled", "filed"},
    }


def test_only_records_that_are_alive_stand_in_the_way_of_the_same_result():
    assert {state.value for state in states(blocks_duplicates=False)} == {
        "draft",
        "withdrawn",
        "refused",
        "not_accepted",
        "cancelled",
        "filed",
    }


def test_families_combine():
    assert states(numbered=True, closed=True) == {State.PUBLISHED, State.CANCELLED}
    assert states(editable=True, closed=True) == frozenset()
