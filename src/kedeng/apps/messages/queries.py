"""Reads of one's own messages; nobody reads another's."""

from django.db.models import QuerySet
from django.utils import timezone

from kedeng.apps.messages.models import Choice, Message
from kedeng.apps.organisations.models import User
from kedeng.domain.messages import TOPICS, Topic
from kedeng.domain.policy import Actor


def inbox(actor: Actor) -> QuerySet[Message]:
    """Give the actor's messages that are shown by now, the newest first."""
    shown = Message.objects.filter(recipient=actor.user_id, shown_from__lte=timezone.now())
    return shown.order_by("-shown_from", "-pk")


def unread(actor: Actor) -> QuerySet[Message]:
    """Give those that are neither read nor settled: what the bell counts."""
    return inbox(actor).filter(read_at=None, settled_at=None)


def mail_address(user: User) -> str:
    """Give where a person's mail goes: the address that the owner proved, else the known one."""
    return user.recovery_email or user.email


def topics_of(actor: Actor) -> list[Topic]:
    """Give the topics that may concern an actor, by rights."""
    return [topic for topic, row in TOPICS.items() if not row.rights or actor.has(*row.rights)]


def choices_of(actor: Actor) -> dict[Topic, Choice]:
    """Give what the actor chose for each topic that may concern; the usual where nothing was."""
    found = {row.topic: row for row in Choice.objects.filter(user=actor.user_id)}
    return {
        topic: found.get(topic.value) or Choice(topic=topic.value) for topic in topics_of(actor)
    }
