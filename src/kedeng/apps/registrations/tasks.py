"""Reminders of closings, seven, three and one day before: filers by record, offices by round.

Of the due day of a change that a decision ordered likewise, and when it has passed undone.
They are history first, like everything that people are told; the room of messages does the telling.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.messages.actions import first_reminder
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations.change_records import ordered_and_undone
from kedeng.apps.registrations.desk_time import desk_time
from kedeng.apps.registrations.held import held_row
from kedeng.apps.registrations.missing import missing_pieces
from kedeng.apps.registrations.models import WITH, Registration, RouteStop
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import desk_window, extended_until
from kedeng.domain.events import Event
from kedeng.domain.messages import LATE, day_begun, stage_of
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State, states
from kedeng.domain.windows import STEP_OF, Step, put_off
from kedeng.domain.workdays import UnknownYearError
from kedeng.lib.instants import day_of, end_of

AT_ONCE = 25  # records that are judged between two looks at the post
TITLES = 5  # named to an office
_OFFICES = (StopKind.UNIT, StopKind.DEPARTMENT)
_AT_OFFICES = (State.IN_REVIEW.value, State.RETURNED.value)

logger = logging.getLogger(__name__)


class Reminding:
    """Walks through a day's records, a few at a time; a new worker begins the day again."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._after = 0
        self._done = True

    def step(self, now: datetime) -> int:
        """Remind of some records, at last of the rest; give how many records were looked at."""
        today = day_begun(now)
        if today is None or (today == self._day and self._done):
            return 0
        if today != self._day:
            self._day, self._after, self._done = today, 0, False
        found = list(_with_filers(self._after)[:AT_ONCE])
        for registration in found:
            self._after = registration.pk
            _try_to_remind(registration, today)
        if not found:
            remind_offices(today)
            remind_of_changes(today)
            self._done = True
        return len(found)


def _with_filers(after: int) -> QuerySet[Registration]:
    """Give the records that lie with their filers; abandoned rounds are long closed."""
    mine = sorted(state.value for state in states(editable=True))
    found = Registration.objects.filter(pk__gt=after, state__in=mine, desk=0)
    return found.select_related(*WITH).prefetch_related("stops__organisation").order_by("pk")


def _try_to_remind(registration: Registration, today: date) -> None:
    try:
        _remind_filer(registration, today)
    except DatabaseError:
        raise
    except Exception:  # one record that cannot be judged must not stop all that follow
        logger.exception("a record could not be judged", extra={"code": registration.code})


def _remind_filer(registration: Registration, today: date) -> None:
    """Remind of one record where a stage is due, naming the missing pieces; then history."""
    try:
        here = desk_time(registration)
    except UnknownYearError:
        return  # nobody is hurried by what cannot be counted
    stage = stage_of(here.window.closes, today) if here.window.closes else None
    if stage is None or here.window.closes is None or _may_be_undone(registration):
        return
    details = {
        **_when(here.step, here.window.closes, today),
        "title": registration.title,
        **missing_pieces(registration),
    }
    _once(Event.DEADLINE_NEAR, registration.subject, "", here.window.closes, stage, details)


def _may_be_undone(registration: Registration) -> bool:
    """Whether the filer is not to know yet that it came back; the next morning makes up for it."""
    row = held_row(registration)
    return bool(row and row.act.held_until and timezone.now() < row.act.held_until)


@transaction.atomic
def _once(
    kind: Event, subject: str, of: str, closes: datetime, stage: int, details: dict[str, Any]
) -> None:
    if first_reminder(subject=f"{subject}{of}", closes=closes, stage=stage):
        record(kind=kind, subject=subject, actor=None, details=details)


def _when(step: Step, closes: datetime, today: date) -> dict[str, Any]:
    last = day_of(closes - timedelta(microseconds=1))
    return {"step": step.value, "closes": closes.isoformat(), "left": (last - today).days}


@dataclass(frozen=True)
class _Pile:
    """What lies at one office's desk in a round."""

    body: Organisation
    kind: StopKind
    round: Round
    titles: list[str]


def remind_offices(today: date) -> None:
    """Remind each office below the province of what it has not passed on; then history."""
    for pile in _piles():
        step = STEP_OF[pile.kind]
        window = desk_window(pile.round, pile.body, pile.kind, step)
        closes = put_off(window, extended_until(pile.round, step, pile.body)).closes
        stage = stage_of(closes, today) if closes else None
        if stage is None or closes is None:
            continue
        details = {
            **_when(step, closes, today),
            "round": pile.round.title,
            "waiting": len(pile.titles),
            "titles": pile.titles[:TITLES],
        }
        of = f"/{pile.round.pk}/{pile.kind.value}"
        _once(Event.DEADLINE_NEAR, f"organisation:{pile.body.pk}", of, closes, stage, details)


def remind_of_changes(today: date) -> None:
    """Remind of changes that decisions ordered; tell the province once of one undone in time.

    One that was sent back after its due day had come in time.
    """
    for change in ordered_and_undone():
        until, closes = change.due_on, end_of(change.due_on)
        stage, kind = stage_of(closes, today), Event.CHANGE_DUE_NEAR
        last = day_of(list(change.steps.all())[-1].done_at)
        if today > until and last <= until:
            stage, kind = LATE, Event.CHANGE_OVERDUE
        if stage is not None:
            left = (until - today).days
            details = {"change": change.code, "until": until.isoformat(), "left": left}
            _once(kind, change.registration.subject, f"/{change.code}", closes, stage, details)


def _piles() -> Iterator[_Pile]:
    stops = RouteStop.objects.filter(
        kind__in=[kind.value for kind in _OFFICES],
        position=F("registration__desk"),
        registration__state__in=_AT_OFFICES,
    )
    stops = stops.select_related("organisation", "registration__round__profile")
    piles: dict[tuple[int, str, int], _Pile] = {}
    for stop in stops.order_by("registration__desk_since"):
        one = stop.registration
        key = (stop.organisation_id, stop.kind, one.round_id)
        empty = _Pile(stop.organisation, StopKind(stop.kind), one.round, [])
        piles.setdefault(key, empty).titles.append(one.title)
    yield from piles.values()
