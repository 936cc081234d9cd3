"""An objection is sent in: by anybody inside the period, with a name or without."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.files import actions as files
from kedeng.apps.files.inspection import MEGABYTE, RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT
from kedeng.apps.registrations.actions.objection_traces import (
    MOST_AN_HOUR,
    case_digest,
    record_case,
)
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Objection, ObjectionFile, PublicityEntry
from kedeng.apps.registrations.publicity_records import is_open_on, is_shown
from kedeng.domain.events import Event
from kedeng.domain.objections import Ground, Hearing
from kedeng.lib import crockford
from kedeng.lib.names import random_code, tidy_file_name

MOST_FILES = 5
LARGEST = 20 * MEGABYTE  # of one file
MOST_A_DAY = 300 * MEGABYTE  # from one network


@dataclass(frozen=True)
class Upload:
    """A file as it came."""

    stream: BinaryIO
    size: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an objector says. Without a name it is anonymous: kept, and not taken (B55)."""

    is_unit: bool
    name: str
    contact: str
    ground: Ground
    text: str


def object_to(
    *,
    entry: PublicityEntry,
    told: Told,
    uploads: Sequence[Upload],
    ticket: str,
    network: str,
    arrived_at: datetime,
) -> tuple[Objection, str]:
    """Take an objection in; give it with the code that follows the case, "" for a second click.

    Raises RefusedMoveError: "objection_not_now" (B55), "not_in_publicity", "grounds_missing",
    "reason_too_long", "contact_missing", "seal_missing" (a unit's sealed letter),
    "too_many_objections"; RefusedFileError for a file, and "files_of_day_full" beyond what one
    network may send a day. Side effects in order: bytes, the objection with its files, history.
    """
    digest = sha256(ticket.encode()).hexdigest()
    known = Objection.objects.filter(ticket=digest).first()
    if known is not None:
        return known, ""
    _check(entry, told, uploads, network, arrived_at)
    # An alert must not tell the filer's unit that somebody objects: it goes to the province.
    sender = Sender(None, "files", {"organisation": entry.batch.organisation_id})
    stored = [
        (
            files.store(
                stream=each.stream,
                size=each.size,
                name=each.name,
                sender=sender,
                quotas={f"objections:{network[:40]}": MOST_A_DAY},
            ),
            each.name,
        )
        for each in uploads
    ]
    code = crockford.random_code()
    try:
        return _write(entry, told, stored, arrived_at, keys=(network, digest, code)), code
    except IntegrityError:  # pressed twice at once
        known = Objection.objects.filter(ticket=digest).first()
        if known is None:
            raise
        return known, ""


@transaction.atomic
def _write(
    entry: PublicityEntry,
    told: Told,
    stored: Sequence[tuple[StoredFile, str]],
    arrived_at: datetime,
    *,
    keys: tuple[str, str, str],
) -> Objection:
    network, ticket, code = keys
    is_anonymous = not told.name
    objection = Objection.objects.create(
        number=random_code(),
        code_digest=case_digest(code),
        entry=entry,
        registration=entry.registration,
        is_unit=told.is_unit,
        name=told.name,
        contact=told.contact,
        ground=told.ground.value,
        text=told.text,
        network=network,
        ticket=ticket,
        sent_at=arrived_at,
        state=(Hearing.NOT_TAKEN if is_anonymous else Hearing.SENT).value,
        reason="匿名异议不予受理。" if is_anonymous else "",
        decided_at=timezone.now() if is_anonymous else None,
    )
    for file, name in stored:
        ObjectionFile.objects.create(objection=objection, file=file, file_name=tidy_file_name(name))
    record_case(None, objection, Event.OBJECTION_SENT, taken=objection.state)
    return objection


def _check(
    entry: PublicityEntry,
    told: Told,
    uploads: Sequence[Upload],
    network: str,
    arrived_at: datetime,
) -> None:
    batch = entry.batch
    if not is_open_on(batch, timezone.localdate(arrived_at)):
        raise RefusedMoveError("objection_not_now", begins=batch.begins_on, ends=batch.ends_on)
    if not is_shown(entry):
        raise RefusedMoveError("not_in_publicity")
    if not told.text:
        raise RefusedMoveError("grounds_missing")
    if len(told.text) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(told.text), most=LONGEST_TEXT)
    if told.name and not told.contact:
        raise RefusedMoveError("contact_missing")
    if told.is_unit and told.name and not uploads:
        raise RefusedMoveError("seal_missing")
    _check_files(uploads)
    lately = Objection.objects.filter(network=network, sent_at__gte=arrived_at - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        raise RefusedMoveError("too_many_objections")


def _check_files(uploads: Sequence[Upload]) -> None:
    if len(uploads) > MOST_FILES:
        raise RefusedFileError("too_many_files", most=MOST_FILES)
    for each in uploads:
        if each.size > LARGEST:
            size = each.size // MEGABYTE
            raise RefusedFileError("file_too_large", most=LARGEST // MEGABYTE, size=size)
