"""Django's record of the room."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The register, summary tables, search: all rebuildable."""

    name = "kedeng.apps.insight"
    label = "insight"
