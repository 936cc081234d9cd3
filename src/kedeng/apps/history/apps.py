"""Django's record of the room."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """What happened, append-only; also the outbox."""

    name = "kedeng.apps.history"
    label = "history"
