"""Reads of organisations and people."""

from hashlib import sha256

from kedeng.apps.organisations.models import ApiToken, Organisation, User
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.routes import PROVINCE, UNIT, Body
from kedeng.lib.text import folded


def actor_for(user: User) -> Actor | None:
    """Build the actor of a user from the rights as they are now; None for a disabled one.

    Read anew at every request, so that what is taken away is gone at once.
    """
    if not user.is_active or not user.organisation.is_active:
        return None
    return Actor(
        user_id=user.pk,
        name=user.name,
        organisation_id=user.organisation_id,
        organisation_name=user.organisation.name,
        rank=user.organisation.rank,
        rights=frozenset(Right(row.right) for row in user.rights.all()),
    )


def user_by_id(user_id: int) -> User:
    """Find a user with organisation and rights. Raises User.DoesNotExist."""
    return User.objects.select_related("organisation").prefetch_related("rights").get(pk=user_id)


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


def ancestors(organisation: Organisation) -> list[Organisation]:
    """Give the chain from the organisation itself up to the nation."""
    chain = [organisation]
    while chain[-1].parent_id is not None:
        chain.append(chain[-1].parent)
    return chain


def units_above(organisation: Organisation) -> list[Organisation]:
    """Give the units of a chain, the organisation first: a faculty, then its university."""
    return [body for body in ancestors(organisation) if body.rank == UNIT]


def unit_of(organisation: Organisation) -> Organisation:
    """Give the whole unit to which an organisation belongs: the university of a faculty."""
    return (units_above(organisation) or [organisation])[-1]


def chain_of_bodies(organisation: Organisation) -> list[Body]:
    """Give the chain as routes see it, the organisation first."""
    return [Body(body.pk, body.rank, body.has_office) for body in ancestors(organisation)]


def organisation_by_id(organisation_id: int) -> Organisation:
    """Find an organisation. Raises Organisation.DoesNotExist."""
    return Organisation.objects.get(pk=organisation_id)


def names_of(organisation: Organisation) -> frozenset[str]:
    """Present, former and second names: all count as the same unit."""
    return frozenset({organisation.name, *organisation.other_names.values_list("name", flat=True)})


def organisation_named(name: str) -> Organisation | None:
    """Find an organisation by any of its names, blanks and punctuation aside."""
    wanted = folded(name)
    for organisation in Organisation.objects.filter(other_names__folded=wanted):
        return organisation
    return None


def province_of(organisation: Organisation) -> Organisation | None:
    """Give the province above (or the organisation itself); None above a province."""
    return next((body for body in ancestors(organisation) if body.rank == PROVINCE), None)
