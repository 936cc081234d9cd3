"""Second factors: set up, changed, removed; by the person, or for a lost one by the superior."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from fido2.utils import websafe_encode

from kedeng.apps.history.actions import record
from kedeng.apps.organisations import passkeys
from kedeng.apps.organisations.actions.keys import ask_over_keys
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.sessions import end_sessions_of
from kedeng.apps.organisations.models import AuthenticatorApp, Passkey, RecoveryCode, User
from kedeng.apps.organisations.queries.second_factors import factors_of
from kedeng.apps.organisations.recovery import code_digest
from kedeng.apps.organisations.sealed import seal
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.lib.names import random_code
from kedeng.lib.totp import matching_step

CODES = 10
_MOST_PASSKEYS = 10


@transaction.atomic
def set_up_app(*, actor: Actor, secret: bytes, code: str) -> list[str]:
    """Keep an authenticator app's secret, once the app has shown a right code of it.

    Replaces the app before it. Gives recovery codes to show once, where the person has none yet.
    Raises RefusedError("second_factor_locked") for a demo account, RefusedError("code_wrong").
    Side effects: the secret, the codes, history.
    """
    user = _own(actor)
    step = matching_step(secret, code, at=timezone.now().timestamp(), after=0)
    if step is None:
        raise RefusedError("code_wrong")
    AuthenticatorApp.objects.update_or_create(
        user=user,
        defaults={
            "sealed_secret": seal(secret, purpose=f"totp:{user.pk}"),
            "last_step": step,
        },
    )
    _tell(actor, Event.SECOND_FACTOR_SET, kind="app")
    return _first_codes(actor)


@transaction.atomic
def add_passkey(
    *, actor: Actor, label: str, state: passkeys.State, answer: Mapping[str, Any]
) -> list[str]:
    """Keep a passkey that the browser has just made.

    Gives recovery codes to show once, where the person has none yet. Raises
    RefusedError("second_factor_locked"), ("passkey_refused"), ("too_many_passkeys").
    """
    user = _own(actor)
    if user.passkeys.count() >= _MOST_PASSKEYS:
        raise RefusedError("too_many_passkeys", most=_MOST_PASSKEYS)
    try:
        made = passkeys.made(state, answer)
    except passkeys.BAD_ANSWER as error:
        raise RefusedError("passkey_refused") from error
    key = made.credential_data
    try:
        with transaction.atomic():
            Passkey.objects.create(
                user=user,
                label=label[:60] or "通行密钥",
                credential_id=websafe_encode(key.credential_id),
                credential=bytes(key),
                sign_count=made.counter,
            )
    except IntegrityError as error:  # it stands in an account already
        raise RefusedError("passkey_refused") from error
    _tell(actor, Event.SECOND_FACTOR_SET, kind="passkey", label=label[:60])
    return _first_codes(actor)


@transaction.atomic
def remove_app(*, actor: Actor) -> None:
    """Forget the actor's authenticator app; the last second factor takes the codes with it.

    Where there is none, nothing happens and nothing is told.
    """
    user = _own(actor)
    if not AuthenticatorApp.objects.filter(user=user).delete()[0]:
        return
    _tell(actor, Event.SECOND_FACTOR_REMOVED, kind="app")
    _tidy(user)


@transaction.atomic
def remove_passkey(*, actor: Actor, passkey_id: int) -> None:
    """Forget one of the actor's own passkeys; a foreign or unknown one is left alone in silence."""
    user = _own(actor)
    found = Passkey.objects.filter(pk=passkey_id, user=user).first()
    if found is None:
        return
    found.delete()
    _tell(actor, Event.SECOND_FACTOR_REMOVED, kind="passkey", label=found.label)
    _tidy(user)


@transaction.atomic
def make_recovery_codes(*, actor: Actor) -> list[str]:
    """Make ten new recovery codes, to be shown once; those before them are void.

    Raises RefusedError("second_factor_locked") and ("second_factor_missing").
    """
    user = _own(actor)
    if not factors_of(user.pk):
        raise RefusedError("second_factor_missing")
    return _new_codes(actor)


@transaction.atomic
def remove_lost_second_factor(*, actor: Actor, user: User, reason: str) -> None:
    """Take a lost second factor off an account that the actor defines, and end its sessions.

    Nothing is read: the next log-in sets up another one. Raises OutOfReachError, RefusedError:
    what `ask_over_keys` raises, own_second_factor, second_factor_missing, reason_missing.
    Side effects: factors, codes, sessions; then history with the reason.
    """
    if user.pk == actor.user_id:
        raise RefusedError("own_second_factor")
    ask_over_keys(actor, user)
    if not reason.strip():
        raise RefusedError("reason_missing")
    if not factors_of(user.pk):
        raise RefusedError("second_factor_missing")
    AuthenticatorApp.objects.filter(user=user).delete()
    Passkey.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    end_sessions_of(user)
    record(
        kind=Event.SECOND_FACTOR_REMOVED,
        subject=f"user:{user.pk}",
        actor=actor,
        details={"kind": "all", "reason": reason.strip()[:300]},
    )


def _own(actor: Actor) -> User:
    """Read the actor's account under its lock; a shared demo account takes no second factor."""
    user = User.objects.select_for_update().get(pk=actor.user_id)
    if user.password_locked:
        raise RefusedError("second_factor_locked")
    return user


def _first_codes(actor: Actor) -> list[str]:
    has_codes = RecoveryCode.objects.filter(user_id=actor.user_id, used_at=None).exists()
    return [] if has_codes else _new_codes(actor)


def _new_codes(actor: Actor) -> list[str]:
    codes = [random_code(16) for _ in range(CODES)]  # 78 bits each
    RecoveryCode.objects.filter(user_id=actor.user_id).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user_id=actor.user_id, digest=code_digest(code)) for code in codes
    )
    _tell(actor, Event.RECOVERY_CODES_MADE)
    return codes


def _tidy(user: User) -> None:
    """Recovery codes stand only beside a second factor."""
    if not factors_of(user.pk):
        RecoveryCode.objects.filter(user=user).delete()


def _tell(actor: Actor, event: Event, **details: str) -> None:
    record(kind=event, subject=f"user:{actor.user_id}", actor=actor, details=details)
