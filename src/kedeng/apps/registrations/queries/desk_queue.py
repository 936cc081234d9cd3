"""What lies at a desk or went through it, as a queue page filters it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kedeng.apps.registrations.held import NOT_UNDONE
from kedeng.apps.registrations.models import Move, Registration, Revision, RouteStop
from kedeng.apps.registrations.overdue import overdue_condition
from kedeng.apps.registrations.queries.records import visible_to
from kedeng.apps.registrations.search import containing
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State, states


@dataclass(frozen=True)
class QueueFilter:
    """What a queue page filters by; blank fields filter nothing."""

    text: str = ""
    category: str = ""
    state: str = ""
    unit: str = ""
    # desk: waiting here · declined: not recommended, to be thought over · passed: gone on from here
    # · all: everything seen
    scope: str = "desk"
    owner: str = ""  # mine · nobody · the id of a colleague
    waited: int = 0  # whole days at least
    problem: str = ""  # explained · warned · overdue · again · sent_back


def queue(actor: Actor, chosen: QueueFilter) -> QuerySet[Registration]:
    """Give the records at the actor's desk (or seen from it), the longest waiting first."""
    if chosen.scope == "desk":
        records = Registration.objects.filter(_here(actor), state__in=_waiting_states())
    elif chosen.scope == "declined":
        records = Registration.objects.filter(declined_for(actor))
    else:
        records = visible_to(actor).exclude(state=State.DRAFT, submissions=0)
        if chosen.scope == "passed":
            records = records.filter(passed_by(actor))
    records = containing(records, chosen.text)
    for column, value in (("category", chosen.category), ("state", chosen.state)):
        if value:
            records = records.filter(**{column: value})
    if chosen.unit:
        records = records.filter(filer_organisation__name=chosen.unit)
    records = records.filter(_owned(actor, chosen.owner), _troubled(actor, chosen.problem))
    if chosen.waited:
        before = timezone.now() - timedelta(days=chosen.waited)
        records = records.filter(desk_since__lte=before)
    return (
        records.select_related("round__profile", "filer_organisation", "claimed_by")
        .prefetch_related("stops")
        .order_by("desk_since", "id")
    )


def queue_part(actor: Actor, chosen: QueueFilter, keys: Sequence[int]) -> list[Registration]:
    """Give some records of a queue by their keys, in the keys' order, for long lists."""
    found = {record.pk: record for record in queue(actor, chosen).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def _here(actor: Actor) -> Q:
    """What lies at the actor's desk."""
    here = RouteStop.objects.filter(
        registration=OuterRef("pk"),
        organisation_id=actor.organisation_id,
        position__gt=0,
        position=OuterRef("desk"),
    )
    return Q(Exists(here))


def declined_for(actor: Actor) -> Q:
    """What was not recommended and is the actor's to think over, or to decide on.

    The province decides on it while it lies at the department's desk.
    """
    at_province = RouteStop.objects.filter(
        registration=OuterRef("pk"),
        organisation_id=actor.organisation_id,
        kind=StopKind.PROVINCE.value,
    )
    deciding = _here(actor) | Q(Exists(at_province))
    return deciding & Q(state=State.NOT_RECOMMENDED.value)


def _owned(actor: Actor, owner: str) -> Q:
    match owner:
        case "mine":
            return Q(claimed_by_id=actor.user_id)
        case "nobody":
            return Q(claimed_by=None)
        case "":
            return Q()
    return Q(claimed_by_id=int(owner)) if owner.isdecimal() else Q(pk__in=[])


def _troubled(actor: Actor, problem: str) -> Q:
    """What a reviewer would look at first: of the newest version, or late at this desk."""
    newest = Revision.objects.filter(registration=OuterRef("pk"), number=OuterRef("submissions"))
    match problem:
        case "explained":
            return Q(Exists(newest.exclude(explanations=[])))
        case "warned":
            return Q(Exists(newest.filter(warned__gt=0)))
        case "again":
            return Q(submissions__gt=1)
        case "sent_back":
            return sent_back_by_nation()
        case "overdue":
            return _here(actor) & overdue_condition(actor, timezone.localdate())
    return Q()


def sent_back_by_nation() -> Q:
    """What the nation returned and the province has not reported again."""
    moves = Move.objects.filter(registration=OuterRef("registration_id"))
    later = moves.filter(expected_version__gt=OuterRef("expected_version"), transition="report")
    back = Move.objects.filter(~Exists(later), registration=OuterRef("pk"), transition="send_back")
    return Q(Exists(back), state=State.REGISTERED.value)


def _waiting_states() -> list[str]:
    waiting = states(claimable=True) | {
        State.PASSED,
        State.PUBLICISED,
        State.DISPUTED,
        State.REGISTERED,
        State.RECEIVED,
    }
    return sorted(state.value for state in waiting)


def passed_by(actor: Actor) -> Q:
    """What the actor's desk has sent on."""
    forward = (
        *("pass_on", "recommend", "register", "register_publicised", "file_elsewhere"),
        *("report", "receive", "publish"),
    )
    moved = Move.objects.filter(
        registration=OuterRef("pk"),
        organisation_id=actor.organisation_id,
        transition__in=forward,
    ).exclude(**NOT_UNDONE)
    return Q(Exists(moved))


def units_in_queue(actor: Actor) -> list[str]:
    """Names of the filing units of what the actor sees, for the filter."""
    names = visible_to(actor).values_list("filer_organisation__name", flat=True)
    return list(names.order_by("filer_organisation__name").distinct())


def waiting_days(registration: Registration, now: datetime) -> int:
    """Whole days that the record has been at its present desk."""
    return (now - registration.desk_since).days if registration.desk_since else 0
