"""Reads of organisations and people."""

from kedeng.apps.organisations.queries.activation import with_activation
from kedeng.apps.organisations.queries.contacts import Contact, ask_whom, contacts_of
from kedeng.apps.organisations.queries.credentials import (
    CodeFilter,
    issuer_of,
    live_code,
    waiting_for_codes,
    without_live_code,
)
from kedeng.apps.organisations.queries.grants import GrantFilter, grants_log
from kedeng.apps.organisations.queries.identities import identities_of, user_of_identity
from kedeng.apps.organisations.queries.passwords import (
    own_rights,
    password_due_on,
    password_policy_of,
)
from kedeng.apps.organisations.queries.people import (
    actor_for,
    user_by_id,
)
from kedeng.apps.organisations.queries.rosters import roster_for, rosters_with_people
from kedeng.apps.organisations.queries.second_factors import Factors, factors_of
from kedeng.apps.organisations.queries.sessions import sessions_of
from kedeng.apps.organisations.queries.subtree import (
    Branch,
    acts_on,
    bodies_named,
    body_for,
    candidates,
    children_of,
    named,
    other_names_of,
    subtree,
    sums_of,
    tree_of,
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
from kedeng.apps.organisations.queries.users import (
    colleagues_of,
    deputation_for,
    deputations_of,
    grants_of,
    live_deputations,
    member_named,
    staff_of,
    super_of,
    user_for,
    users_of,
)

__all__ = [
    "Branch",
    "CodeFilter",
    "Contact",
    "Factors",
    "GrantFilter",
    "actor_for",
    "acts_on",
    "ancestors",
    "ask_whom",
    "bodies_named",
    "body_facts",
    "body_for",
    "candidates",
    "chain_of_bodies",
    "children_of",
    "colleagues_of",
    "contacts_of",
    "deputation_for",
    "deputations_of",
    "factors_of",
    "grants_log",
    "grants_of",
    "identities_of",
    "issuer_of",
    "live_code",
    "live_deputations",
    "live_token",
    "member_named",
    "named",
    "names_of",
    "organisation_by_id",
    "organisation_named",
    "other_names_of",
    "own_rights",
    "password_due_on",
    "password_policy_of",
    "province_of",
    "roster_for",
    "rosters_with_people",
    "sessions_of",
    "staff_of",
    "subtree",
    "sums_of",
    "super_of",
    "token_digest",
    "tokens_of",
    "tree_of",
    "unit_of",
    "units_above",
    "user_by_id",
    "user_for",
    "user_of_identity",
    "user_of_token",
    "users_of",
    "waiting_for_codes",
    "with_activation",
    "without_live_code",
]
