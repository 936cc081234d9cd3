"""Certificates: issued where one is due and missing, and their paper given away."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.publicity import RowResult
from kedeng.apps.registrations.certificate_records import (
    giving_of,
    may_issue,
    newest_of,
    standing_of,
    why_none_is_due,
)
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.issuing import issue_certificate
from kedeng.apps.registrations.models import (
    Certificate,
    CertificateHandOut,
    PublicityBatch,
    Registration,
)
from kedeng.apps.registrations.publicity_records import entries_of
from kedeng.domain.bulk import MOST_ROWS
from kedeng.domain.certificates import ON_PAPER, Standing, Way
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, Decision, decide, decide_at

LONGEST_TO = 100
LONGEST_NOTE = 300

__all__ = [
    "hand_out",
    "hand_out_many",
    "issue_certificate",
    "issue_due",
    "issue_for_batch",
    "take_back",
]


@transaction.atomic
def issue_due(*, actor: Actor, registration: Registration) -> Certificate:
    """Issue the certificate that a record should have and has not, as the province's reviewer.

    Gives the one that is there where it still says what the record says. Raises RefusedMoveError:
    right_missing, not_your_organisation, "certificate_" with why none is due (`Wait`).
    """
    _refuse_unless(may_issue(actor, registration))
    made = issue_certificate(actor=actor, registration=registration)
    if made is None:
        wait = why_none_is_due(registration)
        raise RefusedMoveError(f"certificate_{wait}" if wait else "moved_meanwhile")
    return made


def issue_for_batch(*, actor: Actor, batch: PublicityBatch) -> list[RowResult]:
    """Issue for all of a batch that nothing speaks against, one transaction a row (b2.2).

    It stops at MOST_ROWS certificates; the next call goes on. What has its certificate already, and
    what was taken off, is not told again. Raises RefusedMoveError: right_missing,
    not_your_organisation.
    """
    _refuse_unless(decide_at(actor, Action.ISSUE_CERTIFICATE, batch.organisation_id))
    results: list[RowResult] = []
    entries = list(entries_of(batch).select_related("registration__round__profile"))
    have = newest_of(entry.registration for entry in entries)
    for entry in entries:
        registration = entry.registration
        if registration.number is None or registration.pk in have:
            continue
        if sum(row.refused is None for row in results) >= MOST_ROWS:
            break
        try:
            made = issue_due(actor=actor, registration=registration)
            results.append(RowResult(registration.code, entry.title, made.number))
        except RefusedMoveError as error:
            results.append(RowResult(registration.code, entry.title, refused=error))
    return results


@transaction.atomic
def hand_out(
    *, actor: Actor, certificate: Certificate, to: str, way: Way, on: date, note: str = ""
) -> CertificateHandOut:
    """Note to whom the paper of a certificate was given. The row, then history.

    The same again gives the row that is there. Raises RefusedMoveError: right_missing,
    not_your_organisation, "certificate_not_on_paper", "certificate_not_current",
    "handed_to_missing", "handed_to_long", "paper_note_long", "handed_on_wrong",
    "handed_out_already".
    """
    _refuse_unless(decide_at(actor, Action.HAND_OUT_CERTIFICATE, certificate.organisation_id))
    told = {"to": to.strip(), "way": way.value, "handed_on": on, "note": note.strip()}
    _refuse_what_is_wrong(certificate, told["to"], told["note"], on)
    Certificate.objects.select_for_update().get(pk=certificate.pk)  # one at a time
    there = certificate.hand_outs.filter(revokes=None, revoked_by=None).first()
    if there is not None:
        if all(getattr(there, key) == value for key, value in told.items()):
            return there
        raise RefusedMoveError("handed_out_already", to=there.to, on=there.handed_on)
    if standing_of(certificate) is not Standing.CURRENT:
        raise RefusedMoveError("certificate_not_current")
    made = CertificateHandOut.objects.create(
        certificate=certificate, noted_at=timezone.now(), noted_by=actor.name, **told
    )
    details = {**told, "version": certificate.version, "handed_on": on.isoformat()}
    _tell(Event.CERTIFICATE_HANDED_OUT, certificate, actor, details)
    return made


def hand_out_many(
    *,
    actor: Actor,
    certificates: Iterable[Certificate],
    to: str,
    way: Way,
    on: date,
    note: str = "",
) -> list[RowResult]:
    """Note the same receiver for several certificates, one transaction a row.

    Raises RefusedMoveError: right_missing.
    """
    _refuse_unless(decide(actor, Action.HAND_OUT_CERTIFICATE))
    results = []
    for each in certificates:
        code = each.registration.code
        try:
            hand_out(actor=actor, certificate=each, to=to, way=way, on=on, note=note)
            results.append(RowResult(code, each.title, each.number))
        except RefusedMoveError as error:
            results.append(RowResult(code, each.title, refused=error))
    return results


@transaction.atomic
def take_back(*, actor: Actor, given: CertificateHandOut, reason: str) -> CertificateHandOut:
    """Revoke a note that was wrong; both rows stay. The row, then history.

    Raises RefusedMoveError: right_missing, not_your_organisation, "reason_missing",
    "paper_note_long", "hand_out_revoked".
    """
    certificate = given.certificate
    _refuse_unless(decide_at(actor, Action.HAND_OUT_CERTIFICATE, certificate.organisation_id))
    if not reason.strip():
        raise RefusedMoveError("reason_missing")
    if len(reason.strip()) > LONGEST_NOTE:
        raise RefusedMoveError("paper_note_long", size=len(reason.strip()), most=LONGEST_NOTE)
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    gone = CertificateHandOut.objects.filter(revokes=given).exists()
    if gone or given.revokes_id is not None:
        raise RefusedMoveError("hand_out_revoked")
    taken = CertificateHandOut.objects.create(
        certificate=certificate,
        to=given.to,
        way=given.way,
        handed_on=given.handed_on,
        note=reason.strip(),
        noted_at=timezone.now(),
        noted_by=actor.name,
        revokes=given,
    )
    details = {"version": certificate.version, "to": given.to, "reason": reason.strip()}
    _tell(Event.CERTIFICATE_TAKEN_BACK, certificate, actor, details)
    return taken


def _tell(event: Event, certificate: Certificate, actor: Actor, details: dict[str, object]) -> None:
    told = {"number": certificate.number, **details}
    record(kind=event, subject=certificate.registration.subject, actor=actor, details=told)


def _refuse_unless(decision: Decision) -> None:
    if not decision:
        raise RefusedMoveError(decision.reason)


def _refuse_what_is_wrong(certificate: Certificate, to: str, note: str, on: date) -> None:
    if giving_of(certificate.registration.round) not in ON_PAPER:
        raise RefusedMoveError("certificate_not_on_paper")
    if not to:
        raise RefusedMoveError("handed_to_missing")
    if len(to) > LONGEST_TO:
        raise RefusedMoveError("handed_to_long", size=len(to), most=LONGEST_TO)
    if len(note) > LONGEST_NOTE:
        raise RefusedMoveError("paper_note_long", size=len(note), most=LONGEST_NOTE)
    issued = timezone.localdate(certificate.issued_at)
    if not issued <= on <= timezone.localdate():
        raise RefusedMoveError("handed_on_wrong", since=issued)
