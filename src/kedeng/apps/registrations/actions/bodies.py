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
from kedeng.domain.states import states

BATCH = 500


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
    found = records_of_body(ended.body).order_by("pk").select_for_update(of=("self",))
    records = list(found.prefetch_related("stops"))  # as they were, for history
    _hand_on(ended, left)
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
    _renew_keys(body, heir)
    Registration.objects.filter(filer_organisation=body).update(filer_organisation=heir)


def _renew_keys(body: Organisation, heir: Organisation) -> None:
    """Key the body's results by their new unit, so that it does not register them again.

    Where the successor has the same result live already, both stay as they are.
    """
    filed = list(Registration.objects.filter(filer_organisation=body).exclude(duplicate_key=""))
    unit = str(unit_of(heir).pk)
    live = Registration.objects.filter(state__in=[s.value for s in states(blocks_duplicates=True)])
    others = live.exclude(filer_organisation=body)
    for start in range(0, len(filed), BATCH):
        batch = filed[start : start + BATCH]
        keys = [duplicate_key(each.category, each.title, unit) for each in batch]
        taken = others.filter(duplicate_key__in=keys).values_list("duplicate_key", flat=True)
        kept = set(taken)
        for registration, key in zip(batch, keys, strict=True):
            if key not in kept:
                registration.duplicate_key = key
        Registration.objects.bulk_update(batch, ["duplicate_key"])


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
