"""Django's record of the room."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """Official announcements of the bodies, and who has read them."""

    name = "kedeng.apps.announcements"
    label = "announcements"
