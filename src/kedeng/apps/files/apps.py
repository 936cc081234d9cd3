"""Django's record of the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Bytes by digest; knows nothing of the rest."""

    name = "kedeng.apps.files"
    label = "files"
