"""Publicity: a province shows a list for a period, then registers what nothing speaks against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.moves import move
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.holds import hold_against
from kedeng.apps.registrations.models import PublicityBatch, PublicityEntry, Registration
from kedeng.apps.registrations.publicity_records import (
    BEFORE,
    entries_of,
    publicity_of,
    waiting_for_publicity,
)
from kedeng.apps.rounds.models import Round
from kedeng.domain.bulk import MOST_ROWS
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide_at
from kedeng.domain.states import State
from kedeng.domain.workdays import DayKind, UnknownYearError, last_day
from kedeng.lib.names import random_code


@dataclass(frozen=True)
class RowResult:
    """What became of one row of a bulk act: the number, or why it was left as it is."""

    code: str
    title: str
    number: str = ""
    refused: RefusedMoveError | None = None


def publicity_ends(round_: Round, begins: date) -> date:
    """Give the last day of a publicity that begins on a day; that day is not counted (B54).

    Raises RefusedMoveError: "no_publicity" where the profile wants none, "publicity_days_missing",
    "publicity_holidays_unknown".
    """
    values = round_.profile.values
    if not publicity_of(round_):
        raise RefusedMoveError("no_publicity")
    if not values["publicity_days"]:
        raise RefusedMoveError("publicity_days_missing")
    try:
        return last_day(begins, values["publicity_days"], DayKind(values["publicity_day_kind"]))
    except UnknownYearError as error:
        raise RefusedMoveError("publicity_holidays_unknown", year=error.year) from error


@transaction.atomic
def begin_publicity(
    *, actor: Actor, round_: Round, title: str, codes: Iterable[str]
) -> tuple[PublicityBatch, list[RowResult]]:
    """Show the chosen registrations of a round from today on; what cannot be listed is left out.

    So is what is held (B66): 公示 makes public too, before the number and after it.
    Raises RefusedMoveError: right_missing, not_your_organisation, "batch_title_missing",
    "publicity_empty" and what `publicity_ends` refuses. Side effects in order: the batch, then for
    each row its entry and (before the number) its move to 公示中, history.
    """
    require_publicity(actor, round_.organisation_id)
    if not title.strip():
        raise RefusedMoveError("batch_title_missing")
    Round.objects.select_for_update().get(pk=round_.pk)  # two who begin at once list nothing twice
    begins, values = timezone.localdate(), round_.profile.values
    batch = PublicityBatch.objects.create(
        code=random_code(),
        round=round_,
        organisation=round_.organisation,
        organisation_name=round_.organisation.name,
        title=title.strip()[:200],
        begins_on=begins,
        ends_on=publicity_ends(round_, begins),
        days=values["publicity_days"],
        day_kind=values["publicity_day_kind"],
        begun_by=actor.name,
    )
    chosen, results, listed = frozenset(codes), [], 0
    for registration in waiting_for_publicity(round_).filter(code__in=chosen):
        result = _list(actor, batch, registration, listed + 1)
        results.append(result)
        listed += result.refused is None
    if not listed:
        raise RefusedMoveError("publicity_empty")
    details = {
        "title": batch.title,
        "listed": listed,
        "until": batch.ends_on.isoformat(),
        "codes": [row.code for row in results if row.refused is None],
    }
    subject = f"publicity:{batch.code}"
    record(kind=Event.PUBLICITY_BEGUN, subject=subject, actor=actor, details=details)
    return batch, results


def _list(
    actor: Actor, batch: PublicityBatch, registration: Registration, position: int
) -> RowResult:
    try:
        with transaction.atomic():
            PublicityEntry.objects.create(
                batch=batch,
                registration=registration,
                position=position,
                title=registration.title,
                category=registration.category,
                units=[unit.name for unit in registration.units.all()],
                people=[person.name for person in registration.people.all()],
            )
            if publicity_of(batch.round) == BEFORE:
                move(
                    actor=actor,
                    registration=registration,
                    transition="publicise",
                    expected_version=registration.version,
                )
            elif held := hold_against(_locked(registration), batch.begins_on):
                raise held
    except RefusedMoveError as error:
        return RowResult(registration.code, registration.title, refused=error)
    return RowResult(registration.code, registration.title)


def _locked(registration: Registration) -> Registration:
    """Read a row under its lock, so that no hold lies between the look and the list (ask_hold)."""
    fresh = Registration.objects.select_for_update().get(pk=registration.pk)
    if fresh.version != registration.version:
        raise RefusedMoveError("moved_meanwhile")
    return fresh


def register_batch(*, actor: Actor, batch: PublicityBatch) -> list[RowResult]:
    """Register with numbers all of a batch that nothing speaks against, one transaction a row.

    It stops at MOST_ROWS numbers; the next call goes on. Rows on hold, and those that were taken
    off, stay as they are and are not told again. Raises RefusedMoveError: right_missing,
    not_your_organisation.
    """
    require_publicity(actor, batch.organisation_id)
    results: list[RowResult] = []
    for entry in entries_of(batch):
        registration = entry.registration
        if registration.state not in {State.PUBLICISED, State.DISPUTED}:
            continue
        if sum(row.refused is None for row in results) >= MOST_ROWS:
            break
        try:
            receipt = move(
                actor=actor,
                registration=registration,
                transition="register_publicised",
                expected_version=registration.version,
            )
            results.append(RowResult(registration.code, entry.title, receipt.number))
        except RefusedMoveError as error:
            results.append(RowResult(registration.code, entry.title, refused=error))
    return results


def require_publicity(actor: Actor, organisation_id: int) -> None:
    """Raise RefusedMoveError where an actor does not run the publicity of a body."""
    decision = decide_at(actor, Action.RUN_PUBLICITY, organisation_id)
    if not decision:
        raise RefusedMoveError(decision.reason)
