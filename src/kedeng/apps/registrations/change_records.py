"""Reads of what is asked for after the number."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kedeng.apps.registrations.models import ChangeRequest, ChangeStep, Registration, RouteStop
from kedeng.apps.registrations.publicity_records import taken_objections
from kedeng.domain.changes import (
    CHANGEABLE,
    EDITABLE,
    KIND_LABELS,
    OPEN,
    Act,
    Kind,
    Standing,
    decide_change,
    may_correct,
)
from kedeng.domain.policy import Actor, owns, sees
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State

_WITH = ("registration__round__profile", "registration__round__pack", "registration__filer")
_OF = "registration__filer_organisation"
_SHOWN = 100  # of a desk's decided requests
_DRAFTS = sorted(standing.value for standing in EDITABLE)


def open_change(registration: Registration) -> ChangeRequest | None:
    """Give the request that is under way; there is one at most."""
    still_open = [standing.value for standing in OPEN]
    found = _all().filter(registration=registration, standing__in=still_open)
    return found.first()


def ordered_change(registration: Registration) -> ChangeRequest | None:
    """Give the change under way that a decision on an objection ordered."""
    found = open_change(registration) if registration.number else None
    return found if found and found.objection_id is not None else None


def ordered_and_undone() -> QuerySet[ChangeRequest]:
    """Give the changes that decisions ordered and that lie with their makers, oldest first."""
    return _all().filter(objection__isnull=False, standing__in=_DRAFTS).order_by("id")


def why_no_change(registration: Registration) -> tuple[str, dict[str, str]] | None:
    """Say why a registration takes no request now, as code and figures of a refusal."""
    if State(registration.state) not in CHANGEABLE:
        return "change_not_now", {}
    objection = taken_objections(registration).first()
    return ("change_disputed", {"number": objection.number}) if objection else None


def takes_request(registration: Registration) -> bool:
    """Whether a new request may be opened; without a number that asks nothing of the database."""
    return why_no_change(registration) is None and open_change(registration) is None


def changes_of(registration: Registration) -> QuerySet[ChangeRequest]:
    """Give all requests that concern a registration, newest first."""
    return _all().filter(registration=registration).order_by("-id")


def changes_shown_to(actor: Actor, registration: Registration) -> list[ChangeRequest]:
    """Give the requests to a registration that somebody who sees it may read, newest first.

    What is still being written is its maker's alone, except where it was seen before.
    """
    facts = registration.facts()
    if not sees(actor, facts):
        return []
    found = changes_of(registration)
    return [each for each in found if is_maker(actor, each) or each.asked_at is not None]


def is_maker(actor: Actor, change: ChangeRequest) -> bool:
    """Whether a request is of the actor's own side."""
    facts = change.registration.facts()
    if change.kind == Kind.CORRECTION:
        return bool(may_correct(actor, facts))
    return owns(actor, facts)


def change_for(actor: Actor, code: str) -> ChangeRequest | None:
    """Find a request by its code; None for a foreign one, and for one that is not shown."""
    found = _all().filter(code=code).first()
    if found is None or not sees(actor, found.registration.facts()):
        return None
    return found if is_maker(actor, found) or found.asked_at is not None else None


def waiting_changes(actor: Actor) -> QuerySet[ChangeRequest]:
    """Give what waits at the actor's desk, the longest waiting first."""
    return _all().filter(_here(actor), standing=Standing.ASKED.value).order_by("desk_since", "id")


def corrections_begun(actor: Actor) -> QuerySet[ChangeRequest]:
    """Give the corrections that the actor's province has begun and not proposed."""
    at_province = RouteStop.objects.filter(
        registration=OuterRef("registration"),
        organisation_id=actor.organisation_id,
        kind=StopKind.PROVINCE.value,
    )
    begun = _all().filter(Exists(at_province), kind=Kind.CORRECTION.value, standing__in=_DRAFTS)
    return begun.order_by("id")


def decided_changes(actor: Actor) -> list[ChangeRequest]:
    """Give the newest requests that came to the actor's desk, and that wait there no more."""
    here = RouteStop.objects.filter(
        registration=OuterRef("change__registration"),
        organisation_id=actor.organisation_id,
        position__gt=0,
    )
    done_here = Exists(here.filter(position=OuterRef("desk")))
    passed_here = Q(Exists(here.filter(position=OuterRef("desk") + 1)), act=Act.PASS_ON.value)
    came = ChangeStep.objects.filter(Q(done_here) | passed_here, change=OuterRef("pk"))
    gone = ~_here(actor) | ~Q(standing=Standing.ASKED.value)
    found = _all().filter(Exists(came), gone, asked_at__isnull=False)
    return list(found.order_by("-id")[:_SHOWN])


def waits_at(change: ChangeRequest) -> str:
    """Name the desk at which a request waits for an answer; "" for one that waits at none."""
    if change.standing != Standing.ASKED:
        return ""
    stops = change.registration.stops.all()
    return next((stop.name for stop in stops if stop.position == change.desk), "")


def acts_offered(actor: Actor, change: ChangeRequest) -> list[Act]:
    """Say what an actor may do with a request now."""
    record, facts = change.registration.facts(), change.facts()
    return [act for act in _ORDER if decide_change(actor, act, record, facts)]


_ORDER = (
    *(Act.EDIT, Act.ASK, Act.PASS_ON, Act.APPROVE),
    *(Act.SEND_BACK, Act.REFUSE, Act.WITHDRAW),
)


@dataclass(frozen=True)
class PublicChange:
    """What everybody reads of a change that was made: the day and the word."""

    day: date
    label: str
    revision: int


def public_changes(registration: Registration) -> list[PublicChange]:
    """Say of which changes of a registration everybody may read, newest first."""
    return [
        PublicChange(
            timezone.localdate(each.revision.submitted_at),
            KIND_LABELS[Kind(each.kind)],
            each.revision.number,
        )
        for each in changes_in_force(registration)
        if each.revision is not None
    ]


def changes_in_force(registration: Registration) -> QuerySet[ChangeRequest]:
    """Give the requests that made a version of a registration, newest first."""
    made = registration.changes.filter(revision__isnull=False)
    return made.select_related("revision").prefetch_related("steps").order_by("-id")


def _here(actor: Actor) -> Q:
    here = RouteStop.objects.filter(
        registration=OuterRef("registration"),
        organisation_id=actor.organisation_id,
        position__gt=0,
        position=OuterRef("desk"),
    )
    return Q(Exists(here))


def _all() -> QuerySet[ChangeRequest]:
    found = ChangeRequest.objects.select_related(*_WITH, _OF, "objection")
    return found.prefetch_related("registration__stops", "files__file", "steps")
