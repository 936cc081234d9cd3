"""Pleas: what somebody asks of a desk because the move is not theirs to make (process.md h3).

A plea changes nothing by itself. The desk's ordinary move grants it; otherwise it is declined with
an answer, taken back by its asker, or lapses when the record goes its way (decision 0038).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kedeng.domain.policy import YES, Actor, Decision, RecordFacts, owns
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS


class PleaKind(StrEnum):
    """What is asked for."""

    ASK_RETURN = "ask_return"
    APPEAL = "appeal"
    PROPOSE_CANCEL = "propose_cancel"


class Asker(StrEnum):
    """Whose plea it is: the filer's side, or the province that registered the record."""

    OWNER = "owner"
    PROVINCE = "province"


@dataclass(frozen=True, kw_only=True)
class PleaRow:
    """A row: who may ask, in which states, which desk answers, by which moves it grants.

    `at` are the kinds of desk that answer: the one that has the record where `of_holder`, or the
    first of the kind on the route. `most` pleas may be made against one decision.
    """

    label: str
    right: Right
    asker: Asker
    states: frozenset[State]
    at: frozenset[StopKind]
    granted_by: tuple[str, ...]
    of_holder: bool = False
    needs_ground: bool = False
    most: int | None = None

    @property
    def answering(self) -> frozenset[Right]:
        """The rights of those who answer: whoever may make one of the moves."""
        return frozenset(TRANSITIONS[name].right for name in self.granted_by)


PLEAS: dict[PleaKind, PleaRow] = {
    PleaKind.ASK_RETURN: PleaRow(
        label="请求退回",
        right=Right.ENTER,
        asker=Asker.OWNER,
        states=TRANSITIONS["return"].sources,
        at=TRANSITIONS["return"].at,
        granted_by=("return", "request_supplement"),
        of_holder=True,
    ),
    PleaKind.APPEAL: PleaRow(
        label="申请复核",
        right=Right.ENTER,
        asker=Asker.OWNER,
        states=frozenset({State.REFUSED, State.NOT_ACCEPTED}),
        at=frozenset({StopKind.PROVINCE}),
        granted_by=("reopen", "reopen_acceptance"),
        most=2,
    ),
    PleaKind.PROPOSE_CANCEL: PleaRow(
        label="提请撤销",
        right=Right.REVIEW,
        asker=Asker.PROVINCE,
        states=TRANSITIONS["cancel"].sources,
        at=frozenset({StopKind.PROVINCE}),
        granted_by=("cancel",),
        needs_ground=True,
    ),
}
"""No state stands in two rows: of a record one plea at most is open."""

PLEA_STATES = frozenset[State]().union(*(row.states for row in PLEAS.values()))


class PleaStanding(StrEnum):
    """How far a plea is."""

    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


STANDING_LABELS: dict[PleaStanding, str] = {
    PleaStanding.OPEN: "待答复",
    PleaStanding.GRANTED: "已同意",
    PleaStanding.DECLINED: "没有同意",
    PleaStanding.WITHDRAWN: "已撤回",
    PleaStanding.LAPSED: "已失效",
}
STANDING_COLOURS: dict[PleaStanding, str] = {
    PleaStanding.OPEN: "amber",
    PleaStanding.GRANTED: "green",
    PleaStanding.DECLINED: "grey",
    PleaStanding.WITHDRAWN: "grey",
    PleaStanding.LAPSED: "grey",
}


def may_ask(actor: Actor, kind: PleaKind, facts: RecordFacts) -> Decision:
    """Say whether somebody may make a plea of a kind now.

    Reasons: right_missing, not_your_record, not_at_your_desk, "plea_not_now".
    """
    row = PLEAS[kind]
    if row.right not in actor.rights:
        return Decision(allowed=False, reason="right_missing")
    if row.asker is Asker.OWNER and not owns(actor, facts):
        return Decision(allowed=False, reason="not_your_record")
    if row.asker is Asker.PROVINCE and not of_province(actor, facts):
        return Decision(allowed=False, reason="not_at_your_desk")
    if facts.state not in row.states or answering_desk(kind, facts) is None:
        return Decision(allowed=False, reason="plea_not_now")
    return YES


def may_see(actor: Actor, kind: PleaKind, facts: RecordFacts) -> bool:
    """Whether a plea of a kind is shown to somebody who sees the record.

    What a province thinks of cancelling is its own until it is done.
    """
    return PLEAS[kind].asker is Asker.OWNER or of_province(actor, facts)


def answered_with(rights: Collection[Right]) -> list[PleaKind]:
    """Give the kinds that some rights suffice to answer."""
    return [kind for kind, row in PLEAS.items() if not row.answering.isdisjoint(rights)]


def answering_desk(kind: PleaKind, facts: RecordFacts) -> int | None:
    """Give the place of the desk that a plea goes to; None where there is none now."""
    row = PLEAS[kind]
    if row.of_holder:
        here = facts.stops[facts.desk].kind if facts.desk < len(facts.stops) else StopKind.FILER
        return facts.desk if here in row.at else None
    return next((at for at, stop in enumerate(facts.stops) if stop.kind in row.at), None)


def of_province(actor: Actor, facts: RecordFacts) -> bool:
    """Whether the actor is of the province on the route, which the record has reached."""
    return any(
        stop.organisation == actor.organisation_id and stop.kind is StopKind.PROVINCE
        for stop in facts.stops[: facts.reach + 1]
    )


def standing_after(
    kind: PleaKind, asked_of: int, move: str, state: State, desk: int
) -> PleaStanding:
    """Say how an open plea stands after a move that led its record to a state and a desk."""
    row = PLEAS[kind]
    if move in row.granted_by:
        return PleaStanding.GRANTED
    stays = state in row.states and (not row.of_holder or desk == asked_of)
    return PleaStanding.OPEN if stays else PleaStanding.LAPSED
