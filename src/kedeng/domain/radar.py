"""Who will be late, by a rule that is said on the page (peers.md "What none has" 5).

Nothing is guessed: the rule needs what is still to be handed in, how much came in the last week,
and the days that are left. Before the last fortnight it says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from kedeng.domain.states import STATES, State

PACE_DAYS = 7  # of the last submissions that are counted
FORTNIGHT = 14  # days before the closing from which the rule says something
MOST_NAMED = 20  # items that a reminder names


class Stage(StrEnum):
    """How far a registration is, as a deadline sees it."""

    DRAFT = "drafts"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RECOMMENDED = "recommended"
    ENDED = "ended"


STAGE_LABELS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.DRAFT: "草稿",
        Stage.SUBMITTED: "已提交",
        Stage.RETURNED: "退回待改",
        Stage.RECOMMENDED: "已推荐",
        Stage.ENDED: "已终止",
    }
)


def stage_of(state: State) -> Stage:
    """Give the stage of a state by the attributes of its row."""
    row = STATES[state]
    if row.editable:
        return Stage.DRAFT if state is State.DRAFT else Stage.RETURNED
    if state is State.IN_REVIEW:
        return Stage.SUBMITTED
    ended = row.closed and not row.public
    return Stage.ENDED if ended or state is State.NOT_RECOMMENDED else Stage.RECOMMENDED


@dataclass(frozen=True)
class Figures:
    """What a unit has in a round. `last_year`: submitted in the round a year before."""

    open: int = 0  # expected items without registration or reason
    drafts: int = 0
    submitted: int = 0
    returned: int = 0
    recommended: int = 0
    ended: int = 0
    recent: int = 0  # submitted within PACE_DAYS
    last_year: int = 0

    @property
    def need(self) -> int:
        """What is still to be handed in: 未动 + 草稿 + 退回待改."""
        return self.open + self.drafts + self.returned

    @property
    def begun(self) -> int:
        """Registrations of the round."""
        return self.drafts + self.submitted + self.returned + self.recommended + self.ended

    @property
    def is_idle(self) -> bool:
        """Whether there was something last year, and there is nothing at all now."""
        return self.last_year > 0 and self.begun == 0

    def __add__(self, other: "Figures") -> "Figures":
        """Add figure by figure."""
        names = [each.name for each in fields(self)]
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})


class Outlook(StrEnum):
    """What the rule says of a unit, the worst first."""

    MISSED = "missed"
    LATE = "late"
    ON_PACE = "on_pace"
    EARLY = "early"
    UNDATED = "undated"
    DONE = "done"
    NOTHING = "nothing"


OUTLOOK_LABELS: Mapping[Outlook, str] = MappingProxyType(
    {
        Outlook.MISSED: "已过截止",
        Outlook.LATE: "可能赶不上",
        Outlook.ON_PACE: "赶得上",
        Outlook.EARLY: "还早，不判断",
        Outlook.UNDATED: "没有截止时间",
        Outlook.DONE: "没有待交的",
        Outlook.NOTHING: "没有数据",
    }
)
OUTLOOK_COLOURS: Mapping[Outlook, str] = MappingProxyType(
    {
        Outlook.MISSED: "seal",
        Outlook.LATE: "amber",
        Outlook.ON_PACE: "green",
        Outlook.DONE: "green",
    }
)


def outlook(figures: Figures, left: timedelta | None) -> Outlook:
    """Say whether a unit will probably miss the closing.

    Within the last fortnight it will, where what came in the last week, carried on over the days
    that are left, is less than what is still to be handed in; and where it has not begun at all
    though it registered something last year. `left` is None where no closing is stated.
    """
    if not figures.need and not figures.is_idle:
        return Outlook.DONE if figures.begun else Outlook.NOTHING
    if left is None:
        return Outlook.UNDATED
    if left <= timedelta(0):
        return Outlook.MISSED
    if left > timedelta(days=FORTNIGHT):
        return Outlook.EARLY
    if figures.is_idle:
        return Outlook.LATE
    expected = figures.recent * (left / timedelta(days=PACE_DAYS))
    return Outlook.ON_PACE if expected >= figures.need else Outlook.LATE


def same_instant(closes: datetime, earlier_closes: datetime, now: datetime) -> datetime:
    """Give the instant of an earlier round that lay as long before its closing as now does."""
    return earlier_closes - max(closes - now, timedelta(0))
