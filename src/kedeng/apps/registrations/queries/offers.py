"""Which moves somebody is offered, and where a return may lead."""

from kedeng.apps.registrations.guards import resupplied, untouched_since_sent
from kedeng.apps.registrations.models import Registration, RouteStop
from kedeng.apps.registrations.publicity_records import is_publicised_first
from kedeng.domain.policy import Actor, decide_move
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State
from kedeng.domain.workflow import Guard, Transition, transitions_from

# Moves that follow from a page of their own: a batch that is begun, an objection that is decided,
# a deregistration that is approved, a cancellation with its ground.
ELSEWHERE = (
    *("publicise", "suspend", "resume", "refuse_disputed", "return_disputed"),
    *("deregister", "cancel"),
)


def offered_moves(actor: Actor, registration: Registration) -> list[Transition]:
    """Moves that right, place and state allow; guards may still refuse with a reason.

    A bulk act is undone as the whole that it was, on the page of its result.
    """
    facts = registration.facts()
    return [
        row
        for row in transitions_from(State(registration.state))
        if Guard.UNDOABLE not in row.guards
        and decide_move(actor, row.name, facts)
        and _worth_offering(row, registration)
    ]


def _worth_offering(row: Transition, registration: Registration) -> bool:
    """Hide moves that the route or the record's past rules out: no button that can only refuse."""
    if row.name in ELSEWHERE:
        return False
    if row.name == "file_elsewhere":
        return registration.is_elsewhere
    if row.name in {"register", "pass_audit"}:
        return not registration.is_elsewhere and is_publicised_first(registration) is (
            row.name == "pass_audit"
        )
    if row.name in {"pass_on", "recommend"}:
        stops = {stop.position: stop.kind for stop in registration.stops.all()}
        goes_up = stops.get(registration.desk + 1) == StopKind.PROVINCE
        return goes_up is (row.name == "recommend")
    if row.name == "withdraw":
        return registration.first_submitted_at is not None
    return _may_be_taken_back(row, registration)


def _may_be_taken_back(row: Transition, registration: Registration) -> bool:
    if Guard.UNCLAIMED not in row.guards:
        return True
    untouched = resupplied if Guard.RESUPPLIED in row.guards else untouched_since_sent
    return registration.claimed_by_id is None and untouched(registration)


def earlier_desks(actor: Actor, registration: Registration) -> list[RouteStop]:
    """Desks to which the current desk may return a record, nearest first."""
    del actor  # every read begins with one; the desks below are the same for all
    stops = registration.stops.all()
    return sorted(
        (stop for stop in stops if stop.position < registration.desk),
        key=lambda stop: -stop.position,
    )
