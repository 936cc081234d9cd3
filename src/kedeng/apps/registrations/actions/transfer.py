"""The transfer-need sheet: saved, confirmed for the public, withdrawn (process.md B67)."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.ended_offers import end_offer
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Registration, TransferSheet
from kedeng.apps.registrations.transfer import faults_of, has_demand, sheet_of
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide


@transaction.atomic
def save_sheet(
    *, actor: Actor, registration: Registration, answers: Mapping[str, Any], expected_version: int
) -> TransferSheet:
    """Save the sheet over the version that the actor saw (0: none yet); it may be incomplete.

    Other answers than those confirmed take the confirmation away; the same ones change nothing.
    Raises RefusedMoveError: right_missing, not_your_record, "no_transfer_demand",
    "sheet_saved_meanwhile".
    """
    _ask(actor, registration)
    if not has_demand(registration):
        raise RefusedMoveError("no_transfer_demand")
    known = sheet_of(registration)
    if known is not None and known.answers == answers:
        return known
    told = {"answers": dict(answers), "saved_at": timezone.now(), "saved_by": actor.name}
    if known is None:
        return _first(registration, expected_version, told)
    rows = TransferSheet.objects.filter(pk=known.pk, version=expected_version)
    if not rows.update(version=F("version") + 1, confirmed_at=None, **told):
        raise RefusedMoveError("sheet_saved_meanwhile")
    if known.is_confirmed:
        _record(actor, registration, Event.SHEET_WITHDRAWN)
    known.refresh_from_db()
    return known


def _first(registration: Registration, expected: int, told: Mapping[str, Any]) -> TransferSheet:
    if expected:
        raise RefusedMoveError("sheet_saved_meanwhile")
    try:
        with transaction.atomic():
            return TransferSheet.objects.create(registration=registration, **told)
    except IntegrityError as error:
        raise RefusedMoveError("sheet_saved_meanwhile") from error


@transaction.atomic
def confirm_sheet(*, actor: Actor, registration: Registration, expected_version: int) -> None:
    """Confirm that the sheet may be public, as it stands; a second click changes nothing.

    It is shown once the registration is published. Raises RefusedMoveError: right_missing,
    not_your_record, "no_transfer_demand", "sheet_incomplete", "sheet_saved_meanwhile". Then
    history.
    """
    _ask(actor, registration)
    if not has_demand(registration):
        raise RefusedMoveError("no_transfer_demand")
    sheet = sheet_of(registration)
    if sheet is None or (faults := faults_of(sheet.answers)):
        raise RefusedMoveError("sheet_incomplete", left=len(faults) if sheet else 1)
    if sheet.is_confirmed and sheet.version == expected_version:
        return
    rows = TransferSheet.objects.filter(pk=sheet.pk, version=expected_version)
    by = {"confirmed_by": actor.name, "confirmed_of": actor.organisation_name}
    if not rows.update(confirmed_at=timezone.now(), **by):
        raise RefusedMoveError("sheet_saved_meanwhile")
    _record(actor, registration, Event.SHEET_CONFIRMED)


@transaction.atomic
def withdraw_sheet(*, actor: Actor, registration: Registration) -> None:
    """Take the sheet out of the public pages; a second click changes nothing. Then history.

    Raises RefusedMoveError: right_missing, not_your_record.
    """
    _ask(actor, registration)
    end_offer(actor, registration)


def _ask(actor: Actor, registration: Registration) -> None:
    decision = decide(actor, Action.KEEP_TRANSFER_SHEET, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)


def _record(actor: Actor, registration: Registration, kind: Event) -> None:
    record(kind=kind, subject=registration.subject, actor=actor, details={})
