"""A body ends, and its records find a new place: none stays at a desk that nobody holds (B35)."""

from django.db import transaction
from django.db.models import F

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.endings import Ended, end_body
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import unit_of
from kedeng.apps.registrations.models import Registration, RouteStop
from kedeng.apps.registrations.open_records import records_of_body
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.similarity import duplicate_key
from kedeng.domain.states import STATES, State, states


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


def _end(actor: Actor, act: Act, organisation: Organisation, successor: Organisation) -> Ended:
    ended = end_body(actor=actor, act=act, organisation=organisation, successor=successor)
    left = {user.pk for user in ended.users}
    records = records_of_body(ended.body).order_by("pk").select_for_update(of=("self",))
    for registration in records.prefetch_related("stops"):
        _hand_on(actor, registration, ended, left)
    return ended


def _hand_on(actor: Actor, registration: Registration, ended: Ended, left: set[int]) -> None:
    """Put the successor into a record's places. A stale page's move is refused: the version counts.

    Desks that have acted keep the name that they acted under.
    """
    body, heir = ended.body, ended.successor
    stops = [stop for stop in registration.stops.all() if stop.organisation_id == body.pk]
    is_open = not STATES[State(registration.state)].closed
    ahead = [stop.pk for stop in stops if is_open and stop.position >= registration.desk]
    RouteStop.objects.filter(pk__in=[stop.pk for stop in stops]).update(organisation=heir)
    RouteStop.objects.filter(pk__in=ahead).update(name=heir.name)
    changed = {"version": F("version") + 1}
    if registration.filer_organisation_id == body.pk:
        changed["filer_organisation"] = heir
        changed["duplicate_key"] = _key(registration, heir)
    if registration.claimed_by_id in left:
        changed["claimed_by"] = changed["claimed_at"] = None
    Registration.objects.filter(pk=registration.pk).update(**changed)
    record(
        kind=Event.REROUTED,
        subject=registration.subject,
        actor=actor,
        details={
            "from": [body.pk, body.name],
            "to": [heir.pk, heir.name],
            "desks": [stop.position for stop in stops],
            "filed": "filer_organisation" in changed,
            "released": "claimed_by" in changed,
        },
    )


def _key(registration: Registration, heir: Organisation) -> str:
    """Give the key of the same result under its new unit, so that it is not registered again.

    Where the successor has the same result live already, both stay as they are.
    """
    if not registration.duplicate_key:
        return ""
    key = duplicate_key(registration.category, registration.title, str(unit_of(heir).pk))
    live = sorted(state.value for state in states(blocks_duplicates=True))
    taken = Registration.objects.filter(duplicate_key=key, state__in=live)
    return registration.duplicate_key if taken.exists() else key
