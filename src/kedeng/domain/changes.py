"""What changes after a number: requests for it, who does what with them, which fields are key.

A request has a life of its own beside its registration's state, as objections have (decision 0032).
No text that we found tells how a registered achievement is changed: all of it is process.md b3.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from kedeng.domain.policy import YES, Actor, Decision, RecordFacts, owns
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State, states


class Kind(StrEnum):
    """What is asked for."""

    CHANGE = "change"
    CORRECTION = "correction"  # of typing errors, by the province
    DEREGISTRATION = "deregistration"


KIND_LABELS: dict[Kind, str] = {
    Kind.CHANGE: "变更",
    Kind.CORRECTION: "更正笔误",
    Kind.DEREGISTRATION: "自愿注销",
}


class Standing(StrEnum):
    """How far a request is; at which desk it waits is a column of its own."""

    DRAFTED = "drafted"
    ASKED = "asked"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class StandingRow:
    """A standing's words and look; while it `is_open` its registration takes no other request."""

    label: str
    colour: str
    is_open: bool = False
    editable: bool = False


STANDINGS: dict[Standing, StandingRow] = {
    Standing.DRAFTED: StandingRow(label="草稿", colour="grey", is_open=True, editable=True),
    Standing.ASKED: StandingRow(label="审查中", colour="blue", is_open=True),
    Standing.RETURNED: StandingRow(
        label="退回，请修改", colour="seal", is_open=True, editable=True
    ),
    Standing.APPROVED: StandingRow(label="已批准", colour="green"),
    Standing.REFUSED: StandingRow(label="不予批准", colour="seal"),
    Standing.WITHDRAWN: StandingRow(label="已撤回", colour="grey"),
}
OPEN = tuple(standing for standing, row in STANDINGS.items() if row.is_open)
EDITABLE = frozenset(standing for standing, row in STANDINGS.items() if row.editable)

CHANGEABLE: frozenset[State] = states(numbered=True, blocks_duplicates=True)
"""States whose registrations may be changed: they bear a number and are not cancelled (h2, H)."""

DAYS_TO_MEND = 30
"""Calendar days to ask for a change that a decision orders: INFERRED, no text gives a number."""


class Place(StrEnum):
    """Where somebody stands who acts on a request."""

    MAKER = "maker"  # the registration's own side; of a correction, the province
    DESK = "desk"  # the unit's office or the department at which it waits
    ANY_DESK = "any_desk"  # the same, or the province
    PROVINCE = "province"  # at which it waits


class Act(StrEnum):
    """What is done with a request, once it is there."""

    EDIT = "edit"
    ASK = "ask"
    PASS_ON = "pass_on"  # noqa: S105 - a name
    SEND_BACK = "send_back"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    OPEN = "open"
    ORDER = "order"  # the province, by the decision on an objection
    LAPSE = "lapse"  # its registration was cancelled
    GIVE_WAY = "give_way"  # to the change that a decision on an objection orders


STOPPING = frozenset({Act.SEND_BACK, Act.REFUSE, Act.LAPSE, Act.GIVE_WAY})
"""What stands in red in the trace: somebody else stopped the request."""


@dataclass(frozen=True, kw_only=True)
class ActRow:
    """One row: from where to where, who, with which right, and whether it must be reasoned."""

    label: str  # on the button
    done: str  # in the trace
    sources: frozenset[Standing]
    target: Standing | None  # None: stays
    place: Place
    rights: frozenset[Right]
    needs_text: bool = False


_ASKED = frozenset({Standing.ASKED})
_DECIDERS = frozenset({Right.REVIEW, Right.MANAGE})
ACTS: dict[Act, ActRow] = {
    Act.EDIT: ActRow(
        label="修改申请",
        done="修改申请",
        sources=EDITABLE,
        target=None,
        place=Place.MAKER,
        rights=frozenset({Right.ENTER}),
    ),
    Act.ASK: ActRow(
        label="提交申请",
        done="提交申请",
        sources=EDITABLE,
        target=Standing.ASKED,
        place=Place.MAKER,
        rights=frozenset({Right.ENTER}),
        needs_text=True,
    ),
    Act.WITHDRAW: ActRow(
        label="撤回申请",
        done="撤回申请",
        sources=frozenset(OPEN),
        target=Standing.WITHDRAWN,
        place=Place.MAKER,
        rights=frozenset({Right.ENTER}),
    ),
    Act.PASS_ON: ActRow(
        label="同意并报送",
        done="同意并报送",
        sources=_ASKED,
        target=Standing.ASKED,
        place=Place.DESK,
        rights=frozenset({Right.FORWARD}),
        needs_text=True,
    ),
    Act.SEND_BACK: ActRow(
        label="退回修改",
        done="退回修改",
        sources=_ASKED,
        target=Standing.RETURNED,
        place=Place.ANY_DESK,
        rights=frozenset({Right.RETURN}),
        needs_text=True,
    ),
    Act.APPROVE: ActRow(
        label="批准",
        done="批准",
        sources=_ASKED,
        target=Standing.APPROVED,
        place=Place.PROVINCE,
        rights=_DECIDERS,
    ),
    Act.REFUSE: ActRow(
        label="不予批准",
        done="不予批准",
        sources=_ASKED,
        target=Standing.REFUSED,
        place=Place.PROVINCE,
        rights=_DECIDERS,
        needs_text=True,
    ),
}
DONE: dict[Act, str] = {
    **{act: row.done for act, row in ACTS.items()},
    Act.OPEN: "开始填写",
    Act.ORDER: "按异议的决定要求变更",
    Act.LAPSE: "登记已注销，申请终止",
    Act.GIVE_WAY: "异议的决定要求变更，申请终止",
}


