"""Objections: sent by anybody inside the period, heard on both sides, decided by the province."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kedeng.apps.files import actions as files
from kedeng.apps.files.inspection import MEGABYTE, RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.changes import order_change
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT, move
from kedeng.apps.registrations.actions.publicity import require_publicity
from kedeng.apps.registrations.guards import RefusedMoveError, filed_by
from kedeng.apps.registrations.models import (
    Objection,
    ObjectionFile,
    PublicityEntry,
    Registration,
    Statement,
)
from kedeng.apps.registrations.publicity_records import (
    OPEN_HEARINGS,
    is_open_on,
    is_shown,
    taken_objections,
)
from kedeng.domain.changes import CHANGEABLE
from kedeng.domain.events import Event
from kedeng.domain.objections import (
    CONSEQUENCE_LABELS,
    MOVES,
    Consequence,
    Ground,
    Hearing,
    Side,
)
from kedeng.domain.policy import Actor, owns, sees
from kedeng.domain.states import State
from kedeng.lib import crockford
from kedeng.lib.names import random_code, tidy_file_name

MOST_AN_HOUR = 20  # from one network
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
    _record(None, objection, Event.OBJECTION_SENT, taken=objection.state)
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


@transaction.atomic
def take_objection(*, actor: Actor, objection: Objection) -> None:
    """Take an objection for handling: before the number, the registration goes on hold (B56).

    Raises RefusedMoveError: right_missing, not_your_organisation, own_record, "objection_settled",
    "not_in_publicity", and what the move refuses. Then history.
    """
    _require_judge(actor, objection)
    registration = objection.entry.registration = _locked(objection)
    if not is_shown(objection.entry):
        raise RefusedMoveError("not_in_publicity")
    _to(objection, Hearing.TAKEN, Hearing.SENT)
    _record(actor, objection, Event.OBJECTION_TAKEN)
    if registration.state == State.PUBLICISED:
        _move(actor, registration, "suspend", f"受理异议 {objection.number}")


@transaction.atomic
def decline_objection(*, actor: Actor, objection: Objection, reason: str) -> None:
    """Do not take an objection, with the reason that the objector reads; then history.

    Raises RefusedMoveError: right_missing, not_your_organisation, own_record, reason_missing,
    reason_too_long, "objection_settled".
    """
    _require_judge(actor, objection)
    _reason(reason)
    _to(
        objection,
        Hearing.NOT_TAKEN,
        Hearing.SENT,
        reason=reason,
        decided_at=timezone.now(),
        decided_by=actor.name,
    )
    _record(actor, objection, Event.OBJECTION_NOT_TAKEN, reason=reason)


@transaction.atomic
def decide_objection(
    *,
    actor: Actor,
    objection: Objection,
    reason: str,
    consequence: Consequence | None,
    cancel_ground: str = "",
) -> None:
    """Decide a case: with a consequence the objection is upheld, with None it is rejected.

    A cancellation names its ground (B69). Raises RefusedMoveError: right_missing,
    not_your_organisation, own_record, reason_missing, reason_too_long, "objection_settled",
    "consequence_wrong", and what the moves refuse. Side effects in order: the decision, history,
    the registration's move, with which the other objections end, or the change that it orders; a
    rejection leaves one under another objection on hold.
    """
    _require_judge(actor, objection)
    _reason(reason)
    registration = _locked(objection)
    _to(
        objection,
        Hearing.UPHELD if consequence else Hearing.REJECTED,
        Hearing.TAKEN,
        reason=reason,
        consequence=consequence.value if consequence else "",
        decided_at=timezone.now(),
        decided_by=actor.name,
    )
    if consequence is not None and consequence not in consequences_of(registration):
        raise RefusedMoveError("consequence_wrong")
    _record(
        actor,
        objection,
        Event.OBJECTION_DECIDED,
        upheld=consequence is not None,
        reason=reason,
        consequence=CONSEQUENCE_LABELS[consequence] if consequence else "",
    )
    if consequence in MOVES:
        _move(actor, registration, MOVES[consequence], reason, cancel_ground)
    elif consequence is Consequence.MEND:
        order_change(actor=actor, objection=objection, reason=reason)
    elif consequence is None and _may_go_on(registration):
        _move(actor, registration, "resume", reason)


def _require_judge(actor: Actor, objection: Objection) -> None:
    """Ask the right, the body, and that nobody hears what is said against their own (B48)."""
    require_publicity(actor, objection.entry.batch.organisation_id)
    if filed_by(objection.registration, actor.user_id):
        raise RefusedMoveError("own_record")


def _may_go_on(registration: Registration) -> bool:
    """Whether a registration is on hold and no other objection holds it."""
    held = registration.state == State.DISPUTED
    return held and not taken_objections(registration).exists()


def consequences_of(registration: Registration) -> tuple[Consequence, ...]:
    """Give what an upheld objection may lead to: before a number, after it, after the end."""
    state = State(registration.state)
    if state is State.DISPUTED:
        return (Consequence.REFUSE, Consequence.RETURN)
    return (Consequence.CANCEL, Consequence.MEND) if state in CHANGEABLE else ()


@transaction.atomic
def state_in_case(*, actor: Actor, registration: Registration, number: str, text: str) -> None:
    """Put the own side's statement, or a desk's opinion, into a case; then history.

    Raises RefusedMoveError: not_on_route, "objection_settled", reason_missing, reason_too_long.
    """
    facts = registration.facts()
    if not sees(actor, facts):
        raise RefusedMoveError("not_on_route")
    taken = taken_objections(registration).filter(number=number).first()
    if taken is None:
        raise RefusedMoveError("objection_settled")
    _reason(text)
    side = Side.FILER if owns(actor, facts) else Side.DESK
    Statement.objects.create(
        objection=taken, side=side.value, name=actor.organisation_name, text=text
    )
    _record(actor, taken, Event.OBJECTION_STATED, side=side.value)


@transaction.atomic
def state_as_objector(*, objection: Objection, text: str) -> None:
    """Put the objector's further statement into the case; then history, which names nobody.

    Raises RefusedMoveError: "objection_settled", reason_missing, reason_too_long,
    "too_many_objections".
    """
    if objection.state not in OPEN_HEARINGS:
        raise RefusedMoveError("objection_settled")
    _reason(text)
    if objection.statements.filter(side=Side.OBJECTOR.value).count() >= MOST_AN_HOUR:
        raise RefusedMoveError("too_many_objections")
    Statement.objects.create(objection=objection, side=Side.OBJECTOR.value, name="", text=text)
    _record(None, objection, Event.OBJECTION_STATED, side=Side.OBJECTOR.value)


def case_digest(code: str) -> str:
    """Under which the code of a case is kept: keyed, so that a copy of the database opens none."""
    plain = crockford.read(code) or ""
    return salted_hmac("kedeng.objections.case", plain, algorithm="sha256").hexdigest()


def _reason(text: str) -> None:
    if not text:
        raise RefusedMoveError("reason_missing")
    if len(text) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(text), most=LONGEST_TEXT)


def _to(objection: Objection, hearing: Hearing, source: Hearing, **told: object) -> None:
    """Bring an objection on if nobody else did: the second of two changes nothing."""
    known = Objection.objects.filter(pk=objection.pk, state=source.value)
    if not known.update(state=hearing.value, **told):
        raise RefusedMoveError("objection_settled")
    objection.refresh_from_db()


def _locked(objection: Objection) -> Registration:
    """Lock the registration before the case, as the moves do that end cases: no two ever cross."""
    return Registration.objects.select_for_update().get(pk=objection.registration_id)


def _move(
    actor: Actor, registration: Registration, name: str, reason: str, ground: str = ""
) -> None:
    move(
        actor=actor,
        registration=registration,
        transition=name,
        expected_version=registration.version,
        reason=reason,
        reason_code=ground,
    )


def _record(actor: Actor | None, objection: Objection, kind: Event, **details: object) -> None:
    """Write history under the registration: who objected is nowhere in it."""
    registration = objection.registration
    told = {"objection": objection.number, "title": objection.entry.title, **details}
    record(kind=kind, subject=registration.subject, actor=actor, details=told)
