"""Reminders: to a unit of what it still has to hand in, to a filer of what a record still lacks.

History tells whom and of what; the room of messages delivers. Once a day for a unit or a record.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.expected.actions.refused import OutOfReachError, RefusedError, ask
from kedeng.apps.expected.models import Nudge
from kedeng.apps.expected.queries import Line, UnitRow, lines_of, radar_of, scope_of
from kedeng.apps.history.actions import record
from kedeng.apps.registrations.missing import missing_pieces
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.queries import registration_for
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import desk_window
from kedeng.domain.events import Event
from kedeng.domain.expected import KIND_LABELS, ExpectedKind, Standing
from kedeng.domain.policy import Actor
from kedeng.domain.radar import MOST_NAMED
from kedeng.domain.routes import StopKind
from kedeng.domain.states import STATES, State
from kedeng.domain.windows import Step


@transaction.atomic
def nudge_unit(*, actor: Actor, unit_id: int, round_: Round) -> Nudge:
    """Remind a unit below of what it still has to hand in.

    The event has figures and the unit's own expected items, no word of a record's content. Raises
    OutOfReachError for what is no unit below the actor; RefusedError: right_missing,
    expected_of_provinces, nothing_to_nudge, nudged_today. Side effects: the reminder, then history.
    """
    ask(actor)
    scope = scope_of(actor)
    if unit_id not in scope.units or unit_id == scope.own.pk:
        raise OutOfReachError
    rows = radar_of(scope, round_, timezone.now()).rows
    row = next((each for each in rows if each.unit.pk == unit_id), None)
    if row is None:
        raise OutOfReachError
    if not row.figures.need and not row.figures.is_idle:
        raise RefusedError("nothing_to_nudge", whom=row.unit.name)
    lines = [
        line
        for line in lines_of(scope, round_.year)
        if line.unit_id == unit_id and line.standing is Standing.OPEN
    ]
    nudge = _once(actor, row.unit.name, unit_id=unit_id, registration=None, year=round_.year)
    nudge.items.set([line.item for line in lines])
    record(
        kind=Event.CHASED,
        subject=f"organisation:{unit_id}",
        actor=actor,
        details=_of_unit(row, round_, lines),
    )
    return nudge


def _of_unit(row: UnitRow, round_: Round, lines: list[Line]) -> dict[str, Any]:
    figures = row.figures
    return {
        "unit": [row.unit.pk, row.unit.name],
        "round": [round_.pk, round_.title],
        "year": round_.year,
        "closes": row.closes.isoformat() if row.closes else None,
        "open": figures.open,
        "drafts": figures.drafts,
        "returned": figures.returned,
        "last_year": figures.last_year if figures.is_idle else 0,
        "items": [
            {
                "kind": KIND_LABELS[ExpectedKind(line.item.kind)],
                "number": line.item.number,
                "name": line.item.name,
                "person": line.item.person,
            }
            for line in lines[:MOST_NAMED]
        ],
    }


@transaction.atomic
def nudge_filer(*, actor: Actor, code: str) -> Nudge:
    """Remind the filer of a record of the own body of what it still lacks.

    Raises OutOfReachError for a record of anybody else's; RefusedError: right_missing,
    expected_of_provinces, not_to_be_nudged (it does not lie with its filer, or one files it
    oneself), nudged_today. Side effects: the reminder, then history with the missing pieces.
    """
    ask(actor)
    registration = registration_for(actor, code)
    if registration is None or registration.filer_organisation_id != actor.organisation_id:
        raise OutOfReachError
    at_filer = STATES[State(registration.state)].editable and registration.desk == 0
    if not at_filer or registration.filer_id == actor.user_id:
        raise RefusedError("not_to_be_nudged")
    nudge = _once(
        actor,
        registration.filer.name,
        unit_id=actor.organisation_id,
        registration=registration,
        year=registration.round.year,
    )
    record(
        kind=Event.CHASED,
        subject=registration.subject,
        actor=actor,
        details=_of_record(registration),
    )
    return nudge


def _of_record(registration: Registration) -> dict[str, Any]:
    window = desk_window(
        registration.round,
        registration.filer_organisation,
        StopKind.FILER,
        Step.SUBMIT,
        registration.category,
    )
    return {
        "filer": [registration.filer_id, registration.filer.name],
        "title": registration.title,
        "state": registration.state,
        "round": [registration.round_id, registration.round.title],
        "closes": window.closes.isoformat() if window.closes else None,
        **missing_pieces(registration),
    }


def _once(
    actor: Actor, whom: str, *, unit_id: int, registration: Registration | None, year: int
) -> Nudge:
    """Keep a reminder where there has been none today. Raises RefusedError("nudged_today")."""
    now = timezone.now()
    today = timezone.localdate(now)
    try:
        with transaction.atomic():
            return Nudge.objects.create(
                unit_id=unit_id,
                registration=registration,
                year=year,
                sent_on=today,
                sent_at=now,
                sent_by=actor.name,
                organisation_name=actor.organisation_name,
            )
    except IntegrityError:
        earlier = Nudge.objects.get(unit_id=unit_id, sent_on=today, registration=registration)
        at = timezone.localtime(earlier.sent_at)
        name = f"{earlier.organisation_name} {earlier.sent_by}"
        raise RefusedError("nudged_today", at=f"{at:%H:%M}", whom=whom, name=name) from None
