"""Reads of registrations. Each begins with an actor, or with "public" in its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations.guards import resupplied, untouched_since_sent
from kedeng.apps.registrations.held import NOT_UNDONE
from kedeng.apps.registrations.models import (
    WITH,
    Evidence,
    Move,
    Registration,
    Revision,
    RouteStop,
)
from kedeng.apps.registrations.overdue import overdue_condition
from kedeng.apps.registrations.publicity_records import is_publicised_first
from kedeng.domain.policy import DESK_RIGHTS, Actor, decide_move, owns
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State, states
from kedeng.domain.workflow import Guard, Transition, transitions_from


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
    records = _containing(records, chosen.text)
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


def counts_by_state(actor: Actor) -> dict[State, int]:
    """Count what an actor sees, by state."""
    rows = visible_to(actor).values("state").annotate(n=Count("id")).order_by("state")
    return {State(row["state"]): row["n"] for row in rows}


def units_in_queue(actor: Actor) -> list[str]:
    """Names of the filing units of what the actor sees, for the filter."""
    names = visible_to(actor).values_list("filer_organisation__name", flat=True)
    return list(names.order_by("filer_organisation__name").distinct())


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


def can_edit(actor: Actor, registration: Registration) -> bool:
    """Whether the actor may write the draft now."""
    from kedeng.domain.policy import Action, decide  # noqa: PLC0415

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


# Moves that follow from a page of their own: a batch that is begun, an objection that is decided,
# a deregistration that is approved, a cancellation with its ground.
ELSEWHERE = (
    *("publicise", "suspend", "resume", "refuse_disputed", "return_disputed"),
    *("deregister", "cancel"),
)


def evidence_of(registration: Registration) -> list[Evidence]:
    """Give the files in the slots, by slot."""
    return list(registration.evidence.select_related("file").order_by("slot", "id"))


def evidence_item(registration: Registration, evidence_id: int) -> Evidence | None:
    """Find one file of a record."""
    return registration.evidence.select_related("file").filter(pk=evidence_id).first()


def public_registration(code_or_number: str) -> Registration | None:
    """Find a published record by number or code; None for anything else."""
    published = Registration.objects.filter(state__in=_public_states())
    wanted = Q(number=code_or_number) | Q(code=code_or_number)
    return published.filter(wanted).prefetch_related("units", "people", "stops").first()


def public_registrations(
    text: str = "", category: str = "", *, to_transfer: bool = False
) -> QuerySet[Registration]:
    """Give the published records whose title, units or number contain the text, newest first.

    `to_transfer` keeps those whose units offer them on a confirmed sheet (B67).
    """
    records = Registration.objects.filter(state__in=_public_states())
    records = _containing(records, text)
    if category:
        records = records.filter(category=category)
    if to_transfer:
        records = records.filter(transfer_sheet__confirmed_at__isnull=False)
    return records.prefetch_related("units").order_by("-published_at", "-id")


def _containing(records: QuerySet[Registration], text: str) -> QuerySet[Registration]:
    """Keep the records that contain every word of the text, blanks and punctuation aside."""
    from kedeng.lib.text import folded  # noqa: PLC0415 - pinyin tables load slowly

    for word in filter(None, map(folded, text.split())):
        records = records.filter(search_text__contains=word)
    return records


def _public_states() -> list[str]:
    return sorted(state.value for state in states(public=True))


def registration_by_code_for_print_check(code: str) -> Registration | None:
    """Find any record for the public print check, which shows no title before publication."""
    return Registration.objects.filter(code=code).prefetch_related("stops").first()


def waiting_days(registration: Registration, now: datetime) -> int:
    """Whole days that the record has been at its present desk."""
    return (now - registration.desk_since).days if registration.desk_since else 0
