"""The second step of a log-in, and of a fresh proof: a code or a passkey."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import Any

from django.db import transaction
from django.utils import timezone
from fido2.utils import websafe_encode

from kedeng.apps.history.actions import record
from kedeng.apps.organisations import passkeys
from kedeng.apps.organisations.actions.guessing import (
    Allowance,
    give_back_guess,
    take_guess,
)
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.models import AuthenticatorApp, RecoveryCode, User
from kedeng.apps.organisations.queries import actor_for
from kedeng.apps.organisations.recovery import code_digest
from kedeng.apps.organisations.sealed import SealBrokenError, unseal
from kedeng.domain.events import Event
from kedeng.domain.logins import FREE_TRIES, TRY_AGAIN
from kedeng.lib.totp import matching_step


def check_code(*, user: User, code: str) -> None:
    """Take a code of the app, or a recovery code, once.

    Raises RefusedError("code_wrong"), and ("codes_wait") when too many were wrong. The try is paid
    for before it is judged: must stand outside a transaction that may be undone.
    """
    allowed = [Allowance(f"second:{user.pk}", FREE_TRIES, TRY_AGAIN)]
    wait = take_guess(allowed)
    if wait:
        raise RefusedError("codes_wait", minutes=ceil(wait / timedelta(minutes=1)))
    with transaction.atomic():
        right = _is_of_app(user, code) or _is_recovery(user, code)
    if not right:
        raise RefusedError("code_wrong")
    give_back_guess(allowed)


def check_passkey(*, user: User, state: passkeys.State, answer: Mapping[str, Any]) -> None:
    """Take the proof of a passkey. Raises RefusedError("passkey_refused").

    A counter that does not grow means a copy of the passkey: it is refused.
    """
    with transaction.atomic():
        held = list(user.passkeys.select_for_update())
        try:
            credential_id, count = passkeys.proved(state, held, answer)
        except passkeys.BAD_ANSWER as error:
            raise RefusedError("passkey_refused") from error
        key = next(one for one in held if one.credential_id == websafe_encode(credential_id))
        if count <= key.sign_count and (count or key.sign_count):
            raise RefusedError("passkey_refused")
        key.sign_count, key.last_used_on = count, timezone.localdate()
        key.save(update_fields=["sign_count", "last_used_on"])


def _is_of_app(user: User, code: str) -> bool:
    app = AuthenticatorApp.objects.select_for_update().filter(user=user).first()
    if app is None:
        return False
    try:
        secret = unseal(app.sealed_secret, purpose=f"totp:{user.pk}")
    except SealBrokenError:  # SECRET_KEY was changed: a superior must remove the factor
        return False
    now = timezone.now().timestamp()
    step = matching_step(secret, "".join(code.split()), at=now, after=app.last_step)
    if step is None:
        return False
    AuthenticatorApp.objects.filter(pk=app.pk).update(last_step=step)
    return True


def _is_recovery(user: User, code: str) -> bool:
    unused = RecoveryCode.objects.filter(user=user, digest=code_digest(code), used_at=None)
    if not unused.update(used_at=timezone.now()):
        return False
    record(kind=Event.RECOVERY_CODE_USED, subject=f"user:{user.pk}", actor=actor_for(user))
    return True
