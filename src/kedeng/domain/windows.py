"""Windows of a round: when a step may be done (notice 三、五; process.md B36–B39).

A closing is an exclusive instant; "1月21日前" is stored as 2026-01-22T00:00+08:00 and shown as
"1月21日 24:00前".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kedeng.domain.routes import StopKind


class Step(StrEnum):
    """What a window is for."""

    SUBMIT = "submit"  # 在线提交: the author's submit and the unit office's pass-on alike
    RECOMMEND = "recommend"  # 网上推荐
    AUDIT = "audit"  # the province's own closing
    PAPER = "paper"  # 纸质报送


STEP_LABELS: dict[Step, str] = {
    Step.SUBMIT: "在线提交",
    Step.RECOMMEND: "网上推荐",
    Step.AUDIT: "省级审核",
    Step.PAPER: "纸质报送",
}

STEP_OF: dict[StopKind, Step] = {
    StopKind.FILER: Step.SUBMIT,
    StopKind.UNIT: Step.SUBMIT,
    StopKind.DEPARTMENT: Step.RECOMMEND,
    StopKind.PROVINCE: Step.AUDIT,
    StopKind.NATION: Step.AUDIT,
}


@dataclass(frozen=True)
class Window:
    """Open from `opens` (None: not stated) up to, and excluding, `closes` (None: no closing)."""

    opens: datetime | None
    closes: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether `now` (aware) lies inside."""
        return (self.opens is None or self.opens <= now) and (
            self.closes is None or now < self.closes
        )


ALWAYS = Window(None, None)
Windows = Mapping[Step, Window]


def window_for(windows: Windows, at: StopKind, returned_by: StopKind | None) -> Window:
    """Give the window in which the desk `at` may send a record on.

    A record that was submitted in time and then returned stays open to every desk below the
    returning one until the returning desk's own closing (issue "Workflow"; B39).
    """
    own = windows.get(STEP_OF[at], ALWAYS)
    if returned_by is None:
        return own
    theirs = windows.get(STEP_OF[returned_by], ALWAYS)
    if own.closes is None or theirs.closes is None:
        return Window(own.opens, None)
    return Window(own.opens, max(own.closes, theirs.closes))


def farther(one: StopKind | None, other: StopKind) -> StopKind:
    """Of two returning desks, the one whose closing counts: the farther from the filer.

    A desk that passes a return down must not cut the time that the desk above it has left.
    """
    order = list(StopKind)
    return other if one is None else max(one, other, key=order.index)
