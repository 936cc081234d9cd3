"""The own e-mail address, proved by a code sent to it, and the way back in through it.

The room makes the codes; a door sends them. They are 8 digits, live ten minutes and forgive four
mistakes; only digests are kept, so no table holds one to be sent later.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions import one_time
from kedeng.apps.organisations.actions.asking import locked
from kedeng.apps.organisations.actions.logins import tell_failure
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.models import LIVE, MailCode, User
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

MINUTES = 10
_VALID = timedelta(minutes=MINUTES)
_CONFIRM, _RECOVER = MailCode.Purpose.CONFIRM, MailCode.Purpose.RECOVER


@dataclass(frozen=True)
class Letter:
    """What is to be sent, and to whom. It lives in memory alone."""

    address: str
    name: str
    code: str


@transaction.atomic
def ask_to_confirm(*, actor: Actor, address: str) -> Letter:
    """Make a code that proves the actor's own address; the door sends it there.

    Raises RefusedError: password_locked (a demo account), email_wrong.
    """
    user = User.objects.select_for_update().get(pk=actor.user_id)
    if user.password_locked:
        raise RefusedError("password_locked")
    return _letter(user, _CONFIRM, _checked(address))


def confirm_address(*, actor: Actor, typed: str) -> str:
    """Take the address over as the one for recovery; give the former one, to tell it.

    Raises RefusedError("mail_code_refused"). Spends an attempt, so it must not run inside a
    transaction. Then history, without the address.
    """
    user = User.objects.get(pk=actor.user_id)
    codes = _codes(user, _CONFIRM)
    found = _fresh(one_time.try_code(codes, user, _digits(typed)))
    with transaction.atomic():
        fresh = locked(user)  # before the code's row, as whoever asks for another one does
        if found is None or not one_time.use(codes, found.pk):
            raise RefusedError("mail_code_refused")
        former = fresh.recovery_email
        fresh.recovery_email = found.address
        fresh.save(update_fields=["recovery_email"])
        record(kind=Event.EMAIL_CONFIRMED, subject=f"user:{user.pk}", actor=actor)
    return former if former != found.address else ""


@transaction.atomic
def drop_address(*, actor: Actor) -> str:
    """Forget the address for recovery and give it; then history. Without one nothing happens."""
    user = User.objects.select_for_update().get(pk=actor.user_id)
    former, user.recovery_email = user.recovery_email, ""
    if former:
        user.save(update_fields=["recovery_email"])
        one_time.withdraw(_codes(user, _RECOVER))
        record(kind=Event.EMAIL_DROPPED, subject=f"user:{user.pk}", actor=actor)
    return former


@transaction.atomic
def ask_to_recover(*, username: str) -> Letter | None:
    """Make a code to get back in with; None where there is no such account or no proved address.

    The door answers alike in every case. Then history of the account.
    """
    user = User.objects.called(username).select_related("organisation").first()
    if user is None or not user.recovery_email or user.password_locked:
        return None
    if not (user.is_active and user.organisation.is_active and user.has_usable_password()):
        return None
    record(kind=Event.RECOVERY_ASKED, subject=f"user:{user.pk}", actor=None)
    return _letter(user, _RECOVER, user.recovery_email)


def redeem_recovery_code(*, username: str, typed: str) -> int:
    """Judge a code from a letter; give the id with which `set_own_password` uses it up.

    Raises RefusedError("mail_code_refused") in every other case. Spends an attempt, so it must not
    run inside a transaction; a failure is told in history.
    """
    user = User.objects.called(username).first()
    found = _fresh(one_time.try_code(_codes(user, _RECOVER), user, _digits(typed)))
    if found is None:
        tell_failure(user=user, kind=Event.CODE_REFUSED)
        raise RefusedError("mail_code_refused")
    return found.pk


def recovery_user(code_id: int) -> User:
    """Find who gets back in. Raises RefusedError("code_gone") where the code is live no more.

    So it is where a superior took the password away meanwhile.
    """
    code = MailCode.objects.filter(LIVE, pk=code_id, purpose=_RECOVER)
    found = code.filter(expires_at__gt=timezone.now()).select_related("user__organisation").first()
    if found is None or not found.user.is_active or not found.user.has_usable_password():
        raise RefusedError("code_gone")
    return found.user


def use_recovery_code(code_id: int) -> None:
    """Use a redeemed code up. Raises RefusedError("code_gone") where somebody was faster."""
    if not one_time.use(MailCode.objects.filter(purpose=_RECOVER), code_id):
        raise RefusedError("code_gone")


def _letter(user: User, purpose: MailCode.Purpose, address: str) -> Letter:
    code = f"{secrets.randbelow(10**8):08}"
    codes = _codes(user, purpose)
    one_time.issue(codes, user, code, _VALID, purpose=purpose, address=address)
    return Letter(address, user.name, code)


def _codes(user: User | None, purpose: MailCode.Purpose) -> "QuerySet[MailCode]":
    return MailCode.objects.filter(user_id=user.pk if user else None, purpose=purpose)


def _fresh(code: MailCode | None) -> MailCode | None:
    return code if code is not None and code.expires_at > timezone.now() else None


def _digits(typed: str) -> str:
    return "".join(one for one in typed if one.isdecimal() and one.isascii())


def _checked(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise RefusedError("email_wrong") from error
    return address
