"""Follows history: each event becomes messages and deliveries, in one transaction with its tick."""

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.messages.addresses import Address, address_of
from kedeng.apps.messages.models import Followed, Horizon
from kedeng.apps.messages.tasks.hearers import people_of
from kedeng.apps.messages.tasks.settling import settle
from kedeng.apps.messages.tasks.writing import write
from kedeng.domain.events import Event
from kedeng.domain.messages import EVENTS, Hearer, Notice, notices_of_event, notices_of_move
from kedeng.renderings.letters import Happening, Words, words

AT_ONCE = 50  # events in a transaction: SQLite has one writer
LONGEST_TRANSACTION = timedelta(days=1)  # no action takes so long; older gaps are no events
_LOCK = "kedeng.messages.follow"

logger = logging.getLogger(__name__)


def follow(now: datetime) -> int:
    """Take the oldest events that are not followed yet and say how many they were.

    Two workers take turns: the ticks are unique. An event that cannot be told is logged, ticked
    with its trouble, and stops nothing.
    """
    with transaction.atomic():
        if not _is_our_turn():
            return 0
        events = _waiting()
        Followed.objects.bulk_create(Followed(event_id=event.pk) for event in events)
        for event in events:
            _take(event, now)
    return len(events)


def _is_our_turn() -> bool:
    if connection.vendor != "postgresql":
        return True  # the transaction has the one lock that there is
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [_LOCK])
        return bool(cursor.fetchone()[0])


def _waiting() -> list[HistoryEvent]:
    ticked = Followed.objects.filter(event_id=OuterRef("pk"))
    past = Horizon.objects.values_list("event_id", flat=True).first() or 0
    return list(HistoryEvent.objects.filter(~Exists(ticked), pk__gt=past).order_by("pk")[:AT_ONCE])


def move_horizon(now: datetime) -> int:
    """Forget the ticks of events that no transaction can still come before; how many went."""
    with transaction.atomic():
        settled = HistoryEvent.objects.filter(happened_at__lt=now - LONGEST_TRANSACTION)
        newest = settled.order_by("-pk").values_list("pk", flat=True).first()
        past = Horizon.objects.first() or Horizon()
        if newest is None or newest <= past.event_id:
            return 0
        if _waiting_up_to(past.event_id, newest):
            return 0  # a long stop: first catch up
        past.event_id = newest
        past.save()
        return Followed.objects.filter(event_id__lte=newest, trouble="").delete()[0]


def _waiting_up_to(past: int, newest: int) -> bool:
    ticked = Followed.objects.filter(event_id=OuterRef("pk"))
    found = HistoryEvent.objects.filter(~Exists(ticked), pk__gt=past, pk__lte=newest)
    return found.exists()


def _take(event: HistoryEvent, now: datetime) -> None:
    try:
        with transaction.atomic():
            _tell(event, now)
    except Exception as error:  # one event must not stop all that follow
        logger.exception("an event could not be told", extra={"event": event.pk})
        Followed.objects.filter(event_id=event.pk).update(trouble=repr(error)[:200])


def _tell(event: HistoryEvent, now: datetime) -> None:
    kind = Event(event.kind)
    settle(event)
    notices = _notices(event, kind)
    if not notices:
        return
    address = address_of(event.subject)
    told = set() if _may_hear_oneself(kind) else {event.actor_id}
    for notice in notices:
        for user in people_of(notice, event, address):
            if user.pk not in told:
                told.add(user.pk)
                write(event, notice, user, _words(event, kind, notice, address), now)


def _notices(event: HistoryEvent, kind: Event) -> tuple[Notice, ...]:
    if kind is Event.MOVED:
        return notices_of_move(event.details["transition"], int(event.details["desk"]))
    return notices_of_event(kind, event.details)


def _may_hear_oneself(kind: Event) -> bool:
    return any(notice.hearer is Hearer.ACCOUNT for notice in EVENTS.get(kind, ()))


def _words(event: HistoryEvent, kind: Event, notice: Notice, address: Address | None) -> Words:
    title = address.title if address else str(event.details.get("title", ""))
    happening = Happening(kind, event.happened_at, event.organisation_name, title, event.details)
    return words(happening, notice.hearer)
