"""Accounts go down: who may define whom, in one table (notice 二; process.md c2, B27–B35).

An organisation's only super administrator defines the bodies one hop below with *their* super
administrators, and the users of the own body. A holder of 管理 helps with the own users, and hands
on no right that he or she does not hold. Nobody reaches out of the own subtree.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from kedeng.domain.policy import YES, Actor, Decision
from kedeng.domain.rights import Right
from kedeng.domain.routes import DEPARTMENT, NATION, PROVINCE, UNIT


class Act(StrEnum):
    """Every act of delegation."""

    CREATE_BODY = "create_body"
    RENAME_BODY = "rename_body"
    MOVE_BODY = "move_body"
    MERGE_BODY = "merge_body"
    CLOSE_BODY = "close_body"
    DEFINE_SUPER = "define_super"  # appoint, replace, issue the first credential
    HAND_OVER = "hand_over"  # the super administrator's role, to somebody of the own body
    DEFINE_USER = "define_user"  # create, rename, issue the first credential
    GRANT = "grant"
    SUSPEND = "suspend"
    DEPUTISE = "deputise"
    DECIDE_ACCOUNT = "decide_account"  # an application for an account
    DECIDE_INSTITUTION = "decide_institution"  # an application to become a department
    CHOOSE_PASSWORD_POLICY = "choose_password_policy"  # noqa: S105 - a name; for the own subtree
    READ_GRANTS = "read_grants"


class Reach(StrEnum):
    """Where the other body lies, seen from the actor's own."""

    OWN = "own"
    CHILD = "child"  # one hop below
    BELOW = "below"  # anywhere below
    SERVED = "served"  # the own body, or one below without an office of its own (h1)
    OWN_OR_BELOW = "own_or_below"


@dataclass(frozen=True)
class Rule:
    """A row: how far an act reaches, and whether it is the super administrator's alone."""

    reach: Reach
    super_only: bool


RULES: dict[Act, Rule] = {
    Act.CREATE_BODY: Rule(Reach.OWN, super_only=True),  # the own body becomes the parent, B29
    Act.RENAME_BODY: Rule(Reach.BELOW, super_only=True),
    Act.MOVE_BODY: Rule(Reach.BELOW, super_only=True),
    Act.MERGE_BODY: Rule(Reach.BELOW, super_only=True),
    Act.CLOSE_BODY: Rule(Reach.BELOW, super_only=True),  # B35
    Act.DEFINE_SUPER: Rule(Reach.CHILD, super_only=True),  # B27, B28
    Act.HAND_OVER: Rule(Reach.OWN, super_only=True),
    Act.DEFINE_USER: Rule(Reach.SERVED, super_only=False),
    Act.GRANT: Rule(Reach.SERVED, super_only=False),
    Act.SUSPEND: Rule(Reach.SERVED, super_only=False),
    Act.DEPUTISE: Rule(Reach.SERVED, super_only=False),
    Act.DECIDE_ACCOUNT: Rule(Reach.OWN, super_only=False),
    Act.DECIDE_INSTITUTION: Rule(Reach.OWN, super_only=False),  # B33
    Act.CHOOSE_PASSWORD_POLICY: Rule(Reach.OWN, super_only=True),
    Act.READ_GRANTS: Rule(Reach.OWN_OR_BELOW, super_only=False),
}

_UNIT = frozenset({Right.ENTER, Right.REVIEW, Right.FORWARD, Right.RETURN, Right.MANAGE})
RIGHTS_OF_RANK: dict[int, frozenset[Right]] = {
    NATION: frozenset(Right) - {Right.ENTER, Right.FORWARD},
    PROVINCE: frozenset(Right) - {Right.ENTER},
    DEPARTMENT: _UNIT | {Right.RECEIVE},  # a central institute or an enterprise files for itself
    UNIT: _UNIT,
}
"""Rank → what its users may hold at all; the super administrator hands these on."""


@dataclass(frozen=True)
class BodyFacts:
    """What delegation must know of a body. `line` runs from the body itself up to the nation."""

    id: Hashable
    rank: int
    line: tuple[Hashable, ...]
    has_office: bool = True
    is_open: bool = True


def decide_act(actor: Actor, act: Act, body: BodyFacts) -> Decision:
    """Say whether an actor may do an act to a body, or to the users of a body.

    Reasons: body_out_of_reach (answer 404: whether it exists is nobody's business), super_only,
    manage_missing, body_closed.
    """
    rule = RULES[act]
    if not _reaches(actor, rule.reach, body):
        return Decision(allowed=False, reason="body_out_of_reach")
    if rule.super_only and not actor.is_super:
        return Decision(allowed=False, reason="super_only")
    if not actor.has(Right.MANAGE):
        return Decision(allowed=False, reason="manage_missing")
    if not body.is_open and act is not Act.READ_GRANTS:
        return Decision(allowed=False, reason="body_closed")
    return YES


def _reaches(actor: Actor, reach: Reach, body: BodyFacts) -> bool:
    own = body.id == actor.organisation_id
    child = len(body.line) > 1 and body.line[1] == actor.organisation_id
    below = not own and actor.organisation_id in body.line
    return {
        Reach.OWN: own,
        Reach.CHILD: child,
        Reach.BELOW: below,
        Reach.SERVED: own or (child and not body.has_office),
        Reach.OWN_OR_BELOW: own or below,
    }[reach]


def grantable(actor: Actor, body: BodyFacts) -> frozenset[Right]:
    """Give the rights that an actor may hand on to users of a body.

    The super administrator: whatever users of that rank may hold. A manager: of these only what he
    or she holds ("nobody can grant what they do not hold"), and not what a colleague lent: a loan
    that ends on a day would go on in whoever got it.
    """
    possible = RIGHTS_OF_RANK[body.rank]
    if actor.is_super:
        return possible
    return possible & actor.rights - actor.lent if actor.has(Right.MANAGE) else frozenset()


def may_have_below(parent_rank: int, rank: int) -> bool:
    """Whether a body of a rank may stand directly below one of another (process.md h1).

    Ranks only go down; units may stand below units (a faculty), departments below departments (a
    district below a city). Only the nation has provinces.
    """
    if parent_rank in {NATION, PROVINCE}:
        return rank > parent_rank and (rank != UNIT or parent_rank == PROVINCE)
    return rank >= parent_rank
