"""What the guards of the files found, for who manages: held files, and what the scanner said."""

from django.db.models import Count, Q, QuerySet

from kedeng.apps.files.models import Held, ScanState, StoredFile
from kedeng.apps.organisations.queries.subtree import subtree
from kedeng.apps.registrations.models import Evidence
from kedeng.domain.policy import Actor
from kedeng.domain.routes import NATION

MOST_INFECTED = 50


def held_for(actor: Actor) -> QuerySet[Held]:
    """Give what was held of the own body and those below, the oldest first, destroyed ones too.

    The nation also sees what no body sent.
    """
    bodies = list(subtree(actor.organisation_id).values_list("pk", flat=True))
    mine = Q(body__in=bodies)
    if actor.rank == NATION:
        mine |= Q(body=None)
    return Held.objects.filter(mine)


def held_file_for(actor: Actor, code: str) -> Held | None:
    """Find one by its code; None for an unknown one and for one out of reach."""
    return held_for(actor).filter(code=code).first()


def scan_counts(actor: Actor) -> dict[ScanState, int]:
    """Count stored files by what the scanner said: the nation's are all, else those of records."""
    if actor.rank == NATION:
        rows = StoredFile.objects.values_list("scan").annotate(n=Count("digest"))
    else:
        rows = _evidence(actor).values_list("file__scan").annotate(n=Count("file", distinct=True))
    found = dict(rows.order_by())
    return {state: found.get(state.value, 0) for state in ScanState}


def infected_for(actor: Actor) -> list[Evidence]:
    """Give the files of records in which a later scan found a virus, the newest first."""
    found = _evidence(actor).filter(file__scan=ScanState.INFECTED.value)
    found = found.select_related("registration__filer_organisation", "file")
    return list(found.order_by("-added_at")[:MOST_INFECTED])


def _evidence(actor: Actor) -> QuerySet[Evidence]:
    return Evidence.objects.filter(
        registration__filer_organisation__in=subtree(actor.organisation_id)
    )
