"""Django's record of the room."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Rounds, windows, policy profiles, code lists, number codes."""

    name = "kedeng.apps.rounds"
    label = "rounds"
