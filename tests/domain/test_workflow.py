"""The workflow table holds together (house.md, "Workflow in one table"; process.md h2)."""

from collections import Counter

import pytest

from kedeng.domain.policy import Actor, RecordFacts, decide_move
from kedeng.domain.rights import Right
from kedeng.domain.routes import Stop, StopKind
from kedeng.domain.states import STATES, State
from kedeng.domain.workflow import (
    TRANSITIONS,
    Destination,
    Effect,
    Guard,
    Position,
    state_pairs,
    transitions_from,
)

ROWS = list(TRANSITIONS.values())
EVERY_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


def reachable_from(state):
    """States that a record in `state` can come to."""
    found, waiting = {state}, [state]
    while waiting:
        for row in transitions_from(waiting.pop()):
            if row.target not in found:
                found.add(row.target)
                waiting.append(row.target)
    return found


def test_names_labels_and_sentences_are_unique():
    assert [name for name, n in Counter(row.name for row in ROWS).items() if n > 1] == []
    assert [label for label, n in Counter(row.label for row in ROWS).items() if n > 1] == []
    assert [done for done, n in Counter(row.done for row in ROWS).items() if n > 1] == []
    assert {name: row.name for name, row in TRANSITIONS.items()} == {n: n for n in TRANSITIONS}


def test_every_state_can_be_reached_from_the_draft():
    assert reachable_from(State.DRAFT) == set(State)


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_way_on_or_is_closed(state):
    assert STATES[state].closed or list(transitions_from(state))


@pytest.mark.parametrize("state", [state for state in State if not STATES[state].closed])
def test_no_open_state_is_a_trap(state):
    assert State.PUBLISHED in reachable_from(state)


def test_out_of_closed_states_leads_only_what_is_decided_from_above():
    ways = {
        (state.value, row.name, row.right)
        for state, its_row in STATES.items()
        if its_row.closed
        for row in transitions_from(state)
    }
    assert ways == {
        ("not_accepted", "reopen_acceptance", Right.MANAGE),
        ("refused", "reopen", Right.MANAGE),
        ("filed", "reopen", Right.MANAGE),
        ("published", "cancel", Right.MANAGE),
        ("published", "unpublish", Right.REVIEW),  # the nation's
        ("published", "deregister", Right.MANAGE),
    }


@EVERY_ROW
def test_a_row_stays_inside_the_closed_lists(row):
    assert row.sources <= set(State)
    assert row.target in State
    assert row.at <= set(StopKind)
    assert set(row.guards) <= set(Guard)
    assert set(row.effects) <= set(Effect)
    assert row.sources
    assert row.at


def test_every_guard_effect_position_and_destination_is_used():
    assert {guard for row in ROWS for guard in row.guards} == set(Guard)
    assert {effect for row in ROWS for effect in row.effects} == set(Effect)
    assert {row.position for row in ROWS} == set(Position)
    assert {row.to for row in ROWS} == set(Destination)


@EVERY_ROW
def test_what_stops_a_record_says_why(row):
    silent = {"withdraw", "give_up"}  # the filer's own decision needs no reason
    assert row.needs_reason or not row.stops_record or row.name in silent


@EVERY_ROW
def test_only_the_province_ends_a_registration(row):
    if row.target in {State.REFUSED, State.NOT_ACCEPTED, State.CANCELLED}:
        assert row.at == {StopKind.PROVINCE}


@EVERY_ROW
def test_whoever_sends_a_record_up_minds_the_window_below_the_province(row):
    sends_up = row.to is Destination.NEXT or row.name == "resupply"
    if sends_up and StopKind.PROVINCE not in row.at:
        assert Guard.WINDOW_OPEN in row.guards


@EVERY_ROW
def test_a_submission_judges_freezes_and_looks_for_duplicates(row):
    if row.target is not State.WITHDRAWN and row.position is Position.FILER:
        assert {Guard.FORM_COMPLETE, Guard.NOT_DUPLICATE} <= set(row.guards)
        assert Effect.FREEZE_REVISION in row.effects


@EVERY_ROW
def test_nobody_judges_the_own_registration(row):
    if row.name in {"recommend", "not_recommend", "register", "pass_audit"}:
        assert Guard.NOT_OWN in row.guards


@EVERY_ROW
def test_what_was_sent_is_taken_back_only_untouched(row):
    if row.position is Position.FORMER_DESK:
        assert {Guard.UNCLAIMED, Guard.UNTOUCHED_SINCE_SENT} <= set(row.guards)


def test_a_number_is_taken_once_and_never_before_acceptance():
    taking = {row.name: row.sources for row in ROWS if Effect.ASSIGN_NUMBER in row.effects}
    assert taking == {"register": {State.ACCEPTED}, "register_publicised": {State.PUBLICISED}}


def test_the_ordinary_way():
    way = ["submit", "pass_on", "recommend", "accept", "register", "report", "receive", "publish"]
    states = [State.DRAFT, *(TRANSITIONS[name].target for name in way)]
    assert all(
        before in TRANSITIONS[name].sources for before, name in zip(states, way, strict=False)
    )
    assert states[-1] is State.PUBLISHED


def test_the_pairs_for_the_database_are_those_of_the_rows():
    assert len(state_pairs()) == 51
    assert (State.DRAFT, State.IN_REVIEW) in state_pairs()
    assert (State.RETURNED, State.RETURNED) in state_pairs()
    assert (State.DRAFT, State.PUBLISHED) not in state_pairs()
    assert not {pair for pair in state_pairs() if pair[0] is State.WITHDRAWN}


@EVERY_ROW
@pytest.mark.parametrize("state", State)
def test_a_move_is_allowed_in_its_declared_states_alone(row, state):
    """One person holds every right at every desk: then the state decides, and nothing else."""
    desk = {
        Position.FILER: 0,
        Position.OWNER: place_of(row) + 1,
        Position.CURRENT_DESK: place_of(row),
        Position.FORMER_DESK: place_of(row) + 1,
        Position.ON_ROUTE: place_of(row),
    }[row.position]
    everybody = Actor(1, "演示", 7, "演示机构", 1, frozenset(Right))
    facts = RecordFacts(
        state=state,
        desk=desk,
        reach=len(StopKind) - 1,
        filer_id=1,
        filer_organisation=7,
        stops=tuple(Stop(7, kind) for kind in StopKind),
    )
    decision = decide_move(everybody, row.name, facts)
    assert bool(decision) is (state in row.sources)
    assert decision.reason == ("" if decision else "not_in_this_state")


def place_of(row):
    """Place of the first desk for a row's actor, on a route with one desk of each kind."""
    return min(list(StopKind).index(kind) for kind in row.at)
