"""Records and what belongs to them, for who may see them."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations.models import (
    WITH,
    Evidence,
    Move,
    Registration,
    Revision,
    RouteStop,
)
from kedeng.domain.policy import DESK_RIGHTS, Action, Actor, decide, owns
from kedeng.domain.rights import Right
from kedeng.domain.states import State


def visible_to(actor: Actor) -> QuerySet[Registration]:
    """Give every record that an actor may look at: own ones, and those that reached their desk."""
    own = Q(filer_organisation_id=actor.organisation_id)
    if not actor.has(*DESK_RIGHTS, Right.MANAGE):
        own &= Q(filer_id=actor.user_id)
    scope = own
    if actor.has(*DESK_RIGHTS, Right.RECEIVE, Right.MANAGE):
        reached = RouteStop.objects.filter(
            registration=OuterRef("pk"),
            organisation_id=actor.organisation_id,
            position__gt=0,
            position__lte=OuterRef("reach"),
        )
        scope |= Q(Exists(reached))
    return Registration.objects.filter(scope)


def registration_for(actor: Actor, code: str) -> Registration | None:
    """Find a record by its public code; None for an unknown one and for one off the route."""
    found = visible_to(actor).filter(code=code).select_related(*WITH)
    return found.prefetch_related("stops").first()


def record_in_round(round_id: int, code: str) -> Registration | None:
    """Find a record of a round by its code, a draft too: for extending its time, not for reading.

    Its filer tells the code to the province, which does not see drafts.
    """
    found = Registration.objects.filter(round_id=round_id, code=code).select_related(*WITH)
    return found.prefetch_related("stops").first()


def my_registrations(actor: Actor) -> QuerySet[Registration]:
    """Give what the actor filed, newest first; an office sees its whole organisation's."""
    records = Registration.objects.filter(filer_organisation_id=actor.organisation_id)
    if not actor.has(*DESK_RIGHTS, Right.MANAGE):
        records = records.filter(filer_id=actor.user_id)
    records = records.select_related("round", "filer", "filer_organisation")
    return records.prefetch_related("stops").order_by("-id")


def counts_by_state(actor: Actor) -> dict[State, int]:
    """Count what an actor sees, by state."""
    rows = visible_to(actor).values("state").annotate(n=Count("id")).order_by("state")
    return {State(row["state"]): row["n"] for row in rows}


def can_edit(actor: Actor, registration: Registration) -> bool:
    """Whether the actor may write the draft now."""
    return bool(decide(actor, Action.EDIT_DRAFT, registration.facts()))


def is_own(actor: Actor, registration: Registration) -> bool:
    """Whether the record is the actor's own, or their organisation's to enter for."""
    return owns(actor, registration.facts())


def revision_of(registration: Registration, number: int | None = None) -> Revision | None:
    """Give a submitted version: the newest, or the one with that number."""
    revisions = registration.revisions.all()
    if number is not None:
        return revisions.filter(number=number).first()
    return revisions.order_by("-number").first()


def moves_of(registration: Registration) -> list[Move]:
    """Give all moves, oldest first, with their notes and what was answered."""
    rows = registration.moves.order_by("expected_version").select_related("bulk_row")
    return list(rows.prefetch_related("notes__answers"))


def history_of(registration: Registration) -> list[HistoryEvent]:
    """Give the record's history, oldest first."""
    return events_of(registration.subject)


def evidence_of(registration: Registration) -> list[Evidence]:
    """Give the files in the slots, by slot."""
    return list(registration.evidence.select_related("file").order_by("slot", "id"))


def evidence_item(registration: Registration, evidence_id: int) -> Evidence | None:
    """Find one file of a record."""
    return registration.evidence.select_related("file").filter(pk=evidence_id).first()
