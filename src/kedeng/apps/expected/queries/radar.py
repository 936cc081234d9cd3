"""The radar of deadlines: how far each unit is in a round, against last year, and who will be late.

A fixed number of statements, however many units: tables are counted whole and put together here.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, prefetch_related_objects
from django.utils import timezone

from kedeng.apps.expected.models import Nudge
from kedeng.apps.expected.queries.items import lines_of
from kedeng.apps.expected.queries.scope import Scope
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import ancestors
from kedeng.apps.registrations.models import Move, Registration
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import agreed_closings, rounds_for, windows_at, windows_of
from kedeng.domain.expected import Standing
from kedeng.domain.radar import (
    PACE_DAYS,
    Figures,
    Outlook,
    outlook,
    same_instant,
    stage_of,
)
from kedeng.domain.routes import UNIT, StopKind
from kedeng.domain.states import State
from kedeng.domain.windows import ALWAYS, STEP_LABELS, Step, put_off

_SENT = ("submit", "resubmit")
_PASSED = ("recommend",)


@dataclass(frozen=True)
class UnitRow:
    """A unit in the radar; `closes` is its own closing of the submission, extensions included."""

    unit: Organisation
    figures: Figures
    closes: datetime | None
    outlook: Outlook
    nudge: Nudge | None  # of today
    days_left: int | None


@dataclass(frozen=True)
class Pace:
    """How much came so far, and in the round before at the same distance from its closing."""

    title: str
    submitted: int
    recommended: int
    then_submitted: int
    then_recommended: int
    whole_submitted: int
    whole_recommended: int
    then: datetime


@dataclass(frozen=True)
class Closing:
    """When a step of the round closes for the actor's own body."""

    step: str
    closes: datetime
    days_left: int


@dataclass(frozen=True)
class Radar:
    """What the page shows. `pace` is None where there is nothing to compare with; `why_no_pace`."""

    round: Round
    rows: list[UnitRow]
    totals: Figures
    closings: list[Closing]
    pace: Pace | None
    why_no_pace: str


def radar_of(scope: Scope, round_: Round, now: datetime) -> Radar:
    """Gather the radar of a round for the scope's units. Fifteen statements with the scope."""
    prefetch_related_objects([round_], "windows")  # every unit asks for its own closing
    before = _round_before(scope.own, round_)
    figures = _figures(scope, round_)
    sent, recommended = _this_year(scope, round_, figures, now)
    pace, why = None, "no_round_before"
    if before is not None:
        pace, why = _pace(scope, round_, before, figures, now)
    if pace is not None:
        pace = replace(pace, submitted=sent, recommended=recommended)
    rows = _rows(scope, round_, figures, now)
    return Radar(
        round=round_,
        rows=rows,
        totals=sum((row.figures for row in rows), Figures()),
        closings=_closings(scope.own, round_, now),
        pace=pace,
        why_no_pace=why,
    )


def _figures(scope: Scope, round_: Round) -> dict[int, Figures]:
    """Count the registrations of the round by stage, and the expected items that are open."""
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines_of(scope, round_.year):
        if line.standing is Standing.OPEN:
            counted[line.unit_id]["open"] += 1
    records = Registration.objects.filter(
        round=round_, filer_organisation__in=scope.unit_of, elsewhere_body=""
    )
    rows = records.order_by().values_list("filer_organisation", "state").annotate(n=Count("id"))
    for body, state, number in rows:
        counted[scope.unit_of[body]][stage_of(State(state)).value] += number
    return {unit: Figures(**numbers) for unit, numbers in counted.items()}


def _this_year(
    scope: Scope, round_: Round, figures: dict[int, Figures], now: datetime
) -> tuple[int, int]:
    """Add what was submitted lately to the figures; give how many were submitted, recommended.

    Lately is what came since, for the first time or again: a mended return is handed in too.
    """
    sent, passed = 0, 0
    since = now - timedelta(days=PACE_DAYS)
    for body, counted in _moves(scope, round_, Q(moved_at__gt=since)):
        unit = scope.unit_of[body]
        known = figures.get(unit, Figures())
        figures[unit] = replace(known, recent=known.recent + counted.sent_then)
        sent, passed = sent + counted.sent, passed + counted.passed
    return sent, passed


