"""Starts the real service on a home and a database of its own, and stops it again."""

# ruff: noqa: PLC0415 - Django and its settings come after the run's own

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
CLOCK = Path(__file__).resolve().parent / "clock"


@dataclass(frozen=True)
class Ground:
    """Where a service is to run: its home, its port, the environment of its commands."""

    home: Path
    port: int
    environment: dict[str, str]

    @property
    def url(self) -> str:
        """Where the service will listen."""
        return self.environment["KEDENG_URL"]

    def command(self, *words: str) -> list[str]:
        """A command of Kedeng's, as the shell would run it."""
        return [sys.executable, "-m", "kedeng.commands", *words]

    def run(self, *words: str) -> str:
        """Run a command to its end and give what it printed; one that fails fails the test."""
        ended = subprocess.run(
            self.command(*words),
            env=self.environment,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-3000:]
        return ended.stdout

    def ago(self, days: int) -> "Ground":
        """The same ground with its clock so many days back, for what nobody can wait for."""
        if not days:
            return self
        clock = {"PYTHONPATH": str(CLOCK), "CLOCK_DAYS_BACK": str(days)}
        return replace(self, environment={**self.environment, **clock})

    @contextmanager
    def serving(self, *words: str) -> Iterator[None]:
        """Run a command that serves, from its first answer to the end of the block."""
        log = self.home / "service.log"
        with log.open("w", encoding="utf-8") as out:
            process = subprocess.Popen(
                self.command(*words, "--port", str(self.port)),
                env=self.environment,
                stdout=out,
                stderr=out,
                cwd=CHECKOUT,
            )
            try:
                _wait(f"{self.url}/healthz", process, log)
                yield
            finally:
                process.terminate()
                process.wait(timeout=30)


@contextmanager
def new_ground(home: Path) -> Iterator[Ground]:
    """Lay the ground in an empty folder; on PostgreSQL with a database that goes with it."""
    with _database(home.name) as address:
        port = _free_port()
        environment = {
            **os.environ,
            "KEDENG_HOME": str(home),
            "KEDENG_FONTS": _fonts(),
            "KEDENG_URL": f"http://127.0.0.1:{port}",
            "SECRET_KEY": "journeys only",
            "DJANGO_SETTINGS_MODULE": "kedeng.project.settings",
            "DATABASE_URL": address,
        }
        yield Ground(home, port, environment)


def _fonts() -> str:
    from kedeng.renderings.pdf.fonts import font_paths

    return os.pathsep.join(str(path) for path in font_paths())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _database(suffix: str) -> Iterator[str]:
    """Give the URL of a database beside the suite's; empty for SQLite, which lives in the home."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "postgresql":
        yield ""
        return
    import psycopg

    given = connection.get_connection_params()
    server = {key: given[key] for key in ("host", "port", "user", "password") if given.get(key)}
    name = f"kedeng_{suffix}_{os.getpid()}"

    def execute(statement: str) -> None:
        with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
            admin.execute(statement)

    execute(f"drop database if exists {name}")
    execute(f"create database {name} template template0 encoding 'UTF8'")
    for setting, value in settings.DATABASE_IN_HASTE.items():
        execute(f"alter database {name} set {setting} = {value}")
    try:
        yield _address(server, name)
    finally:
        execute(f"drop database if exists {name} with (force)")


def _address(server: dict, name: str) -> str:
    """Write the URL of a database; a host that is a folder is one of sockets."""
    host, port = str(server.get("host", "")), server.get("port") or 5432
    user, word = (quote(str(server.get(key, "")), safe="") for key in ("user", "password"))
    login = f"{user}:{word}@" if word else f"{user}@" if user else ""
    if host.startswith("/"):
        return f"postgres://{login}/{name}?host={quote(host, safe='')}&port={port}"
    return f"postgres://{login}{host}:{port}/{name}"


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until the service answers; show its log where it does not."""
    deadline = time.monotonic() + 600  # a loaded machine takes its time
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the service ended:\n{log.read_text()[-3000:]}"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"the service did not answer:\n{log.read_text()[-3000:]}")
