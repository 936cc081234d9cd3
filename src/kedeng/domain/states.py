"""States of a registration: one row each, with labels, colour and attributes (process.md h2).

Families of states are attributes of the rows, never lists kept elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a registration is in its life. The desk says at whose table."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    NOT_RECOMMENDED = "not_recommended"
    RECOMMENDED = "recommended"
    SUPPLEMENT = "supplement"
    NOT_ACCEPTED = "not_accepted"
    ACCEPTED = "accepted"
    PASSED = "passed"
    PUBLICISED = "publicised"
    DISPUTED = "disputed"
    REGISTERED = "registered"
    REPORTED = "reported"
    RECEIVED = "received"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    FILED = "filed"  # registered elsewhere; kept here with that number, not counted


@dataclass(frozen=True, kw_only=True)
class StateRow:
    """A state's labels and rights; `staff` says what a record waits for.

    `colour` is a tag of the look: grey, blue, green, amber, seal.
    """

    staff: str
    filer: str
    colour: str
    editable: bool = False  # the filer may edit the draft
    blocks_duplicates: bool = True  # a live record that the same result must not repeat
    numbered: bool = False  # bears a registration number
    public: bool = False  # stands in the public register
    claimable: bool = False  # the desk that has it may claim it
    closed: bool = False  # no ordinary move leads on


STATES: dict[State, StateRow] = {
    State.DRAFT: StateRow(
        staff="草稿", filer="草稿", colour="grey", editable=True, blocks_duplicates=False
    ),
    State.IN_REVIEW: StateRow(staff="待审查", filer="待审查", colour="blue", claimable=True),
    State.RETURNED: StateRow(
        staff="已退回", filer="退回，请修改", colour="seal", editable=True, claimable=True
    ),
    State.NOT_RECOMMENDED: StateRow(staff="不予推荐", filer="不予推荐", colour="seal"),
    State.RECOMMENDED: StateRow(staff="待受理", filer="已推荐", colour="blue", claimable=True),
    State.SUPPLEMENT: StateRow(
        staff="待补正", filer="待补正，请补充", colour="amber", editable=True
    ),
    State.NOT_ACCEPTED: StateRow(
        staff="不予受理", filer="不予受理", colour="seal", blocks_duplicates=False, closed=True
    ),
    State.ACCEPTED: StateRow(staff="已受理，待审核", filer="已受理", colour="blue", claimable=True),
    State.PASSED: StateRow(staff="审核通过，待公示", filer="审核通过，待公示", colour="blue"),
    State.PUBLICISED: StateRow(staff="公示中", filer="公示中", colour="blue"),
    State.DISPUTED: StateRow(staff="异议处理（暂停）", filer="有异议，暂停登记", colour="amber"),
    State.REGISTERED: StateRow(
        staff="已登记，待上报", filer="已登记", colour="green", numbered=True
    ),
    State.REPORTED: StateRow(
        staff="待接收", filer="已上报国家", colour="blue", numbered=True, claimable=True
    ),
    State.RECEIVED: StateRow(staff="待公布", filer="国家已接收", colour="blue", numbered=True),
    State.PUBLISHED: StateRow(
        staff="已公布", filer="已公布", colour="green", numbered=True, public=True, closed=True
    ),
    State.REFUSED: StateRow(
        staff="不予登记", filer="不予登记", colour="seal", blocks_duplicates=False, closed=True
    ),
    State.WITHDRAWN: StateRow(
        staff="已撤回", filer="已撤回", colour="grey", blocks_duplicates=False, closed=True
    ),
    State.CANCELLED: StateRow(
        staff="已注销",
        filer="已注销",
        colour="grey",
        blocks_duplicates=False,
        numbered=True,
        closed=True,
    ),
    State.FILED: StateRow(
        staff="已备案", filer="已备案", colour="green", blocks_duplicates=False, closed=True
    ),
}


def states(**attributes: bool) -> frozenset[State]:
    """States whose row has all the given attributes: `states(public=True)`."""
    return frozenset(
        state
        for state, row in STATES.items()
        if all(getattr(row, name) is value for name, value in attributes.items())
    )
