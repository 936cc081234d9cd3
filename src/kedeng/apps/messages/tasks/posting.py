"""Sends what is due, one by one under a lease; a crash costs one duplicate at most, and no letter.

The row is marked after the server has said yes. A worker that dies between the two leaves the
lease: when it ends the same letter goes out again, under the same Message-ID.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kedeng.apps.messages.channels import AwayError, LaterError, RefusedError, Sender, senders
from kedeng.apps.messages.models import Delivery

AT_ONCE = 100  # deliveries a round
GIVE_UP = timedelta(days=5)
_LONGEST_WAIT = timedelta(hours=4)

logger = logging.getLogger(__name__)


class Pauses:
    """Remembers which channel's server is away, so that it is asked once, then after a while."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}
        self._failed: dict[str, int] = {}

    def holds(self, channel: str) -> bool:
        """Whether a channel is not to be asked yet."""
        return self._clock() < self._until.get(channel, 0.0)

    def away(self, channel: str) -> None:
        """Wait longer each time, a minute at most."""
        failed = self._failed[channel] = self._failed.get(channel, 0) + 1
        self._until[channel] = self._clock() + min(2.0 ** (failed - 1), 60.0)

    def back(self, channel: str) -> None:
        """Forget that it was away."""
        self._failed.pop(channel, None)


def post(pauses: Pauses, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what is due on each channel whose server answers, and say how many went out."""
    return sum(
        _post(channel, make, pauses, is_stopping)
        for channel, make in senders().items()
        if not pauses.holds(channel)
    )


def _post(
    channel: str, make: Callable[[], Sender], pauses: Pauses, is_stopping: Callable[[], bool]
) -> int:
    due = list(_due(timezone.now()).filter(channel=channel).order_by("due_at", "pk")[:AT_ONCE])
    if not due:
        return 0
    sent = 0
    try:
        with make() as sender:
            for delivery in due:
                if is_stopping():
                    break
                sent += _deliver(sender, delivery)
            pauses.back(channel)
    except AwayError as error:
        pauses.away(channel)
        logger.warning("a server is away", extra={"channel": channel, "why": str(error)})
    return sent


def _due(now: datetime) -> QuerySet[Delivery]:
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Delivery.objects.filter(free, due_at__lte=now, sent_at=None, refused_at=None)


def _deliver(sender: Sender, delivery: Delivery) -> int:
    """Send one: lease, hand over, mark. Raises AwayError, with the lease cut to seconds."""
    now = timezone.now()
    mine = _due(now).filter(pk=delivery.pk)
    if not mine.update(
        leased_until=now + timedelta(seconds=settings.LEASE_SECONDS), attempts=F("attempts") + 1
    ):
        return 0  # another worker has it, or it was withdrawn
    row = Delivery.objects.filter(pk=delivery.pk)
    try:
        sender.send(delivery)
    except AwayError:  # whatever broke the line may be this one: others go first for a while
        row.update(leased_until=now + timedelta(seconds=2 ** min(delivery.attempts, 6)))
        raise
    except LaterError as error:
        _put_off(row, delivery, str(error), now)
        return 0
    except RefusedError as error:
        _refuse(row, delivery, str(error), now)
        return 0
    row.update(sent_at=timezone.now(), leased_until=None, trouble="")
    return 1


def _put_off(row: QuerySet[Delivery], delivery: Delivery, why: str, now: datetime) -> None:
    if now - delivery.due_at > GIVE_UP:
        _refuse(row, delivery, why, now)
        return
    wait = min(timedelta(minutes=2**delivery.attempts), _LONGEST_WAIT)
    row.update(leased_until=now + wait, trouble=why[:200])


def _refuse(row: QuerySet[Delivery], delivery: Delivery, why: str, now: datetime) -> None:
    row.update(refused_at=now, leased_until=None, trouble=why[:200])
    told = {"delivery": delivery.key, "channel": delivery.channel, "why": why[:200]}
    logger.error("a message was refused", extra=told)
