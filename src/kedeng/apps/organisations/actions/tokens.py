"""Bearer tokens of programs."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.models import ApiToken, User
from kedeng.apps.organisations.queries import live_token, token_digest
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.lib.names import random_token


@transaction.atomic
def issue_token(*, actor: Actor, label: str, may_manage: bool = False) -> str:
    """Issue a bearer token for the actor: shown once, kept as a digest only. Then history.

    A program is never asked for a proof, so managing has to be wished for.
    """
    token = random_token()
    ApiToken.objects.create(
        user_id=actor.user_id,
        label=label[:60] or "未命名",
        digest=token_digest(token),
        hint=token[-6:],
        may_manage=may_manage,
    )
    record(
        kind=Event.TOKEN_ISSUED,
        subject=f"user:{actor.user_id}",
        actor=actor,
        details={"label": label[:60], "hint": token[-6:], "may_manage": may_manage},
    )
    return token


@dataclass(frozen=True)
class Bearer:
    """Whose token it is, and whether it serves for managing."""

    user: User
    may_manage: bool


def use_token(token: str) -> Bearer | None:
    """Find the user of a live bearer token, and note the day: written once a day at most."""
    found, today = live_token(token), timezone.localdate()
    if found is None:
        return None
    if found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return Bearer(found.user, found.may_manage)


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: int) -> None:
    """Revoke one of the actor's own tokens; a foreign or unknown one is left alone in silence.

    Raises RefusedError("token_locked") for the token that a demonstration lists for everybody.
    """
    if token_id == _listed_token(actor):
        raise RefusedError("token_locked")
    revoked = ApiToken.objects.filter(pk=token_id, user_id=actor.user_id, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if revoked:
        record(
            kind=Event.TOKEN_REVOKED,
            subject=f"user:{actor.user_id}",
            actor=actor,
            details={"token": token_id},
        )


def _listed_token(actor: Actor) -> int | None:
    """Give the token of a demo account that the demonstration's loader issued: its first one."""
    if not User.objects.filter(pk=actor.user_id, password_locked=True).exists():
        return None
    tokens = ApiToken.objects.filter(user_id=actor.user_id).order_by("id")
    return tokens.values_list("id", flat=True).first()
