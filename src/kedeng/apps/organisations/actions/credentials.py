"""First credentials: a superior issues a code, its holder alone chooses the password.

trust.md 1.7. No superior ever reads or sets a password; a code opens "set your own password" only.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions import one_time
from kedeng.apps.organisations.actions.asking import locked
from kedeng.apps.organisations.actions.keys import ask_over_keys, void_keys
from kedeng.apps.organisations.actions.logins import tell_failure
from kedeng.apps.organisations.actions.refused import OutOfReachError, RefusedError
from kedeng.apps.organisations.actions.telling import Line, tell
from kedeng.apps.organisations.models import LIVE, ActivationCode, User
from kedeng.apps.organisations.queries import issuer_of
from kedeng.domain.events import Event
from kedeng.domain.grants import Change
from kedeng.domain.policy import Actor
from kedeng.lib import crockford
from kedeng.renderings.refusals import refusal

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def issue_code(
    *, actor: Actor | None, user: User, reason: str = "", days: int | None = None
) -> str:
    """Issue the code with which a user sets the own password; give it, for it is shown once.

    Side effects in order: an earlier code is withdrawn, the new one kept as a keyed digest, a
    password that was there is taken away (and with it every session), every other way in is closed,
    history of the user and of the issuing body. Whoever has been active gets a new code for a
    recorded reason only.

    `days` is how long it is valid (1 to 30), where the site's setting is not meant. `actor` is None
    for the command line. Raises OutOfReachError, and RefusedError: what
    `ask_over_keys` raises, user_suspended, password_locked, reason_missing.
    """
    fresh = locked(user)
    if actor is not None:
        ask_over_keys(actor, fresh)
    if not fresh.is_active:
        raise RefusedError("user_suspended", name=fresh.name)
    if fresh.password_locked:
        raise RefusedError("password_locked")
    if fresh.activated_at is not None and not reason.strip():
        raise RefusedError("reason_missing")
    code = crockford.random_code()
    valid = timedelta(days=days or settings.ACTIVATION_DAYS)
    kept = one_time.issue(_codes(fresh), fresh, crockford.read(code), valid)
    fresh.set_unusable_password()
    fresh.activated_at = None
    fresh.save(update_fields=["password", "activated_at"])
    void_keys(fresh)
    told = {"until": kept.expires_at.isoformat(), "reason": reason.strip()[:200]}
    _tell_both(actor, Event.CODE_ISSUED, fresh, told, [(Change.CODE_ISSUED, None)])
    return code


@transaction.atomic
def issue_codes(
    *, actor: Actor, users: Sequence[User], reason: str = "", days: int | None = None
) -> list[str]:
    """Issue codes for many users in one act: for all of them, or for none.

    Raises OutOfReachError, and RefusedError("code_not_issued") that names the first who cannot have
    one and says why.
    """
    codes = []
    for user in users:
        try:
            codes.append(issue_code(actor=actor, user=user, reason=reason, days=days))
        except OutOfReachError:
            raise
        except RefusedError as error:
            why = refusal(error.code, error.params)
            raise RefusedError("code_not_issued", name=user.name, why=why) from error
    return codes


@transaction.atomic
def freeze_code(*, actor: Actor, user: User, reason: str = "") -> None:
    """Withdraw a user's live code; then history. Without one nothing happens.

    Raises what `issue_code` raises about the actor.
    """
    fresh = locked(user)
    ask_over_keys(actor, fresh)
    if one_time.withdraw(_codes(fresh)):
        _tell_both(actor, Event.CODE_FROZEN, fresh, {"reason": reason.strip()[:200]})


def redeem_code(*, username: str, typed: str) -> int:
    """Judge a code; give the id with which `set_own_password` uses it up. It opens nothing else.

    Unknown, used, withdrawn and worn-out codes are refused alike: RefusedError("code_refused").
    Whoever holds the right one too late is told whom to ask: RefusedError("code_expired"). Spends
    one of five attempts, so it must not run inside a transaction; a failure is told in history.
    """
    user = User.objects.called(username).select_related("organisation__parent").first()
    found = one_time.try_code(_codes(user), user, crockford.read(typed) or "")
    if user is None or found is None or not (user.is_active and user.organisation.is_active):
        tell_failure(user=user, kind=Event.CODE_REFUSED)
        raise RefusedError("code_refused")
    if found.expires_at <= timezone.now():
        raise RefusedError("code_expired", contact=issuer_of(user))
    return found.pk


def code_user(code_id: int) -> User:
    """Find whose code it is. Raises RefusedError("code_gone") where it is live no more."""
    code = ActivationCode.objects.filter(LIVE, pk=code_id, expires_at__gt=timezone.now())
    found = code.select_related("user__organisation").first()
    if found is None or not found.user.is_active:
        raise RefusedError("code_gone")
    return found.user


def use_code(code_id: int) -> None:
    """Use a redeemed code up. Raises RefusedError("code_gone") where somebody was faster."""
    if not one_time.use(ActivationCode.objects.all(), code_id):
        raise RefusedError("code_gone")


def _codes(user: User | None) -> "QuerySet[ActivationCode]":
    return ActivationCode.objects.filter(user_id=user.pk if user else None)


def _tell_both(
    actor: Actor | None,
    kind: Event,
    user: User,
    details: dict[str, Any],
    lines: Sequence[Line] = (),
) -> None:
    """Tell it at both levels: in the person's history with the log, and in the issuing body's."""
    remark = details.get("reason", "")
    tell(actor=actor, kind=kind, user=user, details=details, lines=lines, remark=remark)
    if actor is not None:
        told = {"user": user.name, "username": user.username, **details}
        subject = f"organisation:{actor.organisation_id}"
        record(kind=kind, subject=subject, actor=actor, details=told)
