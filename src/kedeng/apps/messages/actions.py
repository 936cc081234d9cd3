"""What people do with their messages, and the mark that keeps a reminder from being given twice."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.messages.models import Choice, Message, Reminder
from kedeng.apps.messages.queries import inbox, topics_of
from kedeng.domain.messages import TOPICS, Topic
from kedeng.domain.policy import Actor


def mark_read(*, actor: Actor, message_id: int) -> Message | None:
    """Mark one of the actor's own messages as read and give it; None for anybody else's."""
    found = inbox(actor).filter(pk=message_id).first()
    if found is not None and found.read_at is None:
        found.read_at = timezone.now()
        found.save(update_fields=["read_at"])
    return found


def mark_all_read(*, actor: Actor) -> int:
    """Mark everything that the actor can see in the inbox as read; how many were not."""
    return inbox(actor).filter(read_at=None).update(read_at=timezone.now())


@transaction.atomic
def choose(*, actor: Actor, mail: Mapping[Topic, bool], sms: Mapping[Topic, bool]) -> None:
    """Keep by what ways the actor wants to hear of each topic.

    Only topics that may concern the actor are kept; one that is not optional always comes by mail.
    """
    for topic in topics_of(actor):
        Choice.objects.update_or_create(
            user_id=actor.user_id,
            topic=topic.value,
            defaults={
                "mail": mail.get(topic, False) or not TOPICS[topic].optional,
                "sms": sms.get(topic, False),
            },
        )


def first_reminder(*, subject: str, closes: datetime, stage: int) -> bool:
    """Keep that a subject is reminded of a closing; False where it has been.

    Runs in the transaction of the reminder's history.
    """
    try:
        with transaction.atomic():
            Reminder.objects.create(subject=subject, closes=closes, stage=stage)
    except IntegrityError:
        return False
    return True
