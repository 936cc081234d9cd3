"""Django's record of the room."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Inbox, mail and short messages; Django's own `messages` has the plain label."""

    name = "kedeng.apps.messages"
    label = "inbox"
