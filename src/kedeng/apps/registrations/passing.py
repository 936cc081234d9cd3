"""What a desk passed on in a round: the lines of its 汇总表 (process.md B51)."""

from collections.abc import Sequence

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery

from kedeng.apps.registrations.models import Move, Registration, RouteStop
from kedeng.apps.rounds.models import Round
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State, states

# A unit office, a department, the province, the nation.
PASSING = ("pass_on", "recommend", "register", "register_publicised", "receive")


def passed_on(organisation_id: int, rounds: Sequence[Round]) -> QuerySet[Registration]:
    """Give the records of rounds that an organisation's desk passed on and that did not come back.

    A unit office passes on, a department recommends, the province registers, the nation receives.
    A record that was returned to this desk or an earlier one, taken back, or withdrawn is out until
    it is passed on again; one that the province asks the filer to supplement goes straight back to
    the province, so it stays. What is registered elsewhere is in no table (B74).
    `passed_at` is when it was last passed on.
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
    gone = Q(Exists(beyond)) | Q(state=State.SUPPLEMENT.value)
    registered = Q(Exists(_desk(organisation_id, StopKind.PROVINCE))) & Q(state__in=_numbered())
    received = Q(Exists(_desk(organisation_id, StopKind.NATION))) & Q(state__in=_RECEIVED)
    last = passing.order_by("-expected_version").values("moved_at")[:1]
    return (
        Registration.objects.filter(round__in=rounds, elsewhere_body="")
        .filter(Exists(passing))
        .filter(gone | registered | received)
        .annotate(passed_at=Subquery(last, output_field=DateTimeField()))
    )


_RECEIVED = [state.value for state in (State.RECEIVED, State.PUBLISHED, State.CANCELLED)]


def _desk(organisation_id: int, kind: StopKind) -> QuerySet[RouteStop]:
    return RouteStop.objects.filter(
        registration=OuterRef("pk"), organisation_id=organisation_id, kind=kind.value
    )


def _numbered() -> list[str]:
    return sorted(state.value for state in states(numbered=True))
