"""Reads of organisations and people."""

from kedeng.apps.organisations.queries.people import (
    actor_for,
    user_by_id,
)
from kedeng.apps.organisations.queries.tokens import (
    live_token,
    token_digest,
    tokens_of,
    user_of_token,
)
from kedeng.apps.organisations.queries.tree import (
    ancestors,
    body_facts,
    chain_of_bodies,
    names_of,
    organisation_by_id,
    organisation_named,
    province_of,
    unit_of,
    units_above,
)

__all__ = [
    "actor_for",
    "ancestors",
    "body_facts",
    "chain_of_bodies",
    "live_token",
    "names_of",
    "organisation_by_id",
    "organisation_named",
    "province_of",
    "token_digest",
    "tokens_of",
    "unit_of",
    "units_above",
    "user_by_id",
    "user_of_token",
]
