"""Who hears of what happened, and whether it can wait for the day's digest.

What a move tells is derived from its row in the workflow; every other event that is told stands in
EVENTS. What stands nowhere is told to nobody. The words are in renderings/letters.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from kedeng.domain.events import Event
from kedeng.domain.objections import Hearing
from kedeng.domain.pleas import PLEAS, PleaKind
from kedeng.domain.policy import DESK_RIGHTS, PERMISSIONS, Action
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS, Effect, Position, Transition, transitions_from
from kedeng.lib.instants import CHINA, day_of

CHANGE_DUTIES: dict[StopKind, frozenset[Right]] = {
    StopKind.UNIT: frozenset({Right.FORWARD}),
    StopKind.DEPARTMENT: frozenset({Right.FORWARD}),
    StopKind.PROVINCE: frozenset({Right.REVIEW, Right.MANAGE}),
}
"""Whose duty a request for a change is, at each desk (domain/changes.py)."""


class Topic(StrEnum):
    """Kinds of messages; each is opted out of by itself."""

    RETURNED = "returned"
    RESULTS = "results"
    ARRIVALS = "arrivals"
    ASSIGNED = "assigned"
    DEADLINES = "deadlines"
    NUDGES = "nudges"
    OBJECTIONS = "objections"
    PUBLICATION = "publication"
    PLEAS = "pleas"
    CHANGES = "changes"
    PAPER = "paper"
    APPLICATIONS = "applications"
    HELD_FILES = "held_files"
    ACCOUNT = "account"


@dataclass(frozen=True, kw_only=True)
class TopicRow:
    """A topic's label, what it is about, who may ever hear of it, whether one may opt out."""

    label: str
    told: str
    rights: frozenset[Right] = frozenset()  # one of them; none: everybody
    optional: bool = True


_FILERS = frozenset({Right.ENTER})
_DESKS = DESK_RIGHTS - {Right.RETURN}
_OFFICE = DESK_RIGHTS | {Right.MANAGE}
_PAPER = PERMISSIONS[Action.RECEIVE_PAPER].rights
_OPINIONS = frozenset({Right.FORWARD})
_MANAGERS = frozenset({Right.MANAGE})
_REVIEWERS = PERMISSIONS[Action.RUN_PUBLICITY].rights

TOPICS: dict[Topic, TopicRow] = {
    Topic.RETURNED: TopicRow(
        label="退回和补正", told="退回来修改、补正的登记", rights=_FILERS | _DESKS
    ),
    Topic.RESULTS: TopicRow(
        label="办理结果", told="本人填报的登记到了哪一步、结果如何", rights=_FILERS
    ),
    Topic.ARRIVALS: TopicRow(label="待办到达", told="报送到本环节、等待办理的登记", rights=_DESKS),
    Topic.ASSIGNED: TopicRow(label="指派和移交", told="指派、移交到本人名下的登记"),
    Topic.DEADLINES: TopicRow(
        label="截止提醒",
        told="截止前 7 天、3 天、1 天，还没有交的登记缺什么，还没有提出的变更",
        rights=_FILERS | _DESKS,
    ),
    Topic.NUDGES: TopicRow(label="催办", told="上级或本单位的催办", rights=_FILERS | _OFFICE),
    Topic.OBJECTIONS: TopicRow(
        label="异议", told="公示中的异议及其处理", rights=_FILERS | _REVIEWERS | _OPINIONS
    ),
    Topic.PUBLICATION: TopicRow(
        label="暂缓公布", told="暂缓公布的申请和决定", rights=_FILERS | _REVIEWERS
    ),
    Topic.PLEAS: TopicRow(
        label="请求和答复",
        told="退回、复核、撤销的请求，以及对本人所提请求的答复",
        rights=_FILERS | _OFFICE,
    ),
    Topic.CHANGES: TopicRow(
        label="变更和注销",
        told="登记以后的变更、更正和注销，以及等待办理的变更申请",
        rights=_FILERS | _OFFICE,
    ),
    Topic.PAPER: TopicRow(
        label="汇总表和纸质材料", told="汇总表的交接、纸质材料的收件", rights=_FILERS | _PAPER
    ),
    Topic.APPLICATIONS: TopicRow(label="账号和机构申请", told="等待审批的申请", rights=_MANAGERS),
    Topic.HELD_FILES: TopicRow(
        label="密级标志", told="带有密级标志、已被封存的附件", rights=_MANAGERS, optional=False
    ),
    Topic.ACCOUNT: TopicRow(
        label="账号安全", told="本人的密码、第二重验证和权限的变动", optional=False
    ),
}


