"""Writes one message for one person, and what of it goes out at once."""

from datetime import datetime, timedelta

from django.conf import settings

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.messages.models import Channel, Choice, Delivery, Message
from kedeng.apps.messages.queries import mail_address
from kedeng.apps.organisations.models import User
from kedeng.domain.messages import TOPICS, Notice, Topic
from kedeng.lib.mobiles import is_mobile
from kedeng.lib.names import random_code
from kedeng.renderings.letters import Words, letter

MARGIN = timedelta(minutes=1)  # an undo in the last second is followed before what it withdraws


def write(event: HistoryEvent, notice: Notice, user: User, said: Words, now: datetime) -> None:
    """Write a message into the inbox; by mail and text what needs action, the rest for the digest.

    What a bulk act did is shown and sent when it can no longer be undone.
    """
    if notice.topic is Topic.RESULTS:
        _supersede(event, user)
    held = event.details.get("held_until")
    channels = _channels(user, notice.topic)
    message = Message.objects.create(
        recipient=user,
        topic=notice.topic.value,
        event_id=event.pk,
        subject=event.subject,
        headline=" ".join(said.headline.split())[:400],  # a title may have line breaks
        text=said.text,
        needs_action=notice.needs_action,
        made_at=now,
        shown_from=datetime.fromisoformat(held) + MARGIN if held else event.happened_at,
        for_digest=Channel.MAIL in channels and not notice.needs_action,
    )
    if not notice.needs_action:
        return
    if Channel.MAIL in channels:
        body = letter(user.name, [(message.headline, said.text)], settings.KEDENG_URL)
        _send(message, Channel.MAIL, mail_address(user), body)
    if Channel.SMS in channels:
        _send(message, Channel.SMS, user.phone, message.headline)


def _supersede(event: HistoryEvent, user: User) -> None:
    """Settle how the same record stood before: the newest result says it all."""
    before = Message.objects.filter(
        recipient=user, subject=event.subject, topic=Topic.RESULTS.value, settled_at=None
    )
    before.update(settled_at=event.happened_at, for_digest=False)


def _channels(user: User, topic: Topic) -> set[Channel]:
    """Say how a person wants to hear of a topic, where there is a way."""
    choice = Choice.objects.filter(user=user, topic=topic.value).first() or Choice()
    wants_mail = choice.mail or not TOPICS[topic].optional
    found = set()
    if settings.EMAIL_HOST and wants_mail and mail_address(user):
        found.add(Channel.MAIL)
    if settings.SMS_URL and choice.sms and is_mobile(user.phone):
        found.add(Channel.SMS)
    return found


def _send(message: Message, channel: Channel, address: str, body: str) -> None:
    delivery = Delivery.objects.create(
        key=f"{message.event_id}.{random_code(16)}",
        channel=channel.value,
        recipient_id=message.recipient_id,
        address=address,
        headline=message.headline,
        body=body,
        made_at=message.made_at,
        due_at=message.shown_from,
    )
    message.deliveries.add(delivery)
