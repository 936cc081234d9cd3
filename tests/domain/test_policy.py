"""Who may do what: rights, scopes, and the cast of one route (process.md h3)."""

from dataclasses import replace

import pytest

from kedeng.domain.policy import (
    DESK_RIGHTS,
    PERMISSIONS,
    Action,
    Actor,
    RecordFacts,
    Scope,
    decide,
    decide_at,
    decide_move,
    owns,
    sees,
)
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.domain.routes import Stop, StopKind
from kedeng.domain.states import STATES, State
from kedeng.domain.workflow import TRANSITIONS, Guard

UNIVERSITY, DEPARTMENT, PROVINCE, NATION, ELSEWHERE = 10, 20, 30, 40, 90


def actor(user, organisation, rank, *rights):
    return Actor(user, f"演示{user}", organisation, "演示", rank, frozenset(rights))


AUTHOR = actor(1, UNIVERSITY, 4, Right.ENTER)
COLLEAGUE = actor(2, UNIVERSITY, 4, Right.ENTER)
CLERK = actor(3, UNIVERSITY, 4, Right.ENTER, Right.REVIEW, Right.FORWARD, Right.RETURN)
REVIEWER = actor(4, DEPARTMENT, 3, Right.REVIEW, Right.FORWARD, Right.RETURN)
AUDITOR = actor(5, PROVINCE, 2, *DESK_RIGHTS, Right.MANAGE)
RECEIVER = actor(6, NATION, 1, Right.ACCEPT, Right.REVIEW, Right.RETURN)
STRANGER = actor(7, ELSEWHERE, 2, *Right)
CAST = {
    "author": AUTHOR,
    "colleague": COLLEAGUE,
    "clerk": CLERK,
    "reviewer": REVIEWER,
    "auditor": AUDITOR,
    "receiver": RECEIVER,
    "stranger": STRANGER,
}
STOPS = (
    Stop(UNIVERSITY, StopKind.FILER),
    Stop(UNIVERSITY, StopKind.UNIT),
    Stop(DEPARTMENT, StopKind.DEPARTMENT),
    Stop(PROVINCE, StopKind.PROVINCE),
    Stop(NATION, StopKind.NATION),
)


def record(state, desk, reach=None):
    """A record of the author at a desk; shown up to there unless said otherwise."""
    return RecordFacts(
        state=state,
        desk=desk,
        reach=desk if reach is None else reach,
        filer_id=1,
        filer_organisation=UNIVERSITY,
        stops=() if reach is None and desk == 0 and state is State.DRAFT else STOPS,
    )


def movers(facts):
    """Who may make which moves: name → sorted transitions, without those who may make none.

    What undoes a bulk act is left out: whether there is one to undo is a guard's to say.
    """
    moves = [name for name, row in TRANSITIONS.items() if Guard.UNDOABLE not in row.guards]
    found = {
        name: sorted(move for move in moves if decide_move(who, move, facts))
        for name, who in CAST.items()
    }
    return {name: moves for name, moves in found.items() if moves}


