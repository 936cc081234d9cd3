"""Windows of a round: when a step may be done (notice 三、五; process.md B36–B39).

A closing is an exclusive instant; "1月21日前" is stored as 2026-01-22T00:00+08:00 and shown as
"1月21日 24:00前". A body may set windows for those below it; of all that bind a desk the
strictest holds (B37), and only an extension or a return makes it later (B38, B39).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kedeng.domain.routes import StopKind
from kedeng.domain.workdays import DayKind, last_day
from kedeng.lib.instants import day_of, end_of


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


class RoundKind(StrEnum):
    """How long a round runs (B40)."""

    YEAR = "year"
    QUARTER = "quarter"
    BATCH = "batch"


ROUND_KIND_LABELS: dict[RoundKind, str] = {
    RoundKind.YEAR: "年度",
    RoundKind.QUARTER: "季度",
    RoundKind.BATCH: "批次",
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


def has_opened(window: Window, now: datetime) -> bool:
    """Whether a window has been open to somebody: from the first where no opening is stated."""
    return window.opens is None or window.opens <= now


def closes_later(present: Window, asked: Window) -> bool:
    """Whether a window that was asked for closes later than the one that holds."""
    if present.closes is None:
        return False
    return asked.closes is None or asked.closes > present.closes


Windows = Mapping[Step, Window]


def window_for(windows: Windows, at: StopKind, returned_by: StopKind | None) -> Window:
    """Give the window in which the desk `at` may send a record on.

    A record that was submitted in time and then returned stays open to every desk below the
    returning one until the returning desk's own closing (issue "Workflow"; B39).
    """
    own = windows.get(STEP_OF[at], ALWAYS)
    theirs = None if returned_by is None else windows.get(STEP_OF[returned_by], ALWAYS)
    return kept_open(own, theirs)


def kept_open(own: Window, theirs: Window | None) -> Window:
    """Keep a desk's window open to the closing of the desk that returned the record, if one did."""
    if theirs is None:
        return own
    if own.closes is None or theirs.closes is None:
        return Window(own.opens, None)
    return Window(own.opens, max(own.closes, theirs.closes))


def farther(one: StopKind | None, other: StopKind) -> StopKind:
    """Of two returning desks, the one whose closing counts: the farther from the filer.

    A desk that passes a return down must not cut the time that the desk above it has left.
    """
    order = list(StopKind)
    return other if one is None else max(one, other, key=order.index)


@dataclass(frozen=True)
class Setting:
    """A window as somebody set it: for a body and all below it, or (None) for the whole round."""

    window: Window
    body: Hashable | None = None
    set_by: Hashable | None = None


def binding(settings: Iterable[Setting], line: Sequence[Hashable], at: StopKind) -> list[Setting]:
    """Give the settings that bind a desk, the round's own first, the nearest last.

    `line` runs from the desk's own body up to the province. An office is not bound by what it set
    for those below it: a university closes its faculties earlier to have time to pass on itself.
    Its own filers are below it.
    """
    return sorted(
        (
            each
            for each in settings
            if each.body is None
            or (each.body in line and (each.set_by != line[0] or at is StopKind.FILER))
        ),
        key=lambda each: len(line) if each.body is None else line.index(each.body),
        reverse=True,
    )


def effective(settings: Sequence[Setting], step: Step) -> Window:
    """Give the strictest of the settings that bind: the latest opening, the earliest closing.

    Paper is handed in at the nearest office, on that office's days; but never later than above.
    """
    if not settings:
        return ALWAYS
    closes = min((each.window.closes for each in settings if each.window.closes), default=None)
    if step is Step.PAPER:
        return Window(settings[-1].window.opens, closes)
    opens = max((each.window.opens for each in settings if each.window.opens), default=None)
    return Window(opens, closes)


def put_off(window: Window, *instants: datetime | None) -> Window:
    """Let a window close later, at the latest of the instants; an earlier one changes nothing."""
    if window.closes is None:
        return window
    return Window(window.opens, max([window.closes, *filter(None, instants)]))


def grace_ends(window: Window, returned_at: datetime, days: int, kind: DayKind) -> datetime | None:
    """Say until when a record that was returned before the closing may come back (B39).

    None where the profile has no grace, or the return came after the closing. Raises
    UnknownYearError where working days of an unpublished year are asked for.
    """
    if not days or window.closes is None or returned_at >= window.closes:
        return None
    return end_of(last_day(day_of(returned_at), days, kind))
