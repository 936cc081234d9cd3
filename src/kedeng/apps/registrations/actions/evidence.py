"""Evidence files in the slots of the round's pack."""

from collections.abc import Sequence
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from kedeng.apps.files import actions as files, arriving
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.drafts import may_edit
from kedeng.apps.registrations.file_limits import limits_of, quotas_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Evidence, Registration
from kedeng.apps.registrations.packs import pack_for
from kedeng.apps.registrations.scans import scans_of
from kedeng.domain.events import Event
from kedeng.domain.evidence import STAMPED_FORM, stamped_name
from kedeng.domain.evidence_tree import Slot
from kedeng.domain.policy import Action, Actor, decide
from kedeng.lib.names import tidy_file_name

MOST_FILES = 100
MOST_SCANS = 5  # of the stamped form, a version


def add_evidence(  # noqa: PLR0913 - a file, its place, and who
    *,
    actor: Actor,
    registration: Registration,
    slots: Sequence[str],
    stream: BinaryIO,
    size: int,
    file_name: str,
    slot_name: str = "",
) -> list[Evidence]:
    """Store a file and put it into one or more slots.

    Raises RefusedFileError for the file (see files.inspection), "slot_missing" without a slot,
    "slot_name_missing" for an 其他同类证明 without a name, "too_many_files"; KeyError for an
    unknown slot; RefusedMoveError where the actor may not edit. Side effects in order: bytes, then
    in one transaction the rows and history. The same file in the same slot stays one.
    """
    chosen = _chosen(actor, registration, slots, slot_name)
    stored = files.store(
        stream=stream,
        size=size,
        name=file_name,
        sender=_sender(actor, registration),
        limits=limits_of(registration, chosen),
        quotas=quotas_of(registration),
    )
    return _put(actor, registration, chosen, stored, (file_name, slot_name))


def add_arrived(
    *,
    actor: Actor,
    registration: Registration,
    slots: Sequence[str],
    upload: str,
    slot_name: str = "",
) -> list[Evidence]:
    """Put an upload that came in pieces (files.arriving) into slots; all else as `add_evidence`.

    Raises "upload_gone" for one that is none of this record, "pieces_missing" before it is whole.
    """
    chosen = _chosen(actor, registration, slots, slot_name)
    came = arriving.upload_of(registration.subject, upload)
    stored = arriving.finish(
        upload=came,
        sender=_sender(actor, registration),
        limits=limits_of(registration, chosen),
        quotas=quotas_of(registration),
    )
    return _put(actor, registration, chosen, stored, (came.name, slot_name))


def begin_upload(
    *, actor: Actor, registration: Registration, file_name: str, size: int, fingerprint: str
) -> arriving.Arriving:
    """Open an upload in pieces for a record, or find the one that broke off.

    Raises RefusedFileError (see arriving.begin), RefusedMoveError where the actor may not edit.
    """
    _may_add(actor, registration)
    return arriving.begin(
        owner=registration.subject,
        name=file_name,
        size=size,
        fingerprint=fingerprint,
        limits=limits_of(registration),
        quotas=quotas_of(registration),
    )


def take_piece(
    *,
    actor: Actor,
    registration: Registration,
    upload: str,
    number: int,
    digest: str,
    data: bytes,
) -> arriving.Arriving:
    """Keep a piece of an upload. Raises what arriving.take_piece does, and RefusedMoveError."""
    _may_add(actor, registration)
    came = arriving.upload_of(registration.subject, upload)
    arriving.take_piece(upload=came, number=number, digest=digest, data=data)
    return came


def _sender(actor: Actor, registration: Registration) -> Sender:
    """What an alert may say of a held file: codes and bodies, nothing that the filer typed."""
    told = {"code": registration.code, "organisation": registration.filer_organisation_id}
    return Sender(actor, registration.subject, told)


def _may_add(actor: Actor, registration: Registration) -> None:
    """Asked again under the lock; here so that no stranger's bytes are kept."""
    decision = decide(actor, Action.EDIT_DRAFT, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)


