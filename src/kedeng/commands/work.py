"""Do what needs no request: messages and mail, reminders, scans of files, packages.

`kedeng serve` runs one beside the service. Several at once, on several machines, take turns.
"""

import argparse
import signal
import threading
from collections.abc import Callable
from datetime import datetime

IDLE = 2.0  # seconds between two rounds that found nothing to do
SELDOM = 60.0  # seconds between two looks at what is not urgent


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long to run."""
    parser.add_argument("--once", action="store_true", help="one round, then stop")


def run(options: argparse.Namespace) -> int:
    """Work until told to stop; what is under way is finished first."""
    import django  # noqa: PLC0415  (settings first)

    django.setup()
    stop = threading.Event()
    if options.once:
        Rounds(stop.is_set).all()
        return 0
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    rounds = Rounds(stop.is_set)
    while not stop.is_set():
        if not rounds.next():
            stop.wait(IDLE)
    return 0


class Rounds:
    """One round after the other.

    One that fails is logged and the next is tried, so that a database
    that is away is waited for: the service would end with its worker.
    """

    def __init__(self, is_stopping: Callable[[], bool]) -> None:
        from kedeng.apps.messages.tasks.posting import Pauses  # noqa: PLC0415  (models)
        from kedeng.apps.registrations.tasks import Reminding  # noqa: PLC0415

        self._is_stopping = is_stopping
        self._pauses = Pauses()
        self._reminding = Reminding()
        self._seldom_at: datetime | None = None

    def next(self) -> int:
        """Do a round and say how much there was to do; 0 also where it failed."""
        import logging  # noqa: PLC0415  (beside its only use)

        from django.db import close_old_connections  # noqa: PLC0415

        try:
            return self._round()
        except Exception:
            logging.getLogger(__name__).exception("a round of the worker failed")
            return 0
        finally:
            close_old_connections()

    def all(self) -> None:
        """Do rounds until one finds nothing to do."""
        while self._round() and not self._is_stopping():
            pass

    def _round(self) -> int:
        from django.utils import timezone  # noqa: PLC0415

        from kedeng.apps.insight import tasks as insight  # noqa: PLC0415
        from kedeng.apps.messages import tasks as messages  # noqa: PLC0415

        now = timezone.now()
        done = messages.follow(now) + self._reminding.step(now)
        if self._is_time(now):
            done += self._seldom(now)
        done += messages.post(self._pauses, self._is_stopping)
        return done or insight.make_packages(now)  # what takes minutes comes after the letters

    def _is_time(self, now: datetime) -> bool:
        last = self._seldom_at
        return last is None or (now - last).total_seconds() >= SELDOM

    def _seldom(self, now: datetime) -> int:
        from kedeng.apps.files import tasks as files  # noqa: PLC0415
        from kedeng.apps.messages import tasks as messages  # noqa: PLC0415

        steps = (messages.write_digests, messages.move_horizon, files.run_once)
        done = sum(step(now) for step in steps)
        if not done:  # else there may be more: look again at once
            self._seldom_at = now
        return done
