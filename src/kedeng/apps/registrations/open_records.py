"""What is still under way at a body or with a person, to be handed on when either ends."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.registrations.models import Registration, RouteStop
from kedeng.domain.states import states

OPEN = Q(state__in=sorted(state.value for state in states(closed=False)))


def records_of_body(organisation: Organisation) -> QuerySet[Registration]:
    """Give every record that a body filed or is a desk of, open or closed."""
    stops = RouteStop.objects.filter(registration=OuterRef("pk"), organisation=organisation)
    return Registration.objects.filter(Q(filer_organisation=organisation) | Exists(stops))


@dataclass(frozen=True)
class BodyFigures:
    """What hangs on a body: open records that it filed, those at its desk, all that name it."""

    filed: int
    at_desk: int
    all: int


def figures_of_body(organisation: Organisation) -> BodyFigures:
    """Count what an end of the body would hand on."""
    here = RouteStop.objects.filter(
        registration=OuterRef("pk"), organisation=organisation, position=OuterRef("desk")
    )
    waiting = Registration.objects.filter(OPEN, Exists(here), desk__gt=0)
    filed = Registration.objects.filter(OPEN, filer_organisation=organisation)
    return BodyFigures(filed.count(), waiting.count(), records_of_body(organisation).count())


def open_by_body(bodies: Collection[int]) -> dict[int, int]:
    """Count the open records that each body filed."""
    filed = Registration.objects.filter(OPEN, filer_organisation__in=bodies)
    return dict(filed.values_list("filer_organisation").annotate(count=Count("pk")))


@dataclass(frozen=True)
class OpenTasks:
    """What a person leaves behind: records filed and still open, and records taken up."""

    filed: QuerySet[Registration]
    claimed: QuerySet[Registration]


def open_tasks(user: User) -> OpenTasks:
    """Give a person's open records: as filer, and as the reviewer who has taken them up."""
    mine = Registration.objects.filter(OPEN, filer=user).order_by("pk")
    return OpenTasks(mine, Registration.objects.filter(claimed_by=user).order_by("pk"))
