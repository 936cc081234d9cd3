"""Django's record of the room."""

from django.apps import AppConfig


class ExpectedConfig(AppConfig):
    """Lists of what ought to be registered, and the radar of deadlines."""

    name = "kedeng.apps.expected"
    label = "expected"
