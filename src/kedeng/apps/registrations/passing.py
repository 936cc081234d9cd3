"""What a desk passed on in a round: the lines of its 汇总表 (process.md B51)."""

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery

from kedeng.apps.registrations.models import Move, Registration, RouteStop
from kedeng.apps.rounds.models import Round
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State, states

PASSING = ("pass_on", "recommend", "register")  # a unit office, a department, the province


def passed_on(organisation_id: int, round_: Round) -> QuerySet[Registration]:
    """Give the records of a round that an organisation's desk passed on and that did not come back.

    A unit office passes on, a department recommends, the province registers. A record that was
    returned to this desk or an earlier one, taken back, or withdrawn is out until it is passed on
    again; one that the province asks the filer to supplement goes straight back to the province, so
    it stays. `passed_at` is when it was last passed on.
    """
    passing = Move.objects.filter(
        registration=OuterRef("pk"), organisation_id=organisation_id, transition__in=PASSING
    )
    beyond = RouteStop.objects.filter(
        registration=OuterRef("pk"),
        organisation_id=organisation_id,
        position__gt=0,
        position__lt=OuterRef("desk"),
    )
    registering = RouteStop.objects.filter(
        registration=OuterRef("pk"),
        organisation_id=organisation_id,
        kind=StopKind.PROVINCE.value,
    )
    gone = Q(Exists(beyond)) | Q(state=State.SUPPLEMENT.value)
    registered = Q(Exists(registering)) & Q(state__in=_numbered())
    last = passing.order_by("-expected_version").values("moved_at")[:1]
    return (
        Registration.objects.filter(round=round_)
        .filter(Exists(passing))
        .filter(gone | registered)
        .annotate(passed_at=Subquery(last, output_field=DateTimeField()))
    )


def _numbered() -> list[str]:
    return sorted(state.value for state in states(numbered=True))
