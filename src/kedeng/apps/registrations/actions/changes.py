"""Requests for a change after the number: opened, written, asked for, withdrawn by their makers."""

from datetime import date, timedelta
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.files import actions as files
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT
from kedeng.apps.registrations.change_records import open_change, why_no_change
from kedeng.apps.registrations.file_limits import limits_of, quotas_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import (
    ChangeFile,
    ChangeRequest,
    ChangeStep,
    Objection,
    Registration,
)
from kedeng.apps.registrations.proposals import Proposal, proposal_of
from kedeng.definitions.registry import definition
from kedeng.domain.changes import (
    DAYS_TO_MEND,
    KIND_LABELS,
    Act,
    Kind,
    Standing,
    decide_change,
    may_correct,
)
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide, owns
from kedeng.domain.routes import StopKind
from kedeng.lib.names import random_code, tidy_file_name

MOST_FILES = 10


class StaleChangeError(Exception):
    """Somebody wrote in the request in between; `current` is how it stands now."""

    def __init__(self, current: ChangeRequest) -> None:
        super().__init__(current.code)
        self.current = current


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

    It is due in DAYS_TO_MEND calendar days. Who may decide on objections is asked by who calls.
    The request, a step, then history, by which the filer is told.
    """
    registration = objection.registration
    due = timezone.localdate() + timedelta(days=DAYS_TO_MEND)
    told = {"objection": objection, "due_on": due}
    change = open_change(registration)
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


def require_changeable(registration: Registration) -> None:
    """Raise RefusedMoveError where a registration takes no request now (h3, Z; B68)."""
    why = why_no_change(registration)
    if why is not None:
        raise RefusedMoveError(why[0], **why[1])


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
    _write(fresh, expected_version, sections={**fresh.sections, key: content})
    return fresh


@transaction.atomic
def drop_section(*, actor: Actor, change: ChangeRequest, section: str) -> None:
    """Take back what was proposed for a section. Raises RefusedMoveError as `propose_section`."""
    fresh = may_act(actor, change, Act.EDIT)
    left = {key: content for key, content in fresh.sections.items() if key != section}
    _write(fresh, fresh.version, sections=left)


@transaction.atomic
def give_reason(*, actor: Actor, change: ChangeRequest, reason: str) -> None:
    """Write the reason anew. Raises RefusedMoveError: reason_missing, reason_too_long, rights."""
    fresh = may_act(actor, change, Act.EDIT)
    check_text(reason)
    _write(fresh, fresh.version, reason=reason)


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


@transaction.atomic
def ask_for_change(
    *, actor: Actor, change: ChangeRequest, expected_version: int, reason: str | None = None
) -> ChangeRequest:
    """Send a request to the first desk of the route (a correction to the province itself).

    A `reason` that is given takes the place of what was written before.

    Raises RefusedMoveError: rights, "change_settled", "change_stale", reason_missing, and of the
    proposal "change_nothing", "change_errors", "change_file_missing", "correction_beyond_words";
    "change_not_now", "change_disputed". Side effects in order: the request, the step with what is
    proposed, history, by which the desk is told.
    """
    fresh = may_act(actor, change, Act.ASK)
    require_changeable(fresh.registration)
    told = fresh.reason if reason is None else reason
    check_text(told)
    proposal = check_proposal(fresh)
    is_correction = fresh.kind == Kind.CORRECTION
    now = timezone.now()
    _write(
        fresh,
        expected_version,
        standing=Standing.ASKED.value,
        desk=province_of(fresh.registration) if is_correction else 1,
        reason=told,
        touches_key=proposal.touches_key,
        asked_at=now,
        desk_since=now,
        asked_by=actor.name,
        asked_by_id=actor.user_id,
    )
    named = [[each.file_id, each.file_name] for each in fresh.files.all()]
    write_step(actor, fresh, Act.ASK, fresh.reason, {"sections": fresh.sections, "files": named})
    if not is_correction:
        told_to(actor, fresh, Event.CHANGE_ASKED, reason=fresh.reason)
    elif fresh.touches_key:
        told_to(actor, fresh, Event.CORRECTION_PROPOSED, reason=fresh.reason)
    return fresh


def check_proposal(change: ChangeRequest) -> Proposal:
    """Judge what a request proposes; give it, or refuse with what is to be mended."""
    proposal = proposal_of(change)
    has_file = change.files.exists()
    if change.kind == Kind.DEREGISTRATION:
        if not has_file:
            raise RefusedMoveError("deregistration_file_missing")
        return proposal
    if not proposal.differences:
        raise RefusedMoveError("change_nothing")
    if proposal.errors:
        raise RefusedMoveError("change_errors", count=len(proposal.errors))
    if change.kind == Kind.CORRECTION:
        if proposal.beyond_words:
            raise RefusedMoveError("correction_beyond_words")
    elif proposal.touches_key and not has_file:
        raise RefusedMoveError("change_file_missing")
    return proposal


@transaction.atomic
def withdraw_change(*, actor: Actor, change: ChangeRequest) -> None:
    """Withdraw a request that is not decided; nothing of it takes effect.

    Raises RefusedMoveError: rights, "change_settled", "change_ordered" for one that a decision
    ordered. The request, the step, history.
    """
    fresh = may_act(actor, change, Act.WITHDRAW)
    if fresh.objection_id is not None:
        raise RefusedMoveError("change_ordered", until=fresh.due_on)
    _write(fresh, fresh.version, standing=Standing.WITHDRAWN.value, decided_at=timezone.now())
    write_step(actor, fresh, Act.WITHDRAW)
    told_to(actor, fresh, Event.CHANGE_WITHDRAWN)


# ── shared with what desks do ────────────────────────────────────────────────────────────────────


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


def _write(change: ChangeRequest, expected_version: int, **values: Any) -> None:
    """Write if nobody else did since: the second of two changes nothing."""
    known = ChangeRequest.objects.filter(pk=change.pk, version=expected_version)
    if not known.update(version=F("version") + 1, **values):
        raise StaleChangeError(ChangeRequest.objects.get(pk=change.pk))
    change.refresh_from_db()


def bring_on(change: ChangeRequest, expected_version: int, **values: Any) -> None:
    """As `_write`, for a desk: RefusedMoveError("change_stale") where somebody was quicker."""
    try:
        _write(change, expected_version, **values)
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


def due_day(change: ChangeRequest) -> date | None:
    """Give the day until which an ordered change is to be asked for; None once it was."""
    return change.due_on if change.asked_at is None else None
