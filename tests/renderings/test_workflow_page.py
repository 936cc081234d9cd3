"""docs/workflow.md says all that the workflow table says, and nothing else."""

import pytest

from kedeng.domain.policy import PERMISSIONS, Scope
from kedeng.domain.states import STATES, State
from kedeng.domain.workflow import (
    TRANSITIONS,
    Destination,
    Effect,
    Guard,
    Position,
    state_pairs,
)
from kedeng.renderings import workflow_page as page

TEXT = page.workflow_page()


@pytest.mark.parametrize(
    ("words", "closed_list"),
    [
        (page.GUARDS, Guard),
        (page.EFFECTS, Effect),
        (page.POSITIONS, Position),
        (page.DESTINATIONS, Destination),
        (page.SCOPES, Scope),
    ],
)
def test_every_member_of_a_closed_list_has_words(words, closed_list):
    assert set(words) == set(closed_list)


def test_the_diagram_has_an_arrow_for_every_source_of_every_move():
    arrows = [line for line in page.diagram().splitlines() if "-->" in line and "[*]" not in line]
    expected = [
        f"  {source} --> {row.target}: {'✗ ' if row.stops_record else ''}{row.label}"
        for row in TRANSITIONS.values()
        for source in row.sources
    ]
    assert sorted(arrows) == sorted(expected)


def test_the_diagram_names_every_state_begins_with_the_draft_and_ends_where_all_is_over():
    lines = page.diagram().splitlines()
    assert lines[:2] == ["```mermaid", "stateDiagram-v2"]
    assert [line for line in lines if "state " in line] == [
        f'  state "{row.staff}" as {state}' for state, row in STATES.items()
    ]
    assert "  [*] --> draft" in lines
    assert {line.split()[0] for line in lines if line.endswith("--> [*]")} == {
        state for state, row in STATES.items() if row.closed
    }


def test_every_move_state_and_action_has_its_line():
    for name in (*TRANSITIONS, *State, *PERMISSIONS):
        assert f"\n| `{name}` |" in TEXT


def test_a_moves_line_says_who_may_make_it_under_which_conditions():
    [line] = [line for line in TEXT.splitlines() if line.startswith("| `accept` |")]
    assert line == (
        "| `accept` | 受理 | recommended | accepted | stays | 受理 "
        "| desk that has the record (province) | not_own, not_claimed_by_another |  |  |"
    )


def test_the_pairs_are_those_that_the_triggers_allow():
    pairs = TEXT.partition("## State pairs")[2]
    [line] = [line for line in pairs.splitlines() if line.startswith("| `accepted` |")]
    assert line == "| `accepted` | `returned`, `passed`, `registered`, `refused`, `filed` |"
    assert pairs.count("`") // 2 - 1 == len(state_pairs()) + len({old for old, _ in state_pairs()})
