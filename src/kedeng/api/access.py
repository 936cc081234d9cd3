"""Who asks, and which record: a bearer token is read at every request, cookies never are."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja.security import HttpBearer

from kedeng.api.errors import not_found
from kedeng.apps.organisations.actions import use_token
from kedeng.apps.organisations.queries import actor_for
from kedeng.apps.registrations.queries import registration_for
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration

_CODE = re.compile(r"[0-9A-Z]{1,16}")


class Token(HttpBearer):
    """Takes a token for its user, with the rights that the user has at this moment."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Give the actor; None for an unknown or revoked token and for a disabled user.

        A token that is not for managing stands for less than its user, and `may_manage` says so.
        """
        bearer = use_token(token.strip())
        actor = actor_for(bearer.user) if bearer else None
        if bearer is None or actor is None:
            return None
        request.may_manage = bearer.may_manage  # type: ignore[attr-defined]
        return actor if bearer.may_manage else without_managing(actor)


class ActorRequest(HttpRequest):
    """A request that passed `Token`."""

    auth: Actor
    may_manage: bool


def without_managing(actor: Actor) -> Actor:
    """Give the actor as one who neither manages nor administers."""
    return replace(actor, rights=actor.rights - {Right.MANAGE}, is_super=False)


def record_of(request: ActorRequest, code: str) -> "Registration":
    """Find a record that the actor may look at. Raises 404 for every other code."""
    # What cannot be a code is not looked up: PostgreSQL refuses NUL, for one.
    found = registration_for(request.auth, code) if _CODE.fullmatch(code) else None
    if found is None:
        raise not_found()
    return found
