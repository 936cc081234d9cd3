"""Django's record of the room."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The tree, people, rights, credentials."""

    name = "kedeng.apps.organisations"
    label = "organisations"
