"""Writes to organisations and people."""

from kedeng.apps.organisations.actions.passwords import change_password
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.tokens import issue_token, revoke_token, use_token
from kedeng.apps.organisations.actions.tree import create_organisation
from kedeng.apps.organisations.actions.users import create_user

__all__ = [
    "RefusedError",
    "change_password",
    "create_organisation",
    "create_user",
    "issue_token",
    "revoke_token",
    "use_token",
]
