"""Reads of identities of other services."""

from kedeng.apps.organisations.models import ExternalIdentity, User
from kedeng.domain.policy import Actor


def user_of_identity(issuer: str, subject: str) -> User | None:
    """Find the account to which a provider's subject is bound; None for an unbound one."""
    found = (
        ExternalIdentity.objects.filter(issuer=issuer, subject=subject)
        .select_related("user__organisation")
        .first()
    )
    return found.user if found else None


def identities_of(actor: Actor) -> list[ExternalIdentity]:
    """Give the identities bound to the actor's own account."""
    return list(ExternalIdentity.objects.filter(user_id=actor.user_id).order_by("id"))
