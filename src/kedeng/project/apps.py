"""Registers the system checks."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project as an app, only so that Django runs its checks."""

    name = "kedeng.project"

    def ready(self) -> None:
        """Import the checks: they register themselves."""
        from kedeng.project import checks  # noqa: F401, PLC0415  (apps must be loaded first)
