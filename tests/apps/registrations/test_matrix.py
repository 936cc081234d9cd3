"""Every transition in every state: what the table does not declare, the action refuses.

Who may make what is declared, and that a stranger makes nothing, stands in test_h3.py.
"""

import pytest
from tests.records import ALL_CHECKED, WAYS, refused, reload

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS


def answer_to(actor, registration, name):
    """Try a move with all that any asks for; give the code of its refusal, "" for none."""
    try:
        actions.move(
            actor=actor,
            registration=registration,
            transition=name,
            expected_version=registration.version,
            reason="演示",
            to_desk=0,
            checks=ALL_CHECKED,
        )
    except RefusedMoveError as refusal:
        return refusal.code
    return ""


def test_there_is_a_way_into_every_state():
    assert set(WAYS) == {state.value for state in State}


@pytest.mark.parametrize("state", State)
def test_r56_undeclared_moves_are_refused_to_whoever_makes_them_elsewhere(state, record_in, movers):
    registration = record_in(state.value)
    answers = {
        name: answer_to(movers[name], registration, name)
        for name, row in TRANSITIONS.items()
        if state not in row.sources
    }
    assert len(answers) >= len(TRANSITIONS) - 10
    assert set(answers.values()) <= {"not_in_this_state", "not_at_your_desk"}
    fresh = reload(registration)
    assert (fresh.state, fresh.version) == (state.value, registration.version)


def test_a_version_of_the_future_is_refused(record_in, movers):
    registration = record_in("in_review")
    with refused("moved_meanwhile"):
        actions.move(
            actor=movers["pass_on"],
            registration=registration,
            transition="pass_on",
            expected_version=registration.version + 1,
        )
