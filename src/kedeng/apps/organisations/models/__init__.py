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
from kedeng.apps.organisations.models.people import Deputation, User, UserManager, UserRight
from kedeng.apps.organisations.models.tree import Organisation, OrganisationName

__all__ = [
    "LIVE",
    "AccountApplication",
    "ActivationCode",
    "ApiToken",
    "Deputation",
    "GrantNote",
    "GuessAllowance",
    "InstitutionApplication",
    "MailCode",
    "OneTimeCode",
    "Organisation",
    "OrganisationName",
    "User",
    "UserManager",
    "UserRight",
]
