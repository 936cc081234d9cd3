"""The own password: changed by who knows the old one, chosen by who proved who he or she is."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.asking import ask, locked
from kedeng.apps.organisations.actions.credentials import code_user, use_code
from kedeng.apps.organisations.actions.mail_codes import recovery_user, use_recovery_code
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.sessions import end_sessions_of
from kedeng.apps.organisations.actions.telling import tell_of_body
from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.passwords import may_choose
from kedeng.domain.policy import Actor


class ProofKind(StrEnum):
    """What let somebody in to choose a password."""

    ISSUED = "issued"  # a code from the superior
    MAILED = "mailed"  # a code by mail


@dataclass(frozen=True)
class Proof:
    """A code that was redeemed and not used yet."""

    kind: ProofKind
    code_id: int


def change_password(*, actor: Actor, old: str, new: str) -> User:
    """Change the actor's own password.

    Raises RefusedError("password_locked") for a demo account, RefusedError("password_wrong"), also
    where the old one was replaced or taken away while this was judged, RefusedError
    ("password_same"), and Django's ValidationError with the sentences of what is weak. Side
    effects: the hash, then history.
    """
    user = User.objects.select_related("organisation").get(pk=actor.user_id)
    if user.password_locked:
        raise RefusedError("password_locked")
    if not check_password(old, user.password):  # the user's own method may write the hash anew
        raise RefusedError("password_wrong")
    if new == old:
        raise RefusedError("password_same")
    hashed = _judged(user, new)
    with transaction.atomic():
        if locked(user).password != user.password:
            raise RefusedError("password_wrong")
        fresh = _keep(user, hashed)
        record(kind=Event.PASSWORD_CHANGED, subject=f"user:{user.pk}", actor=actor)
    return fresh


def set_own_password(*, proof: Proof, new: str) -> User:
    """Set the password that the holder of a code chose; the code is used up with it.

    Raises RefusedError("code_gone") where the code was used, withdrawn or ran out meanwhile, and
    ValidationError for a weak password, which leaves the code as it was. Side effects in order:
    the code, the hash, the day of activation, the end of every session, history.
    """
    issued = proof.kind is ProofKind.ISSUED
    user = code_user(proof.code_id) if issued else recovery_user(proof.code_id)
    hashed = _judged(user, new)
    with transaction.atomic():
        locked(user)  # before the code's row, as whoever issues another one does
        use_code(proof.code_id) if issued else use_recovery_code(proof.code_id)
        fresh = _keep(user, hashed)
        if issued:
            fresh.activated_at = fresh.password_set_at
            fresh.save(update_fields=["activated_at"])
        end_sessions_of(fresh)
        kind = Event.ACTIVATED if issued else Event.RECOVERED
        record(kind=kind, subject=f"user:{user.pk}", actor=None)
    return fresh


@transaction.atomic
def choose_password_policy(*, actor: Actor, policy: str) -> None:
    """Choose for the actor's own body and all below; then history. Empty: as the rights ask.

    Raises RefusedError: super_only, manage_missing, body_closed, policy_not_yours.
    """
    body = Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    ask(actor, Act.CHOOSE_PASSWORD_POLICY, body)
    if not may_choose(policy, body.rank):
        raise RefusedError("policy_not_yours")
    former, body.password_policy = body.password_policy, policy
    body.save(update_fields=["password_policy"])
    tell_of_body(
        actor=actor,
        kind=Event.PASSWORD_POLICY_CHOSEN,
        body_id=body.pk,
        details={"policy": [former, policy]},
    )


def _judged(user: User, new: str) -> str:
    """Judge a password and hash it: slow on purpose, so it comes before any transaction."""
    validate_password(new, user)
    return make_password(new)


def _keep(user: User, hashed: str) -> User:
    fresh = locked(user)
    fresh.password, fresh.password_set_at = hashed, timezone.now()
    fresh.save(update_fields=["password", "password_set_at"])
    return fresh
