"""Organisations, their names, users, rights and credentials."""

from kedeng.apps.organisations.models.applications import (
    AccountApplication,
    InstitutionApplication,
)
from kedeng.apps.organisations.models.credentials import ActivationCode, ApiToken
from kedeng.apps.organisations.models.grants import GrantNote
from kedeng.apps.organisations.models.people import Deputation, User, UserManager, UserRight
from kedeng.apps.organisations.models.tree import Organisation, OrganisationName

__all__ = [
    "AccountApplication",
    "ActivationCode",
    "ApiToken",
    "Deputation",
    "GrantNote",
    "InstitutionApplication",
    "Organisation",
    "OrganisationName",
    "User",
    "UserManager",
    "UserRight",
]
