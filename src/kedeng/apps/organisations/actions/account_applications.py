"""Applications for an account: sent by anybody, decided where the account would be (B31, B32)."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.asking import ask
from kedeng.apps.organisations.actions.bodies import create_body
from kedeng.apps.organisations.actions.contacts import check_contact
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.supers import Person, appoint_super
from kedeng.apps.organisations.actions.users import define_user
from kedeng.apps.organisations.models import AccountApplication, Organisation, User
from kedeng.apps.organisations.queries.applications import is_flooded, namesakes
from kedeng.apps.organisations.queries.directory import addressee_of, is_answered, units_to_ask
from kedeng.apps.organisations.queries.users import super_of
from kedeng.domain.applications import ASKED_FOR, Standing
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.routes import DEPARTMENT, UNIT
from kedeng.lib import credit_code
from kedeng.lib.names import random_code
from kedeng.lib.text import folded


@dataclass(frozen=True, kw_only=True)
class AccountRequest:
    """What a person asks for. Without `unit` the unit is not listed: its name, and its code."""

    department: Organisation
    unit: Organisation | None = None
    unit_name: str = ""
    uscc: str = ""
    name: str
    phone: str
    email: str
    username_wish: str = ""
    reason: str


@transaction.atomic
def apply_for_account(*, asked: AccountRequest, ticket: str, network: str) -> AccountApplication:
    """Take an application in and address it; then history. Nothing else is created (B32).

    `ticket` is what the page carried: the same page sent twice gives the first application. Raises
    RefusedError: unit_missing, uscc_wrong, name_missing, email_wrong, phone_missing,
    reason_missing, not_found (no such department or unit), too_many_applications,
    already_applied.
    """
    digest = sha256(ticket.encode()).hexdigest()
    known = AccountApplication.objects.filter(ticket=digest).first()
    if known is not None:
        return known
    unit = _unit(asked)
    _check(asked, unit)
    if is_flooded(network):
        raise RefusedError("too_many_applications")
    addressee = addressee_of(asked.department, unit)
    try:
        with transaction.atomic():
            application = AccountApplication.objects.create(
                number=random_code(),
                ticket=digest,
                network=network,
                addressee=addressee,
                unit=unit,
                unit_name=unit.name if unit else asked.unit_name,
                uscc=asked.uscc.upper(),
                name=asked.name,
                phone=asked.phone,
                email=asked.email,
                username_wish=asked.username_wish,
                reason=asked.reason,
                same_as=_same_as(asked, unit),
                sent_at=timezone.now(),
            )
    except IntegrityError:  # one application of a page, one pending of a person
        known = AccountApplication.objects.filter(ticket=digest).first()
        if known is not None:
            return known
        raise RefusedError("already_applied", body=addressee.name) from None
    details = {"unit": application.unit_name, "name": application.name, "to": addressee.pk}
    _record(None, application, Event.ACCOUNT_APPLIED_FOR, details)
    return application


@dataclass(frozen=True, kw_only=True)
class Approval:
    """What the decider lays down. `unit` puts the person into a body that is there already.

    `as_super` makes the person the unit's only super administrator (one-person units).
    `is_another` says that a namesake with an account in the unit is somebody else.
    """

    username: str
    rights: Iterable[Right] = (ASKED_FOR,)
    unit: Organisation | None = None
    as_super: bool = False
    is_another: bool = False


@transaction.atomic
def approve_account(*, actor: Actor, application: AccountApplication, approval: Approval) -> User:
    """Approve: the unit where it is new, the account with its rights, the application, history.

    Of two who decide at once the second is refused. Raises OutOfReachError, and RefusedError:
    manage_missing, decided_meanwhile, account_exists, and what `create_body`, `define_user` and
    `appoint_super` refuse: a new unit and its super administrator are the super's to define, and
    nobody hands on a right that he or she does not hold.
    """
    ask(actor, Act.DECIDE_ACCOUNT, application.addressee)
    _decide(actor, application, Standing.APPROVED, "")
    unit = approval.unit or application.unit
    if unit is None:
        unit = create_body(
            actor=actor,
            name=application.unit_name,
            rank=UNIT,
            uscc=application.uscc,
            has_office=False,
        )
    application.unit = unit
    if namesakes(application) and not approval.is_another:
        raise RefusedError("account_exists", name=application.name, body=unit.name)
    user = _account(actor, unit, application, approval)
    application.user = user
    application.save(update_fields=["unit", "user"])
    details = {"decision": Standing.APPROVED.value, "username": user.username}
    _record(actor, application, Event.ACCOUNT_DECIDED, details)
    return user


@transaction.atomic
def refuse_account(*, actor: Actor, application: AccountApplication, opinion: str) -> None:
    """Refuse with a reason that the applicant reads; then history.

    Raises OutOfReachError, and RefusedError: manage_missing, reason_missing, decided_meanwhile.
    """
    ask(actor, Act.DECIDE_ACCOUNT, application.addressee)
    if not opinion:
        raise RefusedError("reason_missing")
    _decide(actor, application, Standing.REFUSED, opinion)
    details = {"decision": Standing.REFUSED.value, "opinion": opinion}
    _record(actor, application, Event.ACCOUNT_DECIDED, details)


def _unit(asked: AccountRequest) -> Organisation | None:
    """The unit asked for; one typed in by a name that the department's tree knows is that one."""
    department = asked.department
    if department.rank != DEPARTMENT or not department.is_active:
        raise RefusedError("not_found")
    below = units_to_ask(department)
    if asked.unit is not None:
        if asked.unit.pk == department.pk:
            return department
        if not below.filter(pk=asked.unit.pk).exists():
            raise RefusedError("not_found")
        return asked.unit
    if not folded(asked.unit_name):
        raise RefusedError("unit_missing")
    return below.filter(other_names__folded=folded(asked.unit_name)).first()


