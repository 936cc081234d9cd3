"""Django's record of the room."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class RegistrationsConfig(AppConfig):
    """The whole life of a record."""

    name = "kedeng.apps.registrations"
    label = "registrations"

    def ready(self) -> None:
        """Lay the database's own refusals after each migrate; say whom a record concerns."""
        from kedeng.apps.messages.addresses import register  # noqa: PLC0415 - needs loaded apps
        from kedeng.apps.registrations.addresses import address  # noqa: PLC0415

        post_migrate.connect(_lay_triggers, sender=self)
        register("registration", address)


def _lay_triggers(using: str, **kwargs: Any) -> None:
    from kedeng.apps.registrations import triggers  # noqa: PLC0415 - needs loaded apps

    del kwargs
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if {triggers.RECORD, *triggers.APPEND_ONLY} <= tables:
        triggers.install(connection)
