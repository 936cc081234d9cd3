"""No registration is ever stuck: every state has a way out for somebody, short of an end."""

from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS, Guard, transitions_from

ENDS = {State.WITHDRAWN, State.CANCELLED}
"""A withdrawn record may be copied to a new draft; a cancelled one stays in the books."""


def ways(state: State) -> set[State]:
    """States that an ordinary move leads to; undoing a bulk act is none."""
    rows = (row for row in transitions_from(state) if Guard.UNDOABLE not in row.guards)
    return {row.target for row in rows} - {state}


def test_every_state_but_an_end_has_a_way_out() -> None:
    assert {state for state in State if not ways(state)} == ENDS


def test_from_every_state_the_register_or_an_end_is_reached() -> None:
    goals = ENDS | {State.PUBLISHED}
    stuck = set(State) - goals
    while near := {state for state in stuck if ways(state) & goals}:
        stuck -= near
        goals |= near
    assert stuck == set()


def test_every_state_is_reached_from_a_draft() -> None:
    reached, frontier = {State.DRAFT}, {State.DRAFT}
    while frontier := {to for state in frontier for to in ways(state)} - reached:
        reached |= frontier
    assert reached == set(State)


def test_every_move_that_stops_a_record_says_why() -> None:
    silent = {n for n, row in TRANSITIONS.items() if row.stops_record and not row.needs_reason}
    assert silent == {"withdraw", "give_up"}  # the filer's own decisions
