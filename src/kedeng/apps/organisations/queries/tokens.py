"""Reads of bearer tokens."""

from hashlib import sha256

from kedeng.apps.organisations.models import ApiToken, User
from kedeng.domain.policy import Actor


def user_of_token(token: str) -> User | None:
    """Find the user of a live bearer token; None for an unknown or revoked one."""
    found = live_token(token)
    return found.user if found else None


def live_token(token: str) -> ApiToken | None:
    """Find a live bearer token with its user; None for a revoked one and for a disabled user."""
    found = (
        ApiToken.objects.filter(digest=token_digest(token), revoked_at=None)
        .select_related("user__organisation")
        .prefetch_related("user__rights")
        .first()
    )
    return found if found and found.user.is_active else None


def token_digest(token: str) -> str:
    """Under which a token is kept: it has 160 random bits, so a plain SHA-256 suffices."""
    return sha256(token.encode()).hexdigest()


def tokens_of(actor: Actor) -> list[ApiToken]:
    """Give an actor's own live tokens."""
    return list(ApiToken.objects.filter(user_id=actor.user_id, revoked_at=None).order_by("-id"))
