"""What every act on a request for a change shares: who may, a write that wins or not, the trace."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT
from kedeng.apps.registrations.change_records import why_no_change
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import ChangeRequest, ChangeStep, Registration
from kedeng.domain.changes import KIND_LABELS, Act, Kind, decide_change
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind


class StaleChangeError(Exception):
    """Somebody wrote in the request in between; `current` is how it stands now."""

    def __init__(self, current: ChangeRequest) -> None:
        super().__init__(current.code)
        self.current = current


def require_changeable(registration: Registration) -> None:
    """Raise RefusedMoveError where a registration takes no request now (h3, Z; B68)."""
    why = why_no_change(registration)
    if why is not None:
        raise RefusedMoveError(why[0], **why[1])


def may_act(actor: Actor, change: ChangeRequest, act: Act) -> ChangeRequest:
    """Give the request as it stands now, if the actor may act on it; else RefusedMoveError."""
    fresh = ChangeRequest.objects.select_related(
        "registration__round__profile",
        "registration__round__pack",
        "registration__filer__organisation",
        "registration__filer_organisation",
    ).get(pk=change.pk)
    decision = decide_change(actor, act, fresh.registration.facts(), fresh.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    return fresh


def write_request(change: ChangeRequest, expected_version: int, **values: Any) -> None:
    """Write if nobody else did since: the second of two changes nothing."""
    known = ChangeRequest.objects.filter(pk=change.pk, version=expected_version)
    if not known.update(version=F("version") + 1, **values):
        raise StaleChangeError(ChangeRequest.objects.get(pk=change.pk))
    change.refresh_from_db()


def bring_on(change: ChangeRequest, expected_version: int, **values: Any) -> None:
    """As `write_request`, for a desk, to whom a quicker one is RefusedMoveError("change_stale")."""
    try:
        write_request(change, expected_version, **values)
    except StaleChangeError as error:
        raise RefusedMoveError("change_stale") from error


def write_step(
    actor: Actor,
    change: ChangeRequest,
    act: Act,
    text: str = "",
    asked: dict[str, Any] | None = None,
) -> None:
    """Write down what was done, for good."""
    ChangeStep.objects.create(
        change=change,
        act=act.value,
        actor_id=actor.user_id,
        actor_name=actor.name,
        organisation_name=actor.organisation_name,
        desk=change.desk,
        text=text,
        asked=asked or {},
        done_at=timezone.now(),
    )


def told_to(actor: Actor, change: ChangeRequest, kind: Event, **details: Any) -> None:
    """Write history under the registration, with the request's code and kind."""
    label = KIND_LABELS[Kind(change.kind)]
    named = {"change": change.code, "kind": label, "desk": change.desk, **details}
    record(kind=kind, subject=change.registration.subject, actor=actor, details=named)


def check_text(text: str) -> None:
    """Raise RefusedMoveError for a reason that is missing or too long."""
    if not text.strip():
        raise RefusedMoveError("reason_missing")
    if len(text) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(text), most=LONGEST_TEXT)


def province_of(registration: Registration) -> int:
    """Place of the province on a registration's route."""
    stops = registration.stops.all()
    return next(stop.position for stop in stops if stop.kind == StopKind.PROVINCE.value)
