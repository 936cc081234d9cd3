"""Organisations, their names, users, rights and credentials."""

from kedeng.apps.organisations.models.applications import (
    AccountApplication,
    InstitutionApplication,
)
from kedeng.apps.organisations.models.credentials import (
    LIVE,
    ActivationCode,
    ApiToken,
    GuessAllowance,
    MailCode,
    OneTimeCode,
)
from kedeng.apps.organisations.models.grants import GrantNote
from kedeng.apps.organisations.models.identities import ExternalIdentity
from kedeng.apps.organisations.models.people import Deputation, User, UserManager, UserRight
from kedeng.apps.organisations.models.rosters import Roster
from kedeng.apps.organisations.models.second_factors import (
    AuthenticatorApp,
    Passkey,
    RecoveryCode,
)
from kedeng.apps.organisations.models.sessions import Session
from kedeng.apps.organisations.models.tree import Organisation, OrganisationName

__all__ = [
    "LIVE",
    "AccountApplication",
    "ActivationCode",
    "ApiToken",
    "AuthenticatorApp",
    "Deputation",
    "ExternalIdentity",
    "GrantNote",
    "GuessAllowance",
    "InstitutionApplication",
    "MailCode",
    "OneTimeCode",
    "Organisation",
    "OrganisationName",
    "Passkey",
    "RecoveryCode",
    "Roster",
    "Session",
    "User",
    "UserManager",
    "UserRight",
]
