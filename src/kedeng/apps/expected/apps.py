"""Django's record of the room."""

from django.apps import AppConfig


class ExpectedConfig(AppConfig):
    """Lists of what ought to be registered, and the radar of deadlines."""

    name = "kedeng.apps.expected"
    label = "expected"

    def ready(self) -> None:
        """Say which titles the contracts of accepted projects have."""
        from kedeng.apps.expected.queries.contracts import contract_titles  # noqa: PLC0415
        from kedeng.apps.registrations.contracts import register  # noqa: PLC0415 - loaded apps

        register(contract_titles)
