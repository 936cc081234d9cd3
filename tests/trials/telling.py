"""Events that are told at once, written by several processes; and what became of them."""

from collections import Counter
from typing import Any

from django.db import connections, transaction
from tests.stage import PASSWORD
from tests.trials.tasks import PEOPLE, actor, make, threads

from kedeng.apps.history.actions import record
from kedeng.apps.messages.models import Delivery, Followed, Message
from kedeng.apps.organisations.actions import create_user
from kedeng.apps.organisations.models import User
from kedeng.apps.registrations.models import Registration
from kedeng.domain.events import Event

READERS = 200
WRITERS = 4  # threads of each process, so that ids and commits come in different orders
RETURNED = {"transition": "return", "from": "in_review", "to": "returned", "desk": 0}


def readers() -> list[int]:
    """Create people with addresses, and records of one of them; the history so far is told."""
    university = User.objects.get(username=PEOPLE[0]).organisation
    for number in range(READERS):
        create_user(
            username=f"reader-{number}",
            name=f"演示读者{number}",
            organisation=university,
            rights=[],
            password=PASSWORD,
        )
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
    make("draft", [f"第 {number} 项成果" for number in range(8)])
    return list(User.objects.filter(username__startswith="reader-").values_list("pk", flat=True))


def write(share: int, count: int, people: list[int]) -> list[int]:
    """Write so many events, nine of ten of accounts and one of ten a return; give their ids."""
    codes = list(Registration.objects.values_list("code", flat=True))
    department = actor("reviewer")

    def some(thread: int) -> list[int]:
        written = []
        for number in range(thread, count, WRITERS):
            place = share * count + number
            with transaction.atomic():
                if number % 10:
                    subject = f"user:{people[place % len(people)]}"
                    kind, details, who = Event.PASSWORD_CHANGED, {}, None
                else:
                    subject = f"registration:{codes[place // 10 % len(codes)]}"
                    kind, who = Event.MOVED, department
                    details = {**RETURNED, "reason": f"第 {place} 次退回"}
                event = record(kind=kind, subject=subject, actor=who, details=details)
            written.append(event.pk)
        connections.close_all()
        return written

    return [event for written in threads(WRITERS, some) for event in written]


def kept(events: list[int]) -> dict[str, Any]:
    """Say what the tables have of the events: ticks, troubles, messages and letters of each."""
    mine = Message.objects.filter(event_id__in=events)
    letters = Delivery.objects.filter(messages__in=mine)
    return {
        "followed": Followed.objects.filter(pk__in=events).count(),
        "trouble": list(Followed.objects.exclude(trouble="").values_list("trouble", flat=True)),
        "messages of an event": sorted(
            set(Counter(mine.values_list("event_id", flat=True)).values())
        ),
        "letters": letters.count(),
        "unsent": letters.filter(sent_at=None).count(),
    }
