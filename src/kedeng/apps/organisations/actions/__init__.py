"""Writes to organisations and people."""

from kedeng.apps.organisations.actions.bodies import (
    create_body,
    describe_body,
    move_body,
    rename_body,
)
from kedeng.apps.organisations.actions.deputations import deputise, end_deputation
from kedeng.apps.organisations.actions.passwords import change_password
from kedeng.apps.organisations.actions.refused import OutOfReachError, RefusedError
from kedeng.apps.organisations.actions.rights import reactivate, set_rights, suspend
from kedeng.apps.organisations.actions.supers import Person, appoint_super, hand_over_super
from kedeng.apps.organisations.actions.tokens import issue_token, revoke_token, use_token
from kedeng.apps.organisations.actions.tree import create_organisation
from kedeng.apps.organisations.actions.users import change_user, create_user, define_user

__all__ = [
    "OutOfReachError",
    "Person",
    "RefusedError",
    "appoint_super",
    "change_password",
    "change_user",
    "create_body",
    "create_organisation",
    "create_user",
    "define_user",
    "deputise",
    "describe_body",
    "end_deputation",
    "hand_over_super",
    "issue_token",
    "move_body",
    "reactivate",
    "rename_body",
    "revoke_token",
    "set_rights",
    "suspend",
    "use_token",
]
