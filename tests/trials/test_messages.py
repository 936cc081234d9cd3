"""10,000 events, a mail server that is down half of the time, a worker killed ten times.

None is lost; each letter has one Message-ID for good; a kill duplicates at most the letter that is
in flight (issue "Done when", 7).
"""

import email
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from tests.mailing import free_port
from tests.trials.crew import TaskError, alone, together

pytestmark = pytest.mark.trial
EVENTS, PROCESSES, KILLS = 10_000, 4, 10
SPELL = 4.0  # seconds up, then as many down
LEASE = 5  # seconds
PATIENCE = 1_500  # seconds until everything must have come


@dataclass(frozen=True)
class Letter:
    """A letter as it came: its name, all of it, and the connection it came by."""

    name: str
    content: bytes
    line: tuple[str, int]


class Box:
    """Takes letters and counts them; when it is ill-tempered it sends everybody away."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.sends_away = False
        self._trouble: AssertionError | None = None
        self._more = threading.Condition()

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if self.sends_away:
            return "421 come back later"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802 - aiosmtpd's name
        message = email.message_from_bytes(envelope.content, policy=default)
        letter = Letter(message["Message-ID"], envelope.content, session.peer)
        with self._more:
            self.letters.append(letter)
            self._more.notify_all()
        return "250 OK"

    def give_up(self, trouble: AssertionError) -> None:
        """Let nobody wait for letters that will not come."""
        with self._more:
            self._trouble = trouble
            self._more.notify_all()

    def wait_for(self, count: int, *, different: bool = False) -> None:
        """Wait until so many letters have come, or so many different ones."""

        def enough() -> bool:
            if self._trouble:
                raise self._trouble
            if len(self.letters) < count:
                return False
            return not different or len({letter.name for letter in self.letters}) >= count

        with self._more:
            assert self._more.wait_for(enough, PATIENCE), f"{len(self.letters)} of {count} came"


class Weather:
    """The server's ups and downs, by turns: up, not there, up, there but sending all away."""

    def __init__(self, box: Box) -> None:
        self.box, self.port = box, free_port()
        self.seconds = {"up": 0.0, "down": 0.0}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._change)

    def _change(self) -> None:
        spells = 0
        while not self._over.is_set():
            spells += 1
            server = self._server()
            self._last("up")
            if spells % 2:
                server.stop()
                self._last("down")
            else:
                self.box.sends_away = True
                self._last("down")
                self.box.sends_away = False
                server.stop()

    def _server(self) -> Controller:
        server = Controller(self.box, hostname="127.0.0.1", port=self.port)
        server.start()
        return server

    def _last(self, kind: str) -> None:
        begun = time.monotonic()
        self._over.wait(SPELL)
        self.seconds[kind] += time.monotonic() - begun

    @contextmanager
    def changing(self):
        """Change until the end of the block; then it is fine."""
        self._thread.start()
        try:
            yield
        finally:
            self._over.set()
            self._thread.join()

    @contextmanager
    def fine(self):
        """A server that stays."""
        server = self._server()
        try:
            yield
        finally:
            server.stop()


@dataclass(frozen=True)
class Ground:
    """Where the worker's processes run."""

    environment: dict[str, str]

    def worker(self, *words: str) -> subprocess.Popen:
        """Start a worker."""
        command = [sys.executable, "-m", "kedeng.commands", "work", *words]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)


def ground(database: str, port: int, home) -> Ground:
    return Ground(
        {
            **os.environ,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "kedeng.project.settings",
            "KEDENG_HOME": str(home),
            "LEASE_SECONDS": str(LEASE),
            "MAIL_URL": f"smtp://127.0.0.1:{port}",
            "SECRET_KEY": "trials only",
        }
    )


def test_no_letter_is_lost_and_a_kill_duplicates_one_at_most(database, tmp_path):
    people = alone(database, "telling.readers")
    box = Box()
    weather = Weather(box)
    place = ground(database, weather.port, tmp_path)
    with weather.fine():
        assert place.worker("--once").wait() == 0  # what setting the stage told
    before = len(box.letters)
    box.letters.clear()

    share = EVENTS // PROCESSES
    written: list[list[int]] = []
    shares = [(number, share, people) for number in range(PROCESSES)]

    def write() -> None:
        try:
            written.extend(together(database, "telling.write", shares))
        except TaskError as error:
            box.give_up(error)

    writing = threading.Thread(target=write)
    begun = time.monotonic()
    with weather.changing():
        writing.start()
        for kill in range(1, KILLS + 1):
            worker = place.worker()
            box.wait_for(kill * EVENTS // (KILLS + 2))
            worker.send_signal(signal.SIGKILL)
            assert worker.wait() == -signal.SIGKILL
        worker = place.worker()
        box.wait_for(EVENTS, different=True)
        writing.join()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait() == 0
    took = time.monotonic() - begun
    seen = len(box.letters)
    with weather.fine():
        threading.Event().wait(LEASE + 1)  # every lease has ended: what it held would go out now
        assert place.worker("--once").wait() == 0

    events = sorted(event for part in written for event in part)
    names = Counter(letter.name for letter in box.letters)
    twice = {name for name, count in names.items() if count > 1}
    print(  # noqa: T201 - what it was like is part of the result, and of a failure
        f"\n{len(box.letters)} letters of {len(events)} events in {took:.0f} s, {len(twice)} came"
        f" twice, {len(box.letters) - seen} after the last lease; up {weather.seconds['up']:.0f} s,"
        f" down {weather.seconds['down']:.0f} s; {before} letters before"
    )
    assert len(events) == EVENTS
    assert sorted(int(name[1:].partition(".")[0]) for name in names) == events
    assert len(twice) <= KILLS
    assert set(names.values()) <= {1, 2}
    assert {name: len(contents) for name, contents in by_name(box, twice).items()} == dict.fromkeys(
        twice, 1
    )
    assert [name for name in twice if not was_in_flight(box, name)] == []
    assert weather.seconds["down"] >= 0.45 * sum(weather.seconds.values())
    assert alone(database, "telling.kept", events) == {
        "followed": EVENTS,
        "trouble": [],
        "messages of an event": [1],
        "letters": EVENTS,
        "unsent": 0,
    }


def by_name(box: Box, names: set[str]) -> dict[str, set[bytes]]:
    """The different contents that came under a name."""
    return {
        name: {letter.content for letter in box.letters if letter.name == name} for name in names
    }


def was_in_flight(box: Box, name: str) -> bool:
    """Whether the first copy was the last letter of its connection: the one that was cut."""
    first = next(letter for letter in box.letters if letter.name == name)
    line = [letter for letter in box.letters if letter.line == first.line]
    return line[-1] is first
