"""Where a record stands and what happened to it: the route as steps, the moves as a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kedeng.apps.organisations.queries import ancestors, chain_of_bodies, organisation_by_id
from kedeng.apps.registrations import queries
from kedeng.apps.registrations.change_records import changes_in_force
from kedeng.domain.changes import KIND_LABELS, Kind
from kedeng.domain.notices import NOTICES
from kedeng.domain.routes import NoRouteError, route
from kedeng.domain.states import STATES, State
from kedeng.domain.workflow import TRANSITIONS, Effect, done_of


@dataclass(frozen=True)
class Step:
    """A desk of the route. `place` is past, here, or "" for what is still to come."""

    kind: str
    name: str
    place: str


@dataclass(frozen=True)
class Entry:
    """A move in words. `version` is the one that it submitted, None for other moves.

    `document` names what its desk issued, under `number`; "" where it issued nothing, or where
    the move was undone.
    """

    sentence: str
    organisation: str
    person: str
    at: datetime
    reason: str
    notes: Sequence[Any]
    is_stop: bool
    version: int | None
    document: str = ""
    number: int = 0
    is_undone: bool = False


def steps_of(registration: Any) -> list[Step]:
    """Give the route; before the first submission the one that it would get."""
    stops = sorted(registration.stops.all(), key=lambda stop: stop.position)
    if not stops:
        return _expected(registration)
    closed = STATES[State(registration.state)].closed
    return [
        Step(stop.kind, stop.name, _place(stop.position, registration.desk, closed=closed))
        for stop in stops
    ]


def _place(position: int, desk: int, *, closed: bool) -> str:
    if position == desk:
        return "past" if closed else "here"
    return "past" if position < desk else ""


def _expected(registration: Any) -> list[Step]:
    unit = organisation_by_id(registration.filer_organisation_id)
    names = {body.pk: body.name for body in ancestors(unit)}
    try:
        stops = route(chain_of_bodies(unit))
    except NoRouteError:
        return []
    return [
        Step(stop.kind, names[stop.organisation], "here" if place == 0 else "")
        for place, stop in enumerate(stops)
    ]


def timeline(registration: Any) -> list[Entry]:
    """Give the moves, and the changes after the number, newest first."""
    stops = {stop.position: stop.name for stop in registration.stops.all()}
    moves = queries.moves_of(registration)
    made = [move.transition for move in moves]
    entries = [_entry(move, stops, made[:place]) for place, move in enumerate(moves)]
    entries += [_changed(change) for change in changes_in_force(registration)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _changed(change: Any) -> Entry:
    """A change or a correction that made a version."""
    approved = list(change.steps.all())[-1]
    return Entry(
        sentence=KIND_LABELS[Kind(change.kind)],
        organisation=approved.organisation_name,
        person=approved.actor_name,
        at=change.revision.submitted_at,
        reason=change.reason,
        notes=(),
        is_stop=False,
        version=change.revision.number,
    )


def _entry(move: Any, stops: dict[int, str], earlier: Sequence[str]) -> Entry:
    row = TRANSITIONS[move.transition]
    issues = move.transition in NOTICES and not move.is_undone
    sentence = done_of(row.name, earlier)
    if move.transition == "return":
        back = _("填报人") if move.to_desk == 0 else stops.get(move.to_desk, "")
        sentence = _("{done}给{desk}").format(done=sentence, desk=back)
    if Effect.ASSIGN_NUMBER in row.effects:
        number = move.receipt["number"]
        sentence = _("{done}，登记号 {number}").format(done=sentence, number=number)
    return Entry(
        sentence=sentence,
        organisation=move.organisation_name,
        person=move.actor_name,
        at=move.moved_at,
        reason=move.reason,
        notes=list(move.notes.all()),
        is_stop=row.stops_record,
        version=move.receipt.get("revision") if Effect.FREEZE_REVISION in row.effects else None,
        document=NOTICES[move.transition].title if issues else "",
        number=move.expected_version + 1,
        is_undone=move.is_undone,
    )