@dataclass(frozen=True)
class KeyField:
    """A field that only the province changes, with a new certificate (B71).

    Of a repeating section the rows themselves and their order are key too.
    """

    section: str
    field: str
    label: str
    source: str = "process.md b3, B71"
    status: str = "INFERRED"


KEY_FIELDS: tuple[KeyField, ...] = (
    KeyField("overview", "achievement_name", "成果名称"),
    KeyField("units", "unit_name", "完成单位及排序"),  # the first one among them
    KeyField("people", "name", "完成人及排序"),
)
"""The category is none of them: it makes the letter of the number, and never changes."""


def is_key(section: str, field: str) -> bool:
    """Whether a difference is in a key field; `field` is "" for a row that came, went or moved."""
    return any(key.section == section and field in {key.field, ""} for key in KEY_FIELDS)


@dataclass(frozen=True)
class ChangeFacts:
    """What is to be known of a request to say who may act on it."""

    kind: Kind
    standing: Standing
    desk: int
    touches_key: bool
    asked_by: Hashable
    ordered: bool = False  # by the decision on an objection


def decide_change(actor: Actor, act: Act, record: RecordFacts, change: ChangeFacts) -> Decision:
    """Say whether an actor may act on a request, by standing, place and right, with the reason."""
    row = ACTS[act]
    if change.standing not in row.sources:
        return _no("change_settled")
    if not _stands(actor, row.place, record, change):
        return _no("not_at_your_desk" if row.place is not Place.MAKER else "not_your_record")
    if not actor.has(*rights_for(act, change)):
        return _no("right_missing")
    if act is Act.REFUSE and change.ordered:
        return _no("change_ordered_stays")
    if row.place is not Place.MAKER and change.asked_by == actor.user_id:
        return _others_only(record, change)
    return YES


def rights_for(act: Act, change: ChangeFacts) -> frozenset[Right]:
    """Say which rights an act takes one of (h3, rows Z and H).

    Who manages approves what is key and what ends a registration; a correction is the province's,
    whose second person confirms one of a key field.
    """
    row = ACTS[act]
    if change.kind is Kind.CORRECTION:
        return _DECIDERS
    weighty = change.touches_key or change.kind is Kind.DEREGISTRATION
    if act is Act.APPROVE and weighty:
        return frozenset({Right.MANAGE})
    return row.rights


def may_correct(actor: Actor, record: RecordFacts) -> Decision:
    """Say whether an actor is of the province that registered, with a right to correct (h3, Z)."""
    if not _is_at(actor, record, {StopKind.PROVINCE}):
        return _no("not_at_your_desk")
    return YES if actor.has(*_DECIDERS) else _no("right_missing")


def _others_only(record: RecordFacts, change: ChangeFacts) -> Decision:
    """Nobody decides on what they asked for; at a unit's desk the profile says (B48)."""
    if change.kind is Kind.CORRECTION:
        return _no("second_person")
    at_unit = record.stops[change.desk].kind is StopKind.UNIT
    return YES if at_unit else _no("own_record")


def _stands(actor: Actor, place: Place, record: RecordFacts, change: ChangeFacts) -> bool:
    if place is Place.MAKER:
        if change.kind is Kind.CORRECTION:
            return _is_at(actor, record, {StopKind.PROVINCE})
        return owns(actor, record)
    here = record.stops[change.desk] if 0 < change.desk < len(record.stops) else None
    if here is None or here.organisation != actor.organisation_id:
        return False
    if place is Place.PROVINCE:
        return here.kind is StopKind.PROVINCE
    return place is Place.ANY_DESK or here.kind is not StopKind.PROVINCE


def _is_at(actor: Actor, record: RecordFacts, kinds: set[StopKind]) -> bool:
    return any(
        stop.organisation == actor.organisation_id and stop.kind in kinds
        for stop in record.stops[: record.reach + 1]
    )


def _no(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)