def _check(asked: AccountRequest, unit: Organisation | None) -> None:
    if unit is None and not credit_code.is_right(asked.uscc.upper()):
        raise RefusedError("uscc_wrong", code=asked.uscc)
    check_contact(name=asked.name, phone=asked.phone, email=asked.email)
    if not asked.reason:
        raise RefusedError("reason_missing")


def _same_as(asked: AccountRequest, unit: Organisation | None) -> str:
    where = str(unit.pk) if unit else f"{asked.department.pk}:{folded(asked.unit_name)}"
    return f"{where}/{folded(asked.name)}"


def _account(
    actor: Actor, unit: Organisation, application: AccountApplication, approval: Approval
) -> User:
    person = {
        "username": approval.username,
        "name": application.name,
        "phone": application.phone,
        "email": application.email,
    }
    rights = frozenset(approval.rights)
    if approval.as_super:
        who = Person(rights=rights, **person)
        asleep = None if is_answered(unit) else super_of(unit)  # never came in: gives way
        replaces = asleep.pk if asleep else None
        return appoint_super(actor=actor, organisation=unit, who=who, replaces=replaces)
    return define_user(actor=actor, organisation=unit, rights=rights, **person)


def _decide(
    actor: Actor, application: AccountApplication, standing: Standing, opinion: str
) -> None:
    """Take the decision if nobody else has: the second of two changes nothing."""
    decided = AccountApplication.objects.filter(
        pk=application.pk, state=Standing.PENDING.value
    ).update(
        state=standing.value,
        opinion=opinion,
        decided_at=timezone.now(),
        decided_by=actor.name,
    )
    if not decided:
        raise RefusedError("decided_meanwhile")


def _record(
    actor: Actor | None, application: AccountApplication, kind: Event, details: dict[str, Any]
) -> None:
    subject = f"account_application:{application.number}"
    record(kind=kind, subject=subject, actor=actor, details=details)
