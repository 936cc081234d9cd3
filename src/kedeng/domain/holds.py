"""Holding a publication back: grounds, standings, in which states (process.md B66)."""

from datetime import date
from enum import StrEnum

from kedeng.domain.states import STATES, State, states


class HoldGround(StrEnum):
    """Why a registered result is not published yet (S44)."""

    PATENTING = "patenting"
    DISPUTE = "dispute"


HOLD_LABELS: dict[HoldGround, str] = {
    HoldGround.PATENTING: "申请专利",
    HoldGround.DISPUTE: "权属争议",
}


class HoldStanding(StrEnum):
    """How far a hold is; read from its dates, never stored."""

    ASKED = "asked"
    SET = "set"
    OVER = "over"  # its day has passed
    DECLINED = "declined"
    LIFTED = "lifted"


STANDING_LABELS: dict[HoldStanding, str] = {
    HoldStanding.ASKED: "已申请，待决定",
    HoldStanding.SET: "暂缓公布",
    HoldStanding.OVER: "已期满",
    HoldStanding.DECLINED: "没有同意",
    HoldStanding.LIFTED: "已解除",
}
STANDING_COLOURS: dict[HoldStanding, str] = {
    HoldStanding.ASKED: "amber",
    HoldStanding.SET: "seal",
    HoldStanding.OVER: "grey",
    HoldStanding.DECLINED: "grey",
    HoldStanding.LIFTED: "grey",
}
BINDING = (HoldStanding.ASKED, HoldStanding.SET)
"""What stops a publication: one that is asked for too, for what is public cannot be taken back."""


def standing_of(*, until: date | None, is_set: bool, is_ended: bool, today: date) -> HoldStanding:
    """Say how far a hold is on a day; its last day belongs to it."""
    if is_ended:
        return HoldStanding.LIFTED if is_set else HoldStanding.DECLINED
    if until is not None and until < today:
        return HoldStanding.OVER
    return HoldStanding.SET if is_set else HoldStanding.ASKED


def may_be_held(state: State) -> bool:
    """Whether a registration in a state is still on its way to be published."""
    row = STATES[state]
    return state is not State.DRAFT and row.blocks_duplicates and not row.public


HOLDABLE = frozenset(state for state in states() if may_be_held(state))
