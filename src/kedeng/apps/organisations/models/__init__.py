"""Organisations, their names, users, rights and credentials."""

from kedeng.apps.organisations.models.credentials import ActivationCode, ApiToken
from kedeng.apps.organisations.models.people import Deputation, User, UserManager, UserRight
from kedeng.apps.organisations.models.tree import Organisation, OrganisationName

__all__ = [
    "ActivationCode",
    "ApiToken",
    "Deputation",
    "Organisation",
    "OrganisationName",
    "User",
    "UserManager",
    "UserRight",
]
