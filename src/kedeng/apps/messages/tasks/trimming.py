"""Forgets what nobody asks for any more."""

from datetime import datetime, timedelta

from kedeng.apps.messages.models import Delivery, Message, Reminder

KEEP_LETTERS = timedelta(days=90)
KEEP_MESSAGES = timedelta(days=400)  # a year's filing, and somewhat more


def trim(now: datetime) -> int:
    """Delete sent and refused letters, then old messages and marks of reminders; how many rows."""
    done = Delivery.objects.exclude(sent_at=None, refused_at=None)
    old = now - KEEP_MESSAGES
    rows = (
        done.filter(made_at__lt=now - KEEP_LETTERS),
        Message.objects.filter(made_at__lt=old),
        Reminder.objects.filter(closes__lt=old),
    )
    return sum(found.delete()[0] for found in rows)