def test_every_action_has_a_row_and_every_right_a_label():
    assert set(PERMISSIONS) == set(Action)
    assert {row.scope for row in PERMISSIONS.values()} == set(Scope)
    assert set(RIGHT_LABELS) == set(Right)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            record(State.DRAFT, 0),
            {"author": ["submit", "withdraw"], "clerk": ["submit", "withdraw"]},
        ),
        (
            record(State.IN_REVIEW, 1),
            {
                "author": ["recall"],
                "clerk": ["pass_on", "recall", "recommend", "return"],
            },
        ),
        (
            record(State.IN_REVIEW, 2),
            {
                "clerk": ["take_back"],
                "reviewer": ["not_recommend", "pass_on", "recommend", "return"],
            },
        ),
        (
            record(State.RETURNED, 0, reach=2),
            {"author": ["resubmit", "withdraw"], "clerk": ["resubmit", "withdraw"]},
        ),
        (record(State.RETURNED, 1, reach=2), {"clerk": ["pass_on", "recommend", "return"]}),
        (
            record(State.NOT_RECOMMENDED, 2, reach=3),
            {
                "author": ["give_up"],
                "clerk": ["give_up"],
                "reviewer": ["reconsider"],
                "auditor": ["take_up", "uphold"],
            },
        ),
        (
            record(State.RECOMMENDED, 3),
            {
                "author": ["recall_supplement"],
                "clerk": ["recall_supplement"],
                "reviewer": ["take_back"],
                "auditor": ["accept", "decline", "request_supplement", "return"],
            },
        ),
        (
            record(State.SUPPLEMENT, 0, reach=3),
            {
                "author": ["resupply", "withdraw"],
                "clerk": ["resupply", "withdraw"],
                "auditor": ["decline_unsupplied"],
            },
        ),
        (
            record(State.ACCEPTED, 3),
            {"auditor": ["file_elsewhere", "pass_audit", "refuse", "register", "return"]},
        ),
        (record(State.PASSED, 3), {"auditor": ["audit_again", "publicise"]}),
        (
            record(State.PUBLICISED, 3),
            {"auditor": ["audit_again", "register_publicised", "suspend"]},
        ),
        (
            record(State.DISPUTED, 3),
            {"auditor": ["refuse_disputed", "resume", "return_disputed"]},
        ),
        (record(State.REGISTERED, 3), {"auditor": ["cancel", "deregister", "report"]}),
        (
            record(State.REPORTED, 4),
            {
                "auditor": ["cancel", "deregister", "recall_report"],
                "receiver": ["receive", "send_back"],
            },
        ),
        (
            record(State.RECEIVED, 4),
            {"auditor": ["cancel", "deregister"], "receiver": ["publish", "send_back"]},
        ),
        (
            record(State.PUBLISHED, 4),
            {"auditor": ["cancel", "deregister"], "receiver": ["unpublish"]},
        ),
        (record(State.NOT_ACCEPTED, 3), {"auditor": ["reopen_acceptance"]}),
        (record(State.REFUSED, 3), {"auditor": ["reopen"]}),
        (record(State.FILED, 3), {"auditor": ["reopen"]}),
        (record(State.WITHDRAWN, 0, reach=3), {}),
        (record(State.CANCELLED, 4), {}),
    ],
    ids=lambda value: f"{value.state} at {value.desk}" if isinstance(value, RecordFacts) else "",
)
def test_who_may_move_a_record_on(facts, expected):
    assert movers(facts) == expected


def test_a_move_is_refused_for_right_then_place_then_state():
    facts = record(State.IN_REVIEW, 1)
    assert decide_move(AUTHOR, "pass_on", facts).reason == "right_missing"
    assert decide_move(REVIEWER, "pass_on", facts).reason == "not_at_your_desk"
    assert decide_move(CLERK, "reconsider", facts).reason == "not_at_your_desk"
    assert decide_move(REVIEWER, "reconsider", record(State.IN_REVIEW, 2)).reason == (
        "not_in_this_state"
    )


def test_an_unknown_move_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        decide_move(AUTHOR, "fly", record(State.DRAFT, 0))


@pytest.mark.parametrize("right", Right)
def test_a_move_needs_its_own_right_and_no_other(right):
    """The province's person keeps one right: only the moves of this right are left."""
    person = replace(AUDITOR, rights=frozenset({right}))
    for state, desk in ((State.RECOMMENDED, 3), (State.ACCEPTED, 3), (State.REGISTERED, 3)):
        facts = record(state, desk)
        allowed = {name for name in TRANSITIONS if decide_move(person, name, facts)}
        assert {TRANSITIONS[name].right for name in allowed} <= {right}


def test_the_filer_and_the_office_of_the_unit_own_a_record():
    facts = record(State.IN_REVIEW, 1)
    assert [name for name, who in CAST.items() if owns(who, facts)] == ["author", "clerk"]


@pytest.mark.parametrize(
    ("facts", "seen_by"),
    [
        (record(State.DRAFT, 0), ["author", "clerk"]),
        (record(State.IN_REVIEW, 1), ["author", "clerk"]),
        (record(State.IN_REVIEW, 2), ["author", "clerk", "reviewer"]),
        (record(State.RETURNED, 0, reach=2), ["author", "clerk", "reviewer"]),
        (record(State.RECOMMENDED, 3), ["author", "clerk", "reviewer", "auditor"]),
        (record(State.PUBLISHED, 4), ["author", "clerk", "reviewer", "auditor", "receiver"]),
    ],
    ids=lambda value: f"{value.state} at {value.desk}" if isinstance(value, RecordFacts) else "",
)
def test_a_record_is_seen_from_below_and_from_the_desks_that_it_reached(facts, seen_by):
    assert [name for name, who in CAST.items() if sees(who, facts)] == seen_by
    assert seen_by == [
        name for name, who in CAST.items() if decide(who, Action.VIEW_REGISTRATION, facts)
    ]


