"""Who may define whom: the table, seen from a department in the middle of the tree."""

import pytest

from kedeng.domain.delegation import (
    RIGHTS_OF_RANK,
    RULES,
    Act,
    BodyFacts,
    decide_act,
    grantable,
    may_have_below,
)
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right

NATION, PROVINCE, DEPARTMENT, UNIVERSITY, FACULTY, SMALL_FIRM, SIBLING = range(1, 8)
BODIES = {
    "above": BodyFacts(PROVINCE, 2, (PROVINCE, NATION)),
    "own": BodyFacts(DEPARTMENT, 3, (DEPARTMENT, PROVINCE, NATION)),
    "child": BodyFacts(UNIVERSITY, 4, (UNIVERSITY, DEPARTMENT, PROVINCE, NATION)),
    "grandchild": BodyFacts(FACULTY, 4, (FACULTY, UNIVERSITY, DEPARTMENT, PROVINCE, NATION)),
    "without office": BodyFacts(
        SMALL_FIRM, 4, (SMALL_FIRM, DEPARTMENT, PROVINCE, NATION), has_office=False
    ),
    "sibling": BodyFacts(SIBLING, 3, (SIBLING, PROVINCE, NATION)),
}
REACHED = {
    Act.CREATE_BODY: {"own"},
    Act.CHOOSE_PASSWORD_POLICY: {"own"},
    Act.RENAME_BODY: {"child", "grandchild", "without office"},
    Act.MOVE_BODY: {"child", "grandchild", "without office"},
    Act.MERGE_BODY: {"child", "grandchild", "without office"},
    Act.CLOSE_BODY: {"child", "grandchild", "without office"},
    Act.DEFINE_SUPER: {"child", "without office"},
    Act.HAND_OVER: {"own"},
    Act.DEFINE_USER: {"own", "without office"},
    Act.GRANT: {"own", "without office"},
    Act.SUSPEND: {"own", "without office"},
    Act.DEPUTISE: {"own", "without office"},
    Act.DECIDE_ACCOUNT: {"own"},
    Act.DECIDE_INSTITUTION: {"own"},
    Act.READ_GRANTS: {"own", "child", "grandchild", "without office"},
}


def somebody(*rights, is_super=False):
    return Actor(1, "演示", DEPARTMENT, "演示省教育厅", 3, frozenset(rights), is_super)


@pytest.mark.parametrize("act", Act)
def test_the_super_administrator_reaches_what_the_table_says_and_no_more(act):
    actor = somebody(Right.MANAGE, is_super=True)
    assert {place for place, body in BODIES.items() if decide_act(actor, act, body)} == REACHED[act]


@pytest.mark.parametrize("act", Act)
def test_a_manager_does_what_is_not_the_super_administrators_alone(act):
    allowed = {place for place, body in BODIES.items() if decide_act(somebody(*Right), act, body)}
    assert allowed == (set() if RULES[act].super_only else REACHED[act])


@pytest.mark.parametrize("act", Act)
def test_nobody_without_the_right_manages_anything(act):
    actor = somebody(*(set(Right) - {Right.MANAGE}))
    assert not any(decide_act(actor, act, body) for body in BODIES.values())


def test_what_is_out_of_reach_is_refused_before_any_right_is_looked_at():
    reasons = {decide_act(somebody(), act, BODIES["sibling"]).reason for act in Act}
    assert reasons == {"body_out_of_reach"}


def test_a_closed_body_is_only_read():
    actor = somebody(Right.MANAGE, is_super=True)
    closed = BodyFacts(UNIVERSITY, 4, BODIES["child"].line, is_open=False)
    assert {act for act in Act if decide_act(actor, act, closed)} == {Act.READ_GRANTS}


def test_a_manager_hands_on_only_what_he_or_she_holds():
    assert grantable(somebody(Right.MANAGE, Right.REVIEW), BODIES["own"]) == {
        Right.MANAGE,
        Right.REVIEW,
    }
    assert grantable(somebody(Right.REVIEW), BODIES["own"]) == frozenset()


def test_no_one_hands_on_a_right_that_the_rank_does_not_know():
    actor = somebody(*Right, is_super=True)
    for body in BODIES.values():
        assert grantable(actor, body) == RIGHTS_OF_RANK[body.rank]
    assert Right.ACCEPT not in RIGHTS_OF_RANK[3]
    assert Right.RECEIVE not in RIGHTS_OF_RANK[4]


def test_ranks_go_down_but_units_and_departments_nest():
    pairs = {(upper, lower) for upper in (1, 2, 3, 4) for lower in (1, 2, 3, 4)}
    assert {pair for pair in pairs if may_have_below(*pair)} == {
        *((1, 2), (1, 3)),
        *((2, 3), (2, 4)),
        *((3, 3), (3, 4)),
        (4, 4),
    }