def _chosen(
    actor: Actor, registration: Registration, slots: Sequence[str], slot_name: str
) -> list[Slot]:
    """Give the slots that a file goes into, or refuse before it is looked at."""
    _may_add(actor, registration)
    if not slots:
        raise RefusedFileError("slot_missing")
    pack = pack_for(registration).categories[registration.category]
    chosen = [pack.by_key[key] for key in slots]
    if any(slot.named for slot in chosen) and not slot_name.strip():
        raise RefusedFileError("slot_name_missing")
    if registration.evidence.count() + len(slots) > MOST_FILES:
        raise RefusedFileError("too_many_files", most=MOST_FILES)
    return chosen


def _put(
    actor: Actor,
    registration: Registration,
    slots: Sequence[Slot],
    stored: StoredFile,
    names: tuple[str, str],
) -> list[Evidence]:
    file_name, slot_name = names
    with transaction.atomic():
        may_edit(actor, registration)
        added = [
            Evidence.objects.update_or_create(
                registration=registration,
                slot=slot.key,
                file=stored,
                **({} if slot.named else {"slot_name": ""}),  # beside a scan, not in its place
                defaults={
                    "file_name": tidy_file_name(file_name),
                    "slot_name": slot_name.strip()[:100] if slot.named else "",
                    "added_by": actor.name,
                },
            )[0]
            for slot in slots
        ]
        keys = [slot.key for slot in slots]
        record(
            kind=Event.EVIDENCE_ADDED,
            subject=registration.subject,
            actor=actor,
            details={"slots": keys, "digest": stored.digest, "name": added[0].file_name},
        )
    return added


def add_stamped_form(
    *, actor: Actor, registration: Registration, stream: BinaryIO, size: int, file_name: str
) -> Evidence:
    """Keep the scan of the printed and stamped 登记表 of the newest version, after the submission.

    It is shown in the place of an earlier one of that version, which stays in the record.
    Raises RefusedFileError for the file and for "too_many_scans", RefusedMoveError where the record
    is none of the actor's or is not submitted now. Side effects in order: bytes, the row that names
    the version, history.
    """
    decision = decide(actor, Action.ADD_STAMPED_FORM, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    version = registration.submissions
    if len(scans_of(registration, version)) >= MOST_SCANS:
        raise RefusedFileError("too_many_scans", version=version, most=MOST_SCANS)
    stored = files.store(
        stream=stream,
        size=size,
        name=file_name,
        sender=_sender(actor, registration),
        limits=limits_of(registration),
        quotas=quotas_of(registration),
    )
    with transaction.atomic():
        kept, _ = Evidence.objects.update_or_create(
            registration=registration,
            slot=STAMPED_FORM,
            slot_name=stamped_name(version),
            file=stored,
            defaults={
                "file_name": tidy_file_name(file_name),
                "added_by": actor.name,
                "added_at": timezone.now(),  # a file that comes again is the newest once more
            },
        )
        record(
            kind=Event.EVIDENCE_ADDED,
            subject=registration.subject,
            actor=actor,
            details={"slots": [STAMPED_FORM], "digest": stored.digest, "name": kept.file_name},
        )
    return kept


@transaction.atomic
def remove_evidence(*, actor: Actor, registration: Registration, evidence_id: int) -> None:
    """Take a file out of a slot; then history. The bytes stay: a revision may cite them.

    Raises RefusedMoveError: where the actor may not edit, "no_such_file", "scan_stays" for the
    stamped form of a version that was submitted.
    """
    may_edit(actor, registration)
    item = registration.evidence.filter(pk=evidence_id).first()
    if item is None:
        raise RefusedMoveError("no_such_file")
    if item.is_scan:
        raise RefusedMoveError("scan_stays")
    record(
        kind=Event.EVIDENCE_REMOVED,
        subject=registration.subject,
        actor=actor,
        details={"slot": item.slot, "digest": item.file_id, "name": item.file_name},
    )
    item.delete()
