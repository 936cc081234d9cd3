"""Where a move leads a record: its state, its desk, and how far it is shown."""

from collections.abc import Iterator

from kedeng.apps.registrations.guards import Attempt, RefusedMoveError
from kedeng.domain.routes import StopKind
from kedeng.domain.workflow import TRANSITIONS, Destination, Effect, Position


def place(attempt: Attempt, chosen: int | None) -> None:
    """Assign state and desk; a new desk starts unclaimed. Nothing is saved.

    `chosen` is the earlier desk of a return. Raises RefusedMoveError("desk_missing") without it.
    """
    registration, row = attempt.registration, attempt.row
    target = _destination(attempt, chosen)
    if row.to is Destination.NEXT:
        _close_again(attempt)
    registration.state = row.target.value
    if target != registration.desk or row.to is not Destination.SAME:
        registration.claimed_by = None
        registration.claimed_at = None
        registration.desk_since = attempt.now
    registration.reach = _reach(attempt, target)
    registration.desk = target


def _close_again(attempt: Attempt) -> None:
    """End the longer window of the desks below: the desk that returned the record sends it on."""
    registration = attempt.registration
    if registration.returned_by == attempt.kind_at(registration.desk):
        registration.returned_by = ""


def _reach(attempt: Attempt, target: int) -> int:
    """Give the highest desk that the record is shown to.

    A record taken back unread is no longer shown to the desk that it was taken from, unless that
    desk had it before (h3: nobody above sees what has not come to them).
    """
    if attempt.row.position is Position.FORMER_DESK:
        return max(target, *_desks_that_acted(attempt))
    return max(attempt.registration.reach, target)


def _desks_that_acted(attempt: Attempt) -> Iterator[int]:
    yield 0
    for move_ in attempt.registration.moves.all():
        row = TRANSITIONS[move_.transition]
        if Effect.SHOW_TO_PROVINCE in row.effects:
            yield attempt.place_of(StopKind.PROVINCE)
        if row.position is Position.ON_ROUTE:
            yield move_.to_desk
        elif row.position is not Position.FORMER_DESK:
            yield move_.from_desk


def _destination(attempt: Attempt, chosen: int | None) -> int:  # noqa: PLR0911 - one each
    desk = attempt.registration.desk
    match attempt.row.to:
        case Destination.NEXT:
            return desk + 1
        case Destination.BACK:
            return desk - 1
        case Destination.FILER:
            return 0
        case Destination.PROVINCE:
            return attempt.place_of(StopKind.PROVINCE)
        case Destination.CHOSEN:
            if chosen is None or not 0 <= chosen < desk:
                raise RefusedMoveError("desk_missing")
            return chosen
        case Destination.SAME:
            return desk
        case Destination.ORIGIN:
            return int(attempt.extra["undone"].move.from_desk)