def test_an_inbox_for_receiving_alone_sees_what_came():
    archive = actor(8, DEPARTMENT, 3, Right.RECEIVE)
    assert not sees(archive, record(State.IN_REVIEW, 1))
    assert sees(archive, record(State.IN_REVIEW, 2))
    assert not sees(replace(archive, rights=frozenset()), record(State.IN_REVIEW, 2))


@pytest.mark.parametrize("state", State)
def test_a_draft_is_edited_at_the_filers_desk_in_an_editable_state(state):
    decision = decide(AUTHOR, Action.EDIT_DRAFT, record(state, 0, reach=2))
    assert bool(decision) is STATES[state].editable
    assert decision.reason == ("" if decision else "not_editable_now")


@pytest.mark.parametrize("name", ["author", "clerk"])
def test_what_was_returned_to_the_unit_office_nobody_edits_there(name):
    facts = record(State.RETURNED, 1, reach=2)
    assert decide(CAST[name], Action.EDIT_DRAFT, facts).reason == "not_editable_now"


@pytest.mark.parametrize("name", ["colleague", "stranger"])
def test_nobody_else_edits_a_draft(name):
    facts = record(State.DRAFT, 0)
    assert decide(CAST[name], Action.EDIT_DRAFT, facts).reason == "not_your_record"
    assert decide(CAST[name], Action.DELETE_DRAFT, facts).reason == "not_your_record"


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (record(State.IN_REVIEW, 1), {"clerk": "", "reviewer": "not_at_your_desk"}),
        (record(State.IN_REVIEW, 2), {"clerk": "not_at_your_desk", "reviewer": ""}),
        (record(State.RETURNED, 0, reach=2), {"clerk": "not_at_your_desk"}),
        (record(State.NOT_RECOMMENDED, 2, reach=3), {"reviewer": "not_claimable_now"}),
        (
            record(State.REPORTED, 4),
            {"author": "right_missing", "receiver": "", "stranger": "not_at_your_desk"},
        ),
    ],
    ids=lambda value: f"{value.state} at {value.desk}" if isinstance(value, RecordFacts) else "",
)
def test_a_claim_is_laid_at_the_own_desk_in_a_claimable_state(facts, reasons):
    assert {name: decide(CAST[name], Action.CLAIM, facts).reason for name in reasons} == reasons


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        (Action.READ_REGISTER, list(CAST)),
        (Action.USE_ACCOUNT, list(CAST)),
        (Action.CREATE_REGISTRATION, ["author", "colleague", "clerk", "stranger"]),
        (Action.VIEW_QUEUE, ["clerk", "reviewer", "auditor", "receiver", "stranger"]),
        (Action.MAKE_SUMMARY, ["clerk", "reviewer", "auditor", "receiver", "stranger"]),
        (Action.CORRECT_LISTS, ["auditor", "stranger"]),
    ],
)
def test_acts_without_a_record_go_by_right(action, allowed):
    assert [name for name, who in CAST.items() if decide(who, action)] == allowed


@pytest.mark.parametrize("action", [Action.EDIT_DRAFT, Action.VIEW_REGISTRATION, Action.CLAIM])
def test_acts_on_a_record_must_name_it(action):
    with pytest.raises(ValueError, match="needs the facts of a record"):
        decide(STRANGER, action)


def test_an_institute_that_is_its_own_department_keeps_filer_and_reviewer_apart():
    own = (Stop(DEPARTMENT, StopKind.FILER), Stop(DEPARTMENT, StopKind.DEPARTMENT), *STOPS[3:])
    facts = RecordFacts(
        state=State.IN_REVIEW, desk=1, reach=1, filer_id=8, filer_organisation=DEPARTMENT, stops=own
    )
    filer = actor(8, DEPARTMENT, 3, Right.ENTER)
    assert decide_move(filer, "recall", facts)
    assert decide_move(filer, "recommend", facts).reason == "right_missing"
    assert decide_move(REVIEWER, "recommend", facts)


def test_in_what_is_one_bodys_its_own_people_act_with_the_right():
    said = [
        decide_at(who, Action.ISSUE_CERTIFICATE, PROVINCE).reason
        for who in (AUDITOR, REVIEWER, AUTHOR, STRANGER)
    ]
    assert said == ["", "not_your_organisation", "right_missing", "not_your_organisation"]
