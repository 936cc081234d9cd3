"""What guards ask after the audit: publicity, objections, holds, duplicates (B53–B75)."""

from collections.abc import Callable

from django.utils import timezone

from kedeng.apps.registrations.cancel_grounds import CANCEL_GROUNDS
from kedeng.apps.registrations.change_records import ordered_change
from kedeng.apps.registrations.duplicates import decisions_on, signs_of
from kedeng.apps.registrations.guards import (
    GUARDS,
    Attempt,
    RefusedMoveError,
    duplicate_params,
)
from kedeng.apps.registrations.holds import hold_against
from kedeng.apps.registrations.models import ChangeRequest, Objection
from kedeng.apps.registrations.publicity_records import (
    OPEN_HEARINGS,
    is_publicised_first,
    newest_entry,
    publicity_of,
    taken_objections,
    upheld_objection,
)
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.changes import Kind, Standing
from kedeng.domain.duplicates import Verdict
from kedeng.domain.workflow import Guard


def _no_publicity_first(attempt: Attempt) -> None:
    if is_publicised_first(attempt.registration):
        raise RefusedMoveError("publicity_first")


def _publicity_first(attempt: Attempt) -> None:
    if not is_publicised_first(attempt.registration):
        raise RefusedMoveError("no_publicity_first")


def _in_batch(attempt: Attempt) -> None:
    """The batch must be newer than whatever moved the record last: an old one is over."""
    entry = newest_entry(attempt.registration)
    last = attempt.registration.moves.order_by("-expected_version").first()
    if entry is None or (last and entry.batch.begun_at < last.moved_at):
        raise RefusedMoveError("not_in_a_batch")


def _publicity_over(attempt: Attempt) -> None:
    """Refuse before the end of the publicity that the profile wants; the last day belongs to it."""
    if not publicity_of(attempt.registration.round):
        return
    entry = newest_entry(attempt.registration)
    if entry is None:
        raise RefusedMoveError("publicity_missing")
    if timezone.localdate(attempt.now) <= entry.batch.ends_on:
        raise RefusedMoveError("publicity_under_way", until=entry.batch.ends_on)


def _objection_open(attempt: Attempt) -> None:
    if not taken_objections(attempt.registration).exists():
        raise RefusedMoveError("no_objection_taken")


def _no_open_objection(attempt: Attempt) -> None:
    """Refuse while an objection is open, or the change that an upheld one ordered."""
    waiting = Objection.objects.filter(registration=attempt.registration, state__in=OPEN_HEARINGS)
    first = waiting.first()
    if first is not None:
        raise RefusedMoveError("objection_open", number=first.number)
    ordered = ordered_change(attempt.registration)
    if ordered is not None:
        raise RefusedMoveError("ordered_change_open", until=ordered.due_on)


def _objections_settled(attempt: Attempt) -> None:
    first = taken_objections(attempt.registration).first()
    if first is not None:
        raise RefusedMoveError("objection_open", number=first.number)


def _objection_upheld(attempt: Attempt) -> None:
    """One justified objection is enough: the others end with the move that follows from it."""
    if upheld_objection(attempt.registration, attempt.row.name) is None:
        raise RefusedMoveError("no_objection_upheld")


def _no_hold(attempt: Attempt) -> None:
    """Refuse to make public what is held, or is to be decided on (B66)."""
    held = hold_against(attempt.registration, timezone.localdate(attempt.now))
    if held is not None:
        raise held


def _duplicates_decided(attempt: Attempt) -> None:
    """Refuse while a strong sign of a duplicate is undecided, or one is the same result (B75)."""
    registration = attempt.registration
    signs = signs_of(registration)
    decided = decisions_on(registration, signs)
    for key in signs:
        if key in decided and decided[key].verdict == Verdict.SAME:
            raise RefusedMoveError("duplicate_same", **duplicate_params(decided[key].other))
    left = len(signs) - len(decided)
    if left:
        raise RefusedMoveError("duplicates_undecided", left=left)


def _registered_here(attempt: Attempt) -> None:
    registration = attempt.registration
    if registration.is_elsewhere:
        told = {"body": registration.elsewhere_body, "number": registration.elsewhere_number}
        raise RefusedMoveError("registered_elsewhere", **told)


def _registered_elsewhere(attempt: Attempt) -> None:
    if not attempt.registration.is_elsewhere:
        raise RefusedMoveError("not_elsewhere")


def _ground_given(attempt: Attempt) -> None:
    """Refuse to cancel without one of the coded grounds; history names it in words."""
    code = attempt.payload.get("reason_code", "")
    ground = catalogue()[CANCEL_GROUNDS].by_code.get(code)
    if ground is None:
        raise RefusedMoveError("ground_missing")
    attempt.extra.setdefault("details", {})["ground"] = ground.label


def _deregistration_approved(attempt: Attempt) -> None:
    approved = ChangeRequest.objects.filter(
        registration=attempt.registration,
        kind=Kind.DEREGISTRATION.value,
        standing=Standing.APPROVED.value,
    )
    if not approved.exists():
        raise RefusedMoveError("deregistration_not_approved")


LATER_GUARDS: dict[Guard, Callable[[Attempt], None]] = {
    Guard.NO_PUBLICITY_FIRST: _no_publicity_first,
    Guard.PUBLICITY_FIRST: _publicity_first,
    Guard.IN_BATCH: _in_batch,
    Guard.PUBLICITY_OVER: _publicity_over,
    Guard.OBJECTION_OPEN: _objection_open,
    Guard.NO_OPEN_OBJECTION: _no_open_objection,
    Guard.OBJECTIONS_SETTLED: _objections_settled,
    Guard.OBJECTION_UPHELD: _objection_upheld,
    Guard.NO_HOLD: _no_hold,
    Guard.REGISTERED_HERE: _registered_here,
    Guard.REGISTERED_ELSEWHERE: _registered_elsewhere,
    Guard.DUPLICATES_DECIDED: _duplicates_decided,
    Guard.GROUND_GIVEN: _ground_given,
    Guard.DEREGISTRATION_APPROVED: _deregistration_approved,
}

ALL_GUARDS = GUARDS | LATER_GUARDS
