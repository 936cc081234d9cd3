"""Until when the desk that holds a record may send it on: windows, returns, grace, extensions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations.held import NOT_UNDONE
from kedeng.apps.registrations.models import Registration, RouteStop
from kedeng.apps.rounds import queries as rounds
from kedeng.apps.rounds.models import Extension
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import STEP_OF, Step, Window, grace_ends, kept_open, put_off
from kedeng.domain.workdays import DayKind
from kedeng.domain.workflow import TRANSITIONS, Effect

RETURNS = tuple(n for n, row in TRANSITIONS.items() if Effect.KEEP_WINDOW_OPEN in row.effects)


@dataclass(frozen=True)
class DeskTime:
    """The step that a record's desk is at, and its window after all that makes it later."""

    step: Step
    window: Window


def desk_time(registration: Registration) -> DeskTime:
    """Give the window in which the present desk may send a record on.

    The strictest window along the desk's line; later by a return (decision 6), by the profile's
    grace (B39) and by an extension (B38). Raises UnknownYearError where the grace runs into a year
    without published holidays and decides.
    """
    stop = _stop(registration)
    at = StopKind(stop.kind) if stop else StopKind.FILER
    here = stop.organisation if stop else registration.filer_organisation
    step = STEP_OF[at]
    own = _window(registration, here, at)
    later = list(_later(registration, own, here, step))
    return DeskTime(step, put_off(kept_open(own, _returning(registration)), *later))


def _stop(registration: Registration) -> RouteStop | None:
    """Give the stop of the present desk; None before a route is fixed."""
    stops = {stop.position: stop for stop in registration.stops.all()}
    return stops.get(registration.desk)


def _window(registration: Registration, body: Organisation, at: StopKind) -> Window:
    return rounds.desk_window(registration.round, body, at, STEP_OF[at], registration.category)


def _returning(registration: Registration) -> Window | None:
    """Give the window of the desk that returned the record; None for one that was not returned."""
    if not registration.returned_by:
        return None
    at = StopKind(registration.returned_by)
    desks = [stop for stop in registration.stops.all() if stop.kind == at]
    return _window(registration, max(desks, key=lambda s: s.position).organisation, at)


def _later(
    registration: Registration, own: Window, here: Organisation, step: Step
) -> Iterator[datetime | None]:
    yield rounds.extended_until(registration.round, step, here, registration.code)
    profile = registration.round.profile.values
    days = profile["return_grace_days"]
    if days and registration.returned_by:
        returned = (
            registration.moves.filter(transition__in=RETURNS)
            .exclude(**NOT_UNDONE)
            .latest("expected_version")
        )
        kind = DayKind(profile["return_grace_day_kind"])
        yield grace_ends(own, returned.moved_at, days, kind)


def extension_of(registration: Registration, now: datetime) -> Extension | None:
    """Give the extension that still holds for the present desk, to be shown to who is concerned."""
    stop = _stop(registration)
    here = stop.organisation if stop else registration.filer_organisation
    step = STEP_OF[StopKind(stop.kind) if stop else StopKind.FILER]
    found = rounds.live_extension(registration.round, step, here, registration.code)
    return found if found and found.closes > now else None
