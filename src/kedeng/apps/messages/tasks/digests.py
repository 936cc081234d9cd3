"""The day's digest: one letter for each person, of all that needs no action."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from kedeng.apps.messages.models import Channel, Delivery, Message
from kedeng.apps.messages.queries import mail_address
from kedeng.apps.organisations.models import User
from kedeng.domain.messages import day_begun
from kedeng.lib.names import random_code
from kedeng.renderings.letters import letter

AT_ONCE = 100  # people a round
MOST_NAMED = 40  # messages in a letter


def write_digests(now: datetime) -> int:
    """Write the digests that the morning asks for and say how many; a transaction for each.

    Who has had the day's digest waits for the next day's. What was read meanwhile is left out.
    """
    today = day_begun(now)
    if today is None:
        return 0
    waiting = Message.objects.filter(for_digest=True, shown_from__lte=now)
    had = Delivery.objects.filter(day=today).values("recipient")
    people = waiting.exclude(recipient__in=had).order_by().values_list("recipient", flat=True)
    return sum(_write(user_id, today, now) for user_id in people.distinct()[:AT_ONCE])


@transaction.atomic
def _write(user_id: int, today: date, now: datetime) -> int:
    """Write one person's, and tick off its messages."""
    user = User.objects.select_for_update().get(pk=user_id)
    waiting = Message.objects.filter(recipient=user, for_digest=True, shown_from__lte=now)
    taken = list(waiting.order_by("pk"))
    Message.objects.filter(pk__in=[message.pk for message in taken]).update(for_digest=False)
    unread = [message for message in taken if message.read_at is None]
    address = mail_address(user)
    had = Delivery.objects.filter(recipient=user, day=today).exists()
    if not unread or had or not address or not user.is_active:
        return 0
    named = unread[:MOST_NAMED]
    parts = [(message.headline, message.text) for message in named]
    more = len(unread) - len(named)
    delivery = Delivery.objects.create(
        key=f"{today:%Y%m%d}.{random_code(16)}",
        channel=Channel.MAIL.value,
        recipient=user,
        address=address,
        headline=f"每日汇总：{len(unread)} 条新消息",
        body=letter(user.name, parts, settings.KEDENG_URL, more=more),
        day=today,
        made_at=now,
        due_at=now,
    )
    delivery.messages.set(unread)
    return 1