ASKING = (Topic.RETURNED, Topic.ARRIVALS, Topic.ASSIGNED, Topic.DEADLINES, Topic.NUDGES)
"""What these topics ask for is done, or not wanted any more, when the record moves on."""


class Hearer(StrEnum):
    """Who hears, as far as an event and its record's address can tell."""

    FILER = "filer"
    HOLDER = "holder"  # at whose desk the record now lies; its filer at the first one
    PROVINCE = "province"
    NATION = "nation"  # where the record has come to it
    DESKS = "desks"  # units and departments of the route
    CHANGE_DESK = "change_desk"  # at which a request for a change waits
    PLEA_DESK = "plea_desk"  # of which something is asked
    GUARDIANS = "guardians"  # who manages the filing body, or the nearest above that has somebody
    PERSON = "person"  # named in the event
    ACCOUNT = "account"  # whose account it is about
    BODY = "body"  # that the event is about
    RECEIVER = "receiver"  # body named in the event
    SENDER = "sender"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One line of the table. `rights`: who of a body; empty for a holder: whose duty it is now.

    Nobody is told of the own act, except of what is done to the own account.
    """

    hearer: Hearer
    topic: Topic
    needs_action: bool = False
    rights: frozenset[Right] = frozenset()


def _one(hearer: Hearer, topic: Topic, rights: frozenset[Right] = frozenset()) -> Notice:
    return Notice(hearer=hearer, topic=topic, rights=rights)


def _urgent(hearer: Hearer, topic: Topic, rights: frozenset[Right] = frozenset()) -> Notice:
    return Notice(hearer=hearer, topic=topic, rights=rights, needs_action=True)


_NATION = _one(Hearer.NATION, Topic.CHANGES, frozenset({Right.ACCEPT, Right.REVIEW}))
_SECURITY = (_urgent(Hearer.ACCOUNT, Topic.ACCOUNT),)
_CHANGED = (_one(Hearer.ACCOUNT, Topic.ACCOUNT),)

EVENTS: dict[Event, tuple[Notice, ...]] = {
    Event.ASSIGNED: (_urgent(Hearer.PERSON, Topic.ASSIGNED),),
    Event.HANDED_OVER: (_urgent(Hearer.PERSON, Topic.ASSIGNED),),
    Event.CHASED: (
        _urgent(Hearer.FILER, Topic.NUDGES),
        _urgent(Hearer.BODY, Topic.NUDGES, _OFFICE),
    ),
    Event.DEADLINE_NEAR: (
        _urgent(Hearer.FILER, Topic.DEADLINES),
        _urgent(Hearer.BODY, Topic.DEADLINES, frozenset({Right.FORWARD})),
    ),
    Event.FILE_HELD: (_urgent(Hearer.GUARDIANS, Topic.HELD_FILES, _MANAGERS),),
    Event.OBJECTION_SENT: (_urgent(Hearer.PROVINCE, Topic.OBJECTIONS, _REVIEWERS),),
    Event.OBJECTION_TAKEN: (
        _urgent(Hearer.FILER, Topic.OBJECTIONS),
        _urgent(Hearer.DESKS, Topic.OBJECTIONS, _OPINIONS),
    ),
    Event.OBJECTION_DECIDED: (_one(Hearer.FILER, Topic.OBJECTIONS),),
    Event.HOLD_ASKED: (_urgent(Hearer.PROVINCE, Topic.PUBLICATION, _REVIEWERS),),
    Event.HOLD_SET: (_one(Hearer.FILER, Topic.PUBLICATION),),
    Event.HOLD_DECLINED: (_urgent(Hearer.FILER, Topic.PUBLICATION),),
    Event.HOLD_LIFTED: (_urgent(Hearer.FILER, Topic.PUBLICATION),),
    Event.PLEA_ASKED: (_urgent(Hearer.PLEA_DESK, Topic.PLEAS),),
    Event.PLEA_GRANTED: (_one(Hearer.PERSON, Topic.PLEAS),),
    Event.PLEA_DECLINED: (_urgent(Hearer.PERSON, Topic.PLEAS),),
    Event.PLEA_LAPSED: (_one(Hearer.PERSON, Topic.PLEAS),),
    Event.CHANGE_ORDERED: (_urgent(Hearer.FILER, Topic.CHANGES),),
    Event.CHANGE_DUE_NEAR: (_urgent(Hearer.FILER, Topic.DEADLINES),),
    Event.CHANGE_OVERDUE: (
        _urgent(Hearer.PROVINCE, Topic.CHANGES, CHANGE_DUTIES[StopKind.PROVINCE]),
    ),
    Event.CHANGE_ASKED: (_one(Hearer.CHANGE_DESK, Topic.CHANGES),),
    Event.CHANGE_PASSED_ON: (_one(Hearer.CHANGE_DESK, Topic.CHANGES),),
    Event.CHANGE_RETURNED: (_urgent(Hearer.FILER, Topic.CHANGES),),
    Event.CHANGE_REFUSED: (_urgent(Hearer.FILER, Topic.CHANGES),),
    Event.CHANGE_APPROVED: (_one(Hearer.FILER, Topic.CHANGES), _NATION),
    Event.CORRECTION_PROPOSED: (
        _one(Hearer.PROVINCE, Topic.CHANGES, CHANGE_DUTIES[StopKind.PROVINCE]),
    ),
    Event.CORRECTED: (
        _one(Hearer.FILER, Topic.CHANGES),
        _one(Hearer.DESKS, Topic.CHANGES, frozenset({Right.FORWARD})),
        _NATION,
    ),
    Event.BATCH_HANDED_OVER: (_one(Hearer.RECEIVER, Topic.PAPER, _PAPER),),
    Event.BATCH_RECEIVED: (_one(Hearer.SENDER, Topic.PAPER, _PAPER),),
    Event.BATCH_REFUSED: (_urgent(Hearer.SENDER, Topic.PAPER, _PAPER),),
    Event.PAPER_RECEIVED: (_one(Hearer.FILER, Topic.PAPER),),
    Event.PAPER_RECEIPT_REVOKED: (_one(Hearer.FILER, Topic.PAPER),),
    Event.CERTIFICATE_ISSUED: (_one(Hearer.FILER, Topic.RESULTS),),
    Event.CERTIFICATE_HANDED_OUT: (_one(Hearer.FILER, Topic.PAPER),),
    Event.CERTIFICATE_TAKEN_BACK: (_one(Hearer.FILER, Topic.PAPER),),
    Event.ACCOUNT_APPLIED_FOR: (_urgent(Hearer.RECEIVER, Topic.APPLICATIONS, _MANAGERS),),
    Event.INSTITUTION_SENT: (_urgent(Hearer.RECEIVER, Topic.APPLICATIONS, _MANAGERS),),
    Event.PASSWORD_CHANGED: _SECURITY,
    Event.RECOVERED: _SECURITY,
    Event.SECOND_FACTOR_SET: _SECURITY,
    Event.SECOND_FACTOR_REMOVED: _SECURITY,
    Event.RECOVERY_CODE_USED: _SECURITY,
    Event.TOKEN_ISSUED: _SECURITY,
    Event.IDENTITY_BOUND: _SECURITY,
    Event.RIGHTS_CHANGED: _CHANGED,
    Event.SUPER_GIVEN: _CHANGED,
    Event.SUPER_TAKEN: _CHANGED,
    Event.DEPUTATION_BEGUN: _CHANGED,
    Event.DEPUTATION_ENDED: _CHANGED,
}

_TOLD_OTHERWISE = {"suspend"}  # by the objection that the province took
_NOT_DUTIES = {Right.RETURN, Right.MANAGE, Right.ENTER}


def notices_of_move(name: str, desk: int) -> tuple[Notice, ...]:
    """Say who hears of a move that led a record to a desk; nobody of one taken back or undone.

    The filer hears of what others did; at the desk hear those whose duty comes next.
    """
    row = TRANSITIONS[name]
    if row.position is Position.FORMER_DESK or takes_back(name) or name in _TOLD_OTHERWISE:
        return ()
    by_filer = row.position in {Position.FILER, Position.OWNER}
    if by_filer:
        return (_one(Hearer.HOLDER, Topic.ARRIVALS),) if desk else ()
    if row.asks_to_mend:
        return (_urgent(Hearer.HOLDER, Topic.RETURNED),)
    filer = Notice(hearer=Hearer.FILER, topic=Topic.RESULTS, needs_action=row.stops_record)
    province = (_one(Hearer.PROVINCE, Topic.ARRIVALS, _REVIEWERS),)
    shown = province if Effect.SHOW_TO_PROVINCE in row.effects else ()
    if row.target is State.CANCELLED:
        shown = (_NATION,)
    return (filer, _one(Hearer.HOLDER, Topic.ARRIVALS), *shown)


def notices_of_event(kind: Event, details: Mapping[str, Any]) -> tuple[Notice, ...]:
    """Say who hears of an event that is no move; an objection that was not taken waits for nobody.

    That is an anonymous one: it is kept, and there is nothing to decide (B55).
    """
    told = EVENTS.get(kind, ())
    if kind is Event.OBJECTION_SENT and details.get("taken") == Hearing.NOT_TAKEN:
        return tuple(replace(notice, needs_action=False) for notice in told)
    return told


def answerers_of(kind: str) -> frozenset[Right]:
    """Give the rights of those who answer a plea of a kind."""
    return PLEAS[PleaKind(kind)].answering


def takes_back(name: str) -> bool:
    """Whether a move undoes another: what that one told is withdrawn where nobody has it yet."""
    return Effect.RESTORE in TRANSITIONS[name].effects


def duties(state: State, kind: StopKind) -> frozenset[Right]:
    """Give the rights of those who have something to do with a record in a state at a desk."""
    rows: Iterable[Transition] = transitions_from(state)
    here = (row for row in rows if row.position is Position.CURRENT_DESK and kind in row.at)
    return frozenset(row.right for row in here) - _NOT_DUTIES


STAGES = (7, 3, 1)
"""Days before a closing on which is reminded of it."""
LATE = 0
"""In their place: the due day has passed undone."""
MORNING = time(8)
"""From when on a day, in China, the digest and the reminders of the day are written."""


def stage_of(closes: datetime, today: date) -> int | None:
    """Say which reminder of a closing is due on a day: 7, 3 or 1; None while it is far, or past.

    `closes` is the first instant that is too late. A morning on which nothing ran is made up for.
    """
    left = (day_of(closes - timedelta(microseconds=1)) - today).days
    return min((stage for stage in STAGES if 0 <= left <= stage), default=None)


def day_begun(now: datetime) -> date | None:
    """Give the day in China whose morning has come; None before it."""
    local = now.astimezone(CHINA)
    return local.date() if local.time() >= MORNING else None
