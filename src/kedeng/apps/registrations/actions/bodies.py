"""A body ends, and its records find a new place: none stays at a desk that nobody holds (B35)."""

from django.db import transaction
from django.db.models import F

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.bodies import move_body as put_below
from kedeng.apps.organisations.actions.endings import Ended, end_body
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import subtree
from kedeng.apps.registrations.actions.keys import renew_keys
from kedeng.apps.registrations.models import Registration, RouteStop
from kedeng.apps.registrations.open_records import records_of_body
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.routes import UNIT
from kedeng.domain.states import states


@transaction.atomic
def merge_body(*, actor: Actor, organisation: Organisation, successor: Organisation) -> Ended:
    """Merge a body into another: records, bodies below and users all go to the successor.

    Raises what organisations.actions.endings.end_body raises. Side effects in order: the body and
    its users, each record (route, filing body, claim, key), history of each.
    """
    return _end(actor, Act.MERGE_BODY, organisation, successor)


@transaction.atomic
def close_body(*, actor: Actor, organisation: Organisation, successor: Organisation) -> Ended:
    """Close a body: records and bodies below go to the successor; its accounts end with it.

    Raises and does what `merge_body` does, except that the users stay behind and cannot log in.
    """
    return _end(actor, Act.CLOSE_BODY, organisation, successor)


@transaction.atomic
def move_body(*, actor: Actor, organisation: Organisation, parent: Organisation) -> Organisation:
    """Put a body below another one; its results are those of the unit that it now belongs to.

    Raises and does what organisations.actions.bodies.move_body does, then renews the keys of what
    it and the bodies below it filed.
    """
    moved = put_below(actor=actor, organisation=organisation, parent=parent)
    renew_keys(_within_unit(moved))
    return moved


def _within_unit(body: Organisation) -> set[int]:
    """Give the bodies whose whole unit hangs on a body: those below a department are their own."""
    return {each.pk for each in subtree(body.pk)} if body.rank == UNIT else {body.pk}


def _end(actor: Actor, act: Act, organisation: Organisation, successor: Organisation) -> Ended:
    filers = _within_unit(organisation)
    ended = end_body(actor=actor, act=act, organisation=organisation, successor=successor)
    left = {user.pk for user in ended.users}
    found = records_of_body(ended.body).order_by("pk").select_for_update(of=("self",))
    records = list(found.prefetch_related("stops"))  # as they were, for history
    _hand_on(ended, left)
    renew_keys(filers - {ended.body.pk} | {ended.successor.pk})
    for registration in records:
        _tell(actor, registration, ended, left)
    return ended


def _hand_on(ended: Ended, left: set[int]) -> None:
    """Put the successor into the places of the body, a statement each, however many records.

    A stale page's move is refused: the version counts. Desks that have acted keep the name that
    they acted under.
    """
    body, heir = ended.body, ended.successor
    records_of_body(body).update(version=F("version") + 1)
    places = RouteStop.objects.filter(organisation=body)
    open_ = [state.value for state in states(closed=False)]
    ahead = places.filter(registration__state__in=open_, position__gte=F("registration__desk"))
    ahead.update(name=heir.name)
    places.update(organisation=heir)
    Registration.objects.filter(claimed_by__in=left).update(claimed_by=None, claimed_at=None)
    Registration.objects.filter(filer_organisation=body).update(filer_organisation=heir)


def _tell(actor: Actor, registration: Registration, ended: Ended, left: set[int]) -> None:
    body, heir = ended.body, ended.successor
    stops = registration.stops.all()
    record(
        kind=Event.REROUTED,
        subject=registration.subject,
        actor=actor,
        details={
            "from": [body.pk, body.name],
            "to": [heir.pk, heir.name],
            "desks": [stop.position for stop in stops if stop.organisation_id == body.pk],
            "filed": registration.filer_organisation_id == body.pk,
            "released": registration.claimed_by_id in left,
        },
    )
