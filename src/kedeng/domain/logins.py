"""What logging in asks of whom: a second factor, how long a session lasts, how fresh a proof is.

ASVS 6.3.3, 7.1.1, 7.3.1, 7.3.2 and 7.5.1, as trust.md 1.2 restates them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kedeng.domain.policy import DESK_RIGHTS, Actor
from kedeng.domain.rights import Right
from kedeng.domain.windows import Window

FRESH = timedelta(minutes=10)  # a proof (password or second factor) stands for so long
FREE_TRIES = 5  # wrong codes of a second factor; then one try in TRY_AGAIN (trust.md 1.9)
TRY_AGAIN = timedelta(minutes=15)
_STAFF = DESK_RIGHTS | {Right.RECEIVE, Right.MANAGE}


class Needed(StrEnum):
    """For whom a second factor is needed, the laxest first; profile and site both have a say."""

    NOBODY = "nobody"
    STAFF = "staff"  # all who review, receive or manage
    EVERYBODY = "everybody"


def strictest(*rules: Needed) -> Needed:
    """Give the rule that binds where several hold: nobody loosens what the site asks."""
    return max(rules, key=list(Needed).index)


@dataclass(frozen=True)
class Limits:
    """How long a session lasts without a request, and at most; how many there are side by side.

    `parallel` is None where any number may be open (ASVS 7.1.2).
    """

    idle: timedelta
    whole: timedelta
    parallel: int | None = None


FILER_LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12), parallel=3)
STAFF_LIMITS = Limits(  # it sees other people's records
    timedelta(minutes=15), timedelta(hours=8), parallel=1
)
DEMO_LIMITS = Limits(timedelta(hours=12), timedelta(hours=12))  # accounts that everybody shares


@dataclass(frozen=True)
class Left:
    """Whole seconds until a session ends: without a further request, and in any case."""

    left: int
    most: int


@dataclass(frozen=True)
class Due:
    """Somebody needs a second factor and has none: whether it must be set up now, else by when.

    `by` is the first instant at which no window is open.
    """

    now: bool
    by: datetime | None = None


def login_key(username: str) -> str:
    """Give what all spellings of one login name share: Zhang.San is zhang.san."""
    return username.lower()


def is_staff(actor: Actor) -> bool:
    """Whether an actor reviews, receives or manages, and so sees more than the own records."""
    return actor.has(*_STAFF)


def limits_of(actor: Actor, *, demo: bool) -> Limits:
    """Give the limits of an actor's sessions; `demo` says whether the account is a shared one."""
    if demo:
        return DEMO_LIMITS
    return STAFF_LIMITS if is_staff(actor) else FILER_LIMITS


def is_over(limits: Limits, *, began: datetime, seen: datetime, now: datetime) -> bool:
    """Whether a session that began and was last seen at these moments has ended by now."""
    return now - seen > limits.idle or now - began > limits.whole


def time_left(limits: Limits, *, began: datetime, seen: datetime, now: datetime) -> Left:
    """Say how long a session that began and was last seen at these moments still lasts."""
    most = limits.whole - (now - began)
    left = min(limits.idle - (now - seen), most)
    return Left(left=int(left.total_seconds()), most=int(most.total_seconds()))


def needs_second_factor(actor: Actor, needed: Needed) -> bool:
    """Whether an actor needs a second factor under the rule in force."""
    return needed is Needed.EVERYBODY or (needed is Needed.STAFF and is_staff(actor))


def due(windows: Iterable[Window], now: datetime) -> Due:
    """Say when a first second factor must be set up: never while a window is open.

    A deadline is no day to look for a telephone: until the last open window closes there is a
    notice alone (issue "Accounts go down"). A window without a closing is no deadline, and would
    put it off for ever.
    """
    closings = [window.closes for window in windows if window.closes and window.is_open(now)]
    return Due(now=False, by=max(closings)) if closings else Due(now=True)
