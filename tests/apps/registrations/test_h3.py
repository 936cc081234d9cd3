"""Every situation, position and move of process.md h3, as the tables beside say.

h3.py has the moves, h3_acts.py what is done beside them; h3_walks.py and h3_company.py bring
records into the situations, h3_asking.py asks the house. All is asked once, on the way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

import pytest
from django.db import transaction
from django.db.models import prefetch_related_objects
from tests.apps.registrations.h3 import MOVES, Cells
from tests.apps.registrations.h3_acts import ACTS, PUBLIC, REQUESTS
from tests.apps.registrations.h3_asking import (
    OF_BULK_ACTS,
    acts_of,
    moves_of,
    public_acts_of,
    request_acts_of,
)
from tests.apps.registrations.h3_company import Company, company
from tests.apps.registrations.h3_walks import WALKS
from tests.records import reload

from kedeng.apps.registrations.models import Registration
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS

pytestmark = pytest.mark.django_db

POSITIONS = [column.name for column in fields(Cells)]


@dataclass
class Answers:
    """All that was answered, by situation; moves by situation and position."""

    states: dict = field(default_factory=dict)
    moves: dict = field(default_factory=dict)
    acts: dict = field(default_factory=dict)
    requests: dict = field(default_factory=dict)
    public: dict = field(default_factory=dict)


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker) -> Answers:
    """Walk all walks once, ask everybody on the way, and leave nothing behind."""
    found = Answers()
    with django_db_blocker.unblock(), transaction.atomic():
        the = company()
        for walk in WALKS:
            with transaction.atomic():
                for situation, record in walk(the):
                    ask(the, situation, reload(record), found)
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return found


def ask(the: Company, situation: str, record: Registration, found: Answers) -> None:
    """Ask everybody in a situation; asking changes nothing."""
    prefetch_related_objects([record], "stops")
    people = the.people.items()
    if situation in REQUESTS:
        found.requests[situation] = {who: request_acts_of(each, record) for who, each in people}
        return
    found.states[situation] = State(record.state)
    found.public[situation] = public_acts_of(record)
    for turn, (who, each) in enumerate(people):
        found.moves[situation, who] = moves_of(each, record, turn)
    if situation in ACTS:
        found.acts[situation] = {who: acts_of(each, record) for who, each in people}
    assert reload(record).version == record.version


def written(cell: str) -> dict[str, set[str]]:
    """Say of a cell of moves which are offered, which are made, and which wait for something."""
    names = {word: word.strip("(*)") for word in cell.split()}
    said = {
        "offered": {name for word, name in names.items() if "*" not in word},
        "made": {name for word, name in names.items() if "(" not in word},
        "waits": {name for word, name in names.items() if "(" in word},
    }
    return {kind: which for kind, which in said.items() if which or kind == "offered"}


def row_of(cells: Cells) -> dict[str, set[str]]:
    """Give a row of acts by position."""
    return {position: set(getattr(cells, position).split()) for position in POSITIONS}


def words(rows: Iterable[Cells]) -> set[str]:
    """Give all that stands in a table's cells, without the marks."""
    cells = (getattr(row, position) for row in rows for position in POSITIONS)
    return {word.strip("(*)") for cell in cells for word in cell.split()}


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("situation", MOVES)
def test_h3_who_moves_a_record(situation, position, answers):
    cell = getattr(MOVES[situation], position)
    assert answers.moves[situation, position] == written(cell)


@pytest.mark.parametrize("situation", ACTS)
def test_h3_who_does_what_beside_the_moves(situation, answers):
    assert answers.acts[situation] == row_of(ACTS[situation])


@pytest.mark.parametrize("situation", REQUESTS)
def test_h3_who_does_what_with_a_request(situation, answers):
    assert answers.requests[situation] == row_of(REQUESTS[situation])


def test_h3_what_the_public_may(answers):
    assert {situation: may for situation, may in answers.public.items() if may} == {
        situation: set(cell.split()) for situation, cell in PUBLIC.items()
    }


def test_the_tables_have_every_state_and_no_situation_that_is_not_brought_about(answers):
    assert answers.states == {situation: row.state for situation, row in MOVES.items()}
    assert {row.state for row in MOVES.values()} == set(State)
    assert {MOVES[situation].state for situation in ACTS} == set(State)
    assert set(answers.acts) == set(ACTS)
    assert set(answers.requests) == set(REQUESTS)


def test_every_move_stands_in_a_cell():
    assert words(MOVES.values()) == set(TRANSITIONS) - OF_BULK_ACTS


def test_who_has_nothing_to_do_with_a_record_has_nothing_anywhere():
    tables = (*MOVES.values(), *ACTS.values(), *REQUESTS.values())
    idle = {each for each in POSITIONS if not any(getattr(row, each) for row in tables)}
    assert idle == {"colleague", "stranger"}
