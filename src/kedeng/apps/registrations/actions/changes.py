"""Requests for a change after the number: opened and written by their makers, or ordered."""

from datetime import timedelta
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.files import actions as files
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.change_traces import (
    check_text,
    may_act,
    require_changeable,
    told_to,
    write_request,
    write_step,
)
from kedeng.apps.registrations.change_records import open_change
from kedeng.apps.registrations.file_limits import limits_of, quotas_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.lapses import lapse
from kedeng.apps.registrations.models import (
    ChangeFile,
    ChangeRequest,
    Objection,
    Registration,
)
from kedeng.definitions.registry import definition
from kedeng.domain.changes import (
    CHANGEABLE,
    DAYS_TO_MEND,
    Act,
    Kind,
    Standing,
    may_correct,
)
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide, owns
from kedeng.domain.states import State
from kedeng.lib.names import random_code, tidy_file_name

MOST_FILES = 10


@transaction.atomic
def open_request(
    *, actor: Actor, registration: Registration, kind: Kind, reason: str
) -> ChangeRequest:
    """Open a request with its reason; a correction is the province's.

    Raises RefusedMoveError: right_missing, not_your_record, not_at_your_desk, reason_missing,
    reason_too_long, "change_not_now", "change_disputed", "change_open". The request, its first
    step, then history.
    """
    _may_open(actor, registration, kind)
    check_text(reason)
    return _opened(actor, registration, kind, Act.OPEN, reason=reason)


@transaction.atomic
def order_change(*, actor: Actor, objection: Objection, reason: str) -> ChangeRequest:
    """Open a change for the filer, which the decision on an objection orders; one under way is it.

    A correction or a deregistration under way gives way to it.
    It is due in DAYS_TO_MEND calendar days. Who may decide on objections is asked by who calls.
    Raises RefusedMoveError("change_not_now") where there is no number, or no more. What gives way,
    the request, a step, then history, by which the filer is told.
    """
    registration = Registration.objects.get(pk=objection.registration_id)
    if State(registration.state) not in CHANGEABLE:
        raise RefusedMoveError("change_not_now")
    due = timezone.localdate() + timedelta(days=DAYS_TO_MEND)
    told = {"objection": objection, "due_on": due}
    change = open_change(registration)
    if change is not None and change.kind != Kind.CHANGE:
        lapse(actor, change, Act.GIVE_WAY, timezone.now())
        change = None
    if change is None:
        change = _opened(actor, registration, Kind.CHANGE, Act.ORDER, text=reason, **told)
    else:
        ChangeRequest.objects.filter(pk=change.pk).update(version=F("version") + 1, **told)
        write_step(actor, change, Act.ORDER, reason)
    details = {"change": change.code, "until": due.isoformat(), "reason": reason}
    record(kind=Event.CHANGE_ORDERED, subject=registration.subject, actor=actor, details=details)
    return change


def _may_open(actor: Actor, registration: Registration, kind: Kind) -> None:
    facts = registration.facts()
    if kind is Kind.CORRECTION:
        decision = may_correct(actor, facts)
        if not decision:
            raise RefusedMoveError(decision.reason)
    elif not owns(actor, facts):
        raise RefusedMoveError("not_your_record")
    elif not (allowed := decide(actor, Action.CREATE_REGISTRATION)):
        raise RefusedMoveError(allowed.reason)
    require_changeable(registration)
    if open_change(registration) is not None:
        raise RefusedMoveError("change_open")


def _opened(
    actor: Actor, registration: Registration, kind: Kind, act: Act, text: str = "", **told: Any
) -> ChangeRequest:
    try:
        with transaction.atomic():
            change = ChangeRequest.objects.create(
                code=random_code(),
                registration=registration,
                kind=kind.value,
                standing=Standing.DRAFTED.value,
                base=registration.submissions,
                opened_at=timezone.now(),
                opened_by=actor.name,
                **told,
            )
    except IntegrityError as error:
        raise RefusedMoveError("change_open") from error
    write_step(actor, change, act, text)
    if act is Act.OPEN:
        told_to(actor, change, Event.CHANGE_OPENED)
    return change


@transaction.atomic
def propose_section(
    *, actor: Actor, change: ChangeRequest, section: str, content: Any, expected_version: int
) -> ChangeRequest:
    """Keep the proposed content of a section; completeness is judged when it is asked for.

    What stands there already is kept as it is. Raises RefusedMoveError where the actor may not
    write, StaleChangeError where somebody else wrote since `expected_version`, KeyError for a
    section that the form lacks.
    """
    registration = change.registration
    key = definition(registration.category, registration.edition).by_key[section].key
    fresh = may_act(actor, change, Act.EDIT)
    if fresh.kind == Kind.DEREGISTRATION:
        raise RefusedMoveError("change_settled")
    if key in fresh.sections and fresh.sections[key] == content:
        return fresh
    write_request(fresh, expected_version, sections={**fresh.sections, key: content})
    return fresh


@transaction.atomic
def drop_section(*, actor: Actor, change: ChangeRequest, section: str) -> None:
    """Take back what was proposed for a section. Raises RefusedMoveError as `propose_section`."""
    fresh = may_act(actor, change, Act.EDIT)
    left = {key: content for key, content in fresh.sections.items() if key != section}
    write_request(fresh, fresh.version, sections=left)


@transaction.atomic
def give_reason(*, actor: Actor, change: ChangeRequest, reason: str) -> None:
    """Write the reason anew. Raises RefusedMoveError: reason_missing, reason_too_long, rights."""
    fresh = may_act(actor, change, Act.EDIT)
    check_text(reason)
    write_request(fresh, fresh.version, reason=reason)


def add_change_file(
    *, actor: Actor, change: ChangeRequest, stream: BinaryIO, size: int, file_name: str
) -> ChangeFile:
    """Keep a file that proves a change; the same file once.

    Raises RefusedFileError for the file and for "too_many_change_files", RefusedMoveError where the
    actor may not write. Side effects in order: bytes, the row, history.
    """
    may_act(actor, change, Act.EDIT)
    if change.files.count() >= MOST_FILES:
        raise RefusedFileError("too_many_change_files", most=MOST_FILES)
    registration = change.registration
    told = {"code": registration.code, "organisation": registration.filer_organisation_id}
    stored = files.store(
        stream=stream,
        size=size,
        name=file_name,
        sender=Sender(actor, registration.subject, told),
        limits=limits_of(registration),
        quotas=quotas_of(registration),
    )
    with transaction.atomic():
        fresh = may_act(actor, change, Act.EDIT)
        name = {"file_name": tidy_file_name(file_name), "added_by": actor.name}
        added, _ = ChangeFile.objects.update_or_create(change=fresh, file=stored, defaults=name)
        told_to(actor, fresh, Event.EVIDENCE_ADDED, digest=stored.digest, name=added.file_name)
    return added


@transaction.atomic
def remove_change_file(*, actor: Actor, change: ChangeRequest, file_id: int) -> None:
    """Take a file out of a request; the bytes stay, and what was asked for names them. History."""
    fresh = may_act(actor, change, Act.EDIT)
    found = fresh.files.filter(pk=file_id).first()
    if found is None:
        raise RefusedMoveError("no_such_file")
    told_to(actor, fresh, Event.EVIDENCE_REMOVED, digest=found.file_id, name=found.file_name)
    found.delete()
