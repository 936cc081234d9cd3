"""The tables of what changes after the number hold together (process.md b3, h3 row H)."""

import pytest

from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.domain.changes import (
    ACTS,
    CHANGEABLE,
    DONE,
    EDITABLE,
    KEY_FIELDS,
    KIND_LABELS,
    OPEN,
    STANDINGS,
    Act,
    ChangeFacts,
    Kind,
    Standing,
    decide_change,
    is_key,
)
from kedeng.domain.policy import Actor, RecordFacts
from kedeng.domain.rights import Right
from kedeng.domain.routes import Stop, StopKind
from kedeng.domain.states import State

UNIT, DEPARTMENT, PROVINCE, NATION = 10, 20, 30, 40
STOPS = (
    Stop(UNIT, StopKind.FILER),
    Stop(UNIT, StopKind.UNIT),
    Stop(DEPARTMENT, StopKind.DEPARTMENT),
    Stop(PROVINCE, StopKind.PROVINCE),
    Stop(NATION, StopKind.NATION),
)
RECORD = RecordFacts(State.PUBLISHED, 4, 4, filer_id=1, filer_organisation=UNIT, stops=STOPS)
DESK = (Right.REVIEW, Right.FORWARD, Right.RETURN)


def somebody(user_id, organisation, *rights):
    return Actor(user_id, "演示", organisation, "演示机构", 0, frozenset(rights))


PEOPLE = {
    "filer": somebody(1, UNIT, Right.ENTER),
    "colleague": somebody(2, UNIT, Right.ENTER),
    "clerk": somebody(3, UNIT, Right.ENTER, *DESK),
    "reviewer": somebody(4, DEPARTMENT, *DESK),
    "auditor": somebody(5, PROVINCE, *DESK),
    "manager": somebody(6, PROVINCE, Right.MANAGE),
    "receiver": somebody(7, NATION, Right.REVIEW, Right.ACCEPT),
}


def who(act, **told):
    """Name those who may act on a request; asked for by the filer where nothing else is said."""
    usual = {"kind": Kind.CHANGE, "standing": Standing.ASKED, "desk": 1, "touches_key": False}
    facts = ChangeFacts(**{**usual, "asked_by": 1, **told})
    return {name for name, actor in PEOPLE.items() if decide_change(actor, act, RECORD, facts)}


def test_every_word_and_every_row_is_there():
    assert set(STANDINGS) == set(Standing)
    assert set(KIND_LABELS) == set(Kind)
    assert set(DONE) == set(Act)
    assert {act: row.done for act, row in ACTS.items()}.items() <= DONE.items()
    assert set(OPEN) > EDITABLE
    assert {State.REGISTERED, State.REPORTED, State.RECEIVED, State.PUBLISHED} == CHANGEABLE


@pytest.mark.parametrize("standing", OPEN)
def test_every_open_standing_has_a_way_out(standing):
    ends = {row.target for row in ACTS.values() if standing in row.sources}
    assert ends - set(OPEN)


@pytest.mark.parametrize("category", CATEGORY_NAMES)
def test_the_key_fields_are_questions_of_every_form(category):
    form = definition(category)
    for key in KEY_FIELDS:
        assert key.field in form.by_key[key.section].by_key
        assert (key.source, key.status) == ("process.md b3, B71", "INFERRED")


def test_rows_that_come_go_or_move_are_key_where_their_names_are():
    places = [("people", ""), ("people", "name"), ("people", "employer"), ("projects", "")]
    assert [is_key(*place) for place in places] == [True, True, False, False]
    assert [is_key("overview", key) for key in ("achievement_name", "keywords")] == [True, False]


def test_the_own_side_writes_asks_and_withdraws():
    drafted = {"standing": Standing.DRAFTED, "desk": 0}
    for act in (Act.EDIT, Act.ASK, Act.WITHDRAW):
        assert who(act, **drafted) == {"filer", "clerk"}
    assert who(Act.EDIT) == set()
    assert who(Act.WITHDRAW) == {"filer", "clerk"}


def test_each_desk_acts_where_the_request_waits():
    assert who(Act.PASS_ON) == who(Act.SEND_BACK) == {"clerk"}
    assert who(Act.PASS_ON, desk=2) == {"reviewer"}
    assert who(Act.PASS_ON, desk=3) == set()
    assert who(Act.SEND_BACK, desk=3) == {"auditor"}
    assert who(Act.REFUSE, desk=3) == {"auditor", "manager"}


def test_who_manages_approves_what_is_key_and_what_ends():
    assert who(Act.APPROVE, desk=3) == {"auditor", "manager"}
    assert who(Act.APPROVE, desk=3, touches_key=True) == {"manager"}
    assert who(Act.APPROVE, desk=3, kind=Kind.DEREGISTRATION) == {"manager"}
    assert who(Act.APPROVE, desk=2) == set()


def test_a_correction_is_the_provinces_and_takes_a_second_person():
    correction = {"kind": Kind.CORRECTION, "touches_key": True}
    drafted = {**correction, "standing": Standing.DRAFTED, "desk": 0}
    assert who(Act.EDIT, **drafted) == who(Act.ASK, **drafted) == {"auditor", "manager"}
    assert who(Act.APPROVE, desk=3, asked_by=5, **correction) == {"manager"}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("standing", [each for each in Standing if each not in OPEN])
def test_what_is_decided_stays(act, standing):
    assert who(act, standing=standing, desk=3) == set()