def _round_before(own: Organisation, round_: Round) -> Round | None:
    """Find the round of the same kind a year before; the newest where there were several."""
    rounds = [each for each in rounds_for(own) if each.year == round_.year - 1]
    return next((each for each in rounds if each.kind == round_.kind), None)


def _pace(
    scope: Scope, round_: Round, before: Round, figures: dict[int, Figures], now: datetime
) -> tuple[Pace | None, str]:
    """Count the round before, whole and up to the same distance from its closing."""
    closes = windows_of(round_).get(Step.SUBMIT, ALWAYS).closes
    then_closes = windows_of(before).get(Step.SUBMIT, ALWAYS).closes
    then = same_instant(closes, then_closes, now) if closes and then_closes else None
    whole = Counted()
    for body, counted in _moves(scope, before, Q(moved_at__lte=then or now)):
        unit = scope.unit_of[body]
        known = figures.get(unit, Figures())
        figures[unit] = replace(known, last_year=known.last_year + counted.sent)
        whole = Counted(*(sum(pair) for pair in zip(whole, counted, strict=True)))
    if then is None:
        return None, "no_closing"
    pace = Pace(
        title=before.title,
        submitted=0,
        recommended=0,
        then_submitted=whole.sent_then,
        then_recommended=whole.passed_then,
        whole_submitted=whole.sent,
        whole_recommended=whole.passed,
        then=then,
    )
    return pace, ""


class Counted(NamedTuple):
    """Records of a round: ever submitted, ever recommended, and both in a stretch of time."""

    sent: int = 0
    passed: int = 0
    sent_then: int = 0
    passed_then: int = 0


def _moves(scope: Scope, round_: Round, then: Q) -> Iterator[tuple[int, Counted]]:
    """Count a round's records by filing body from the dates of their moves. One statement.

    A record that was submitted twice counts once.
    """
    sent, passed = Q(transition__in=_SENT), Q(transition__in=_PASSED)
    moves = Move.objects.filter(
        sent | passed,
        registration__round=round_,
        registration__elsewhere_body="",  # filed here, counted there (B74)
        registration__filer_organisation__in=scope.unit_of,
    )
    conditions = (sent, passed, sent & then, passed & then)
    counts = {
        name: Count("registration", filter=condition, distinct=True)
        for name, condition in zip(Counted._fields, conditions, strict=True)
    }
    rows = moves.order_by().values_list("registration__filer_organisation").annotate(**counts)
    for body, *numbers in rows:
        yield body, Counted(*numbers)


def _rows(scope: Scope, round_: Round, figures: dict[int, Figures], now: datetime) -> list[UnitRow]:
    """Put the units together, those that will be late first. Two statements."""
    later = agreed_closings(round_, Step.SUBMIT)
    nudges = {
        nudge.unit_id: nudge
        for nudge in Nudge.objects.filter(
            registration=None, sent_on=timezone.localdate(now), unit__in=scope.units
        )
    }
    rows = [
        _row(unit, round_, figures.get(pk, Figures()), later, nudges.get(pk), now)
        for pk, unit in scope.units.items()
        if pk in figures or (unit.rank == UNIT and unit.is_active)
    ]
    order = list(Outlook)
    return sorted(rows, key=lambda row: (order.index(row.outlook), -row.figures.need))


def _row(
    unit: Organisation,
    round_: Round,
    figures: Figures,
    later: dict[int, datetime],
    nudge: Nudge | None,
    now: datetime,
) -> UnitRow:
    window = windows_at(round_, unit, StopKind.FILER).get(Step.SUBMIT, ALWAYS)
    window = put_off(window, *(later.get(body.pk) for body in ancestors(unit)))
    left = None if window.closes is None else window.closes - now
    said = outlook(figures, left)
    return UnitRow(unit, figures, window.closes, said, nudge, None if left is None else left.days)


def _closings(own: Organisation, round_: Round, now: datetime) -> list[Closing]:
    """Give the closings of the round's steps as they hold for a body, the next first."""
    windows = windows_at(round_, own, StopKind.FILER)
    found = [
        Closing(STEP_LABELS[step], window.closes, (window.closes - now).days)
        for step, window in windows.items()
        if window.closes is not None
    ]
    return sorted(found, key=lambda each: each.closes)
