"""Applications of institutions to become a department (forms.md 10, process.md B33)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.files.actions import store
from kedeng.apps.files.inspection import MEGABYTE, RefusedFileError
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.asking import ask
from kedeng.apps.organisations.actions.bodies import check_new_body
from kedeng.apps.organisations.actions.guessing import Allowance, take_guess
from kedeng.apps.organisations.actions.refused import OutOfReachError, RefusedError
from kedeng.apps.organisations.actions.tree import create_organisation
from kedeng.apps.organisations.actions.users import check_person, create_user
from kedeng.apps.organisations.models import InstitutionApplication, Organisation, User
from kedeng.apps.organisations.queries.applications import is_flooded, resume_digest
from kedeng.definitions.institution import INSTITUTION_FORM
from kedeng.domain.applications import EDITABLE, Standing
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.routes import DEPARTMENT, PROVINCE
from kedeng.formkit.answers import Answers
from kedeng.formkit.canonical import digest
from kedeng.formkit.check import Problem, check
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Severity, Stage
from kedeng.lib import crockford
from kedeng.lib.names import random_code, tidy_file_name

_OPEN = [standing.value for standing in EDITABLE]
LARGEST_SCAN = 20  # MB; two pages
SCANS, SCAN_EVERY = 20, timedelta(minutes=3)  # of a network: nobody without a login fills the disk


@transaction.atomic
def begin_institution(
    *, province: Organisation, network: str
) -> tuple[InstitutionApplication, str]:
    """Begin an application; give it with the code that opens it, shown once. Then history.

    Raises RefusedError: not_found (no such province), too_many_applications.
    """
    if province.rank != PROVINCE or not province.is_active:
        raise RefusedError("not_found")
    if is_flooded(network):
        raise RefusedError("too_many_applications")
    code = crockford.random_code()
    application = InstitutionApplication.objects.create(
        number=random_code(),
        code_digest=resume_digest(crockford.read(code) or ""),
        network=network,
        province=province,
        created_at=timezone.now(),
    )
    _record(None, application, Event.INSTITUTION_DRAFTED)
    return application, code


def save_institution(
    *,
    application: InstitutionApplication,
    answers: Mapping[str, Any],
    expected_version: int,
) -> None:
    """Keep what was typed, as incomplete as it may be.

    Raises RefusedError("edited_meanwhile") where another window saved since, or it was sent.
    """
    saved = InstitutionApplication.objects.filter(
        pk=application.pk, version=expected_version, state__in=_OPEN
    ).update(answers=dict(answers), version=F("version") + 1)
    if not saved:
        raise RefusedError("edited_meanwhile")


def add_scan(
    *, application: InstitutionApplication, stream: BinaryIO, size: int, file_name: str
) -> None:
    """Keep the signed and sealed paper, and of which answers it is; a later one replaces it.

    Each is counted, so it must not run inside a transaction. Raises RefusedError:
    application_is_out, scans_wait; RefusedFileError.
    """
    if size > LARGEST_SCAN * MEGABYTE:
        raise RefusedFileError("file_too_large", most=LARGEST_SCAN, size=size // MEGABYTE)
    whose = application.network or application.number
    wait = take_guess([Allowance(f"scan:{whose}", SCANS, SCAN_EVERY)])
    if wait:
        raise RefusedError("scans_wait", minutes=ceil(wait / timedelta(minutes=1)))
    subject = f"institution_application:{application.number}"
    sender = Sender(None, subject, {"organisation": application.province_id})
    stored = store(stream=stream, size=size, name=file_name, sender=sender)
    taken = InstitutionApplication.objects.filter(
        pk=application.pk, version=application.version, state__in=_OPEN
    ).update(
        scan=stored,
        scan_name=tidy_file_name(file_name),
        scan_of=answers_digest(application.answers),
    )
    if not taken:
        raise RefusedError("application_is_out")


@transaction.atomic
def send_institution(
    *, application: InstitutionApplication, catalogue: Catalogue, expected_version: int
) -> None:
    """Send it to the province; then history.

    `catalogue` has the kinds that may apply. Raises RefusedError: application_incomplete,
    scan_missing, scan_outdated (paper and screen differ), edited_meanwhile.
    """
    if judge_institution(application.answers, catalogue):
        raise RefusedError("application_incomplete")
    if application.scan_id is None:
        raise RefusedError("scan_missing")
    if application.scan_of != answers_digest(application.answers):
        raise RefusedError("scan_outdated")
    sent = InstitutionApplication.objects.filter(
        pk=application.pk, version=expected_version, state__in=_OPEN
    ).update(state=Standing.PENDING.value, sent_at=timezone.now(), version=F("version") + 1)
    if not sent:
        raise RefusedError("edited_meanwhile")
    told = {"name": application.name, "to": application.province_id}
    _record(None, application, Event.INSTITUTION_SENT, **told)


def judge_institution(
    answers: Mapping[str, Any], catalogue: Catalogue, stage: Stage = Stage.SUBMISSION
) -> list[Problem]:
    """Say what keeps an application from being sent: all that is not a mere remark, as errors."""
    facts = Facts(today=timezone.localdate(), catalogue=catalogue)
    found = check(INSTITUTION_FORM, Answers(answers), stage, facts)
    blocking = (problem for problem in found if problem.severity is not Severity.WARNING)
    return [replace(problem, severity=Severity.ERROR) for problem in blocking]


def answers_digest(answers: Mapping[str, Any]) -> str:
    """Digest of what was typed, in part on every page of the print."""
    return digest(dict(answers))


@transaction.atomic
def approve_institution(
    *,
    actor: Actor,
    application: InstitutionApplication,
    username: str,
    opinion: str,
    expected_version: int | None,
) -> User:
    """Approve: the department, its super administrator, the application, history, all or none.

    Bodies and their super administrators are the super's to define (B28, B29). Of two who decide at
    once the second is refused, and so is who read another version than the one that stands there.
    Raises OutOfReachError, and RefusedError: manage_missing, super_only, body_closed,
    decided_meanwhile, rewritten_meanwhile, body_name_taken, uscc_taken, username_shape,
    username_taken.
    """
    _ask(actor, application)
    ask(actor, Act.CREATE_BODY, application.province)
    _decide(actor, application, Standing.APPROVED, opinion, expected_version)
    answers = Answers(application.answers)
    body = {
        "name": answers.text("institution.org_name"),
        "uscc": answers.text("institution.uscc").upper(),
    }
    check_new_body(parent=application.province, **body)
    organisation = create_organisation(
        rank=DEPARTMENT,
        parent=application.province,
        actor=actor,
        kind=answers.text("institution.org_kind"),
        region_code=application.province.region_code,
        contact_name=answers.text("institution.responsible_office")
        or answers.text("administrator.admin_name"),
        contact_phone=answers.text("administrator.admin_phone"),
        address=answers.text("institution.address"),
        **body,
    )
    person = {
        "name": answers.text("administrator.admin_name"),
        "email": answers.text("administrator.admin_email"),
        "username": username,
    }
    check_person(**person)
    user = create_user(
        organisation=organisation,
        rights=(),
        password=None,
        actor=actor,
        is_super=True,
        phone=answers.text("administrator.admin_mobile"),
        **person,
    )
    application.organisation, application.user = organisation, user
    application.save(update_fields=["organisation", "user"])
    details = {"decision": Standing.APPROVED.value, "opinion": opinion, "username": username}
    _record(actor, application, Event.INSTITUTION_DECIDED, **details)
    return user


@transaction.atomic
def turn_down_institution(
    *,
    actor: Actor,
    application: InstitutionApplication,
    opinion: str,
    is_final: bool,
    expected_version: int | None,
) -> None:
    """Refuse for good, or return for papers to be put right; then history.

    Raises OutOfReachError, and RefusedError: manage_missing, reason_missing, decided_meanwhile,
    rewritten_meanwhile.
    """
    _ask(actor, application)
    if not opinion:
        raise RefusedError("reason_missing")
    standing = Standing.REFUSED if is_final else Standing.RETURNED
    _decide(actor, application, standing, opinion, expected_version)
    details = {"decision": standing.value, "opinion": opinion}
    _record(actor, application, Event.INSTITUTION_DECIDED, **details)


def _ask(actor: Actor, application: InstitutionApplication) -> None:
    """Only people of the province itself decide who becomes a department of it (B33)."""
    ask(actor, Act.DECIDE_INSTITUTION, application.province)
    if actor.rank != PROVINCE:
        raise OutOfReachError


def _decide(
    actor: Actor,
    application: InstitutionApplication,
    standing: Standing,
    opinion: str,
    expected_version: int | None,
) -> None:
    """Take the decision on the version that was read, if it still stands there and waits."""
    pending = InstitutionApplication.objects.filter(pk=application.pk, state=Standing.PENDING.value)
    decided = pending.filter(version=expected_version).update(
        state=standing.value,
        opinion=opinion,
        decided_at=timezone.now(),
        decided_by=actor.name,
        version=F("version") + 1,
    )
    if not decided:
        raise RefusedError("rewritten_meanwhile" if pending.exists() else "decided_meanwhile")


def _record(
    actor: Actor | None, application: InstitutionApplication, kind: Event, **details: Any
) -> None:
    subject = f"institution_application:{application.number}"
    record(kind=kind, subject=subject, actor=actor, details=details)
