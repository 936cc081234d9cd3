"""Binding identities of other services to accounts that exist. No account is ever made here."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.models import ExternalIdentity, User
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor


@transaction.atomic
def bind_identity(*, actor: Actor, issuer: str, subject: str, name: str) -> None:
    """Bind a provider's subject to the actor's own account; it brings no right.

    Raises RefusedError("identity_locked") for a demo account, ("identity_taken") where the subject
    or the account is bound already. Side effects: the binding, then history.
    """
    if User.objects.filter(pk=actor.user_id, password_locked=True).exists():
        raise RefusedError("identity_locked")
    try:
        with transaction.atomic():
            ExternalIdentity.objects.create(
                user_id=actor.user_id, issuer=issuer, subject=subject, name=name[:100]
            )
    except IntegrityError as error:
        raise RefusedError("identity_taken") from error
    _tell(actor, Event.IDENTITY_BOUND, issuer, subject)


@transaction.atomic
def unbind_identity(*, actor: Actor, identity_id: int) -> None:
    """Undo a binding of the own account; a foreign or unknown one is left alone in silence."""
    found = ExternalIdentity.objects.filter(pk=identity_id, user_id=actor.user_id).first()
    if found is None:
        return
    found.delete()
    _tell(actor, Event.IDENTITY_UNBOUND, found.issuer, found.subject)


@transaction.atomic
def note_sign_on(*, actor: Actor, issuer: str, subject: str) -> None:
    """Note that an account was opened by a bound identity: its day, then history."""
    used = ExternalIdentity.objects.filter(issuer=issuer, subject=subject, user_id=actor.user_id)
    used.update(last_used_on=timezone.localdate())
    _tell(actor, Event.SIGNED_ON, issuer, subject)


def _tell(actor: Actor, kind: Event, issuer: str, subject: str) -> None:
    record(
        kind=kind,
        subject=f"user:{actor.user_id}",
        actor=actor,
        details={"issuer": issuer, "subject": subject},
    )
