"""The ground of the measurements: a database of their own on each engine, clocks, a table."""

import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.core.management import call_command
from django.db import connection
from tools.run_tests import ServerMissingError, postgres


class Clock:
    """Keeps the seconds of acts by name: `clock("submit", act, …)`."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def __call__(self, name: str, act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Do an act and keep how long it took."""
        began = time.perf_counter()
        result = act(*given, **named)
        self.seconds[name].append(time.perf_counter() - began)
        return result

    def print(self, title: str, unit: str) -> None:
        """Print the medians, and each as a multiple of the row `unit`."""
        one = median(self.seconds[unit])
        print(f"\n{title:36}{'median':>12}{'of':>6}{f'÷ {unit}':>20}")
        for name, seconds in self.seconds.items():
            middle = median(seconds)
            print(f"{name:36}{middle * 1000:>9.1f} ms{len(seconds):>6}{middle / one:>20.2f}")


def on_both_engines(module: str) -> None:
    """Do `measure(engine)` of a module in a process of its own on each engine, tables laid."""
    with tempfile.TemporaryDirectory(prefix="kedeng-bench-") as folder:
        _run(module, "SQLite", f"sqlite:///{folder}/bench.sqlite3")
    try:
        with postgres(in_haste=False) as server, _database(server) as url:
            _run(module, "PostgreSQL", url)
    except ServerMissingError as missing:
        print(f"PostgreSQL left out: {missing}")


def _run(module: str, engine: str, url: str) -> None:
    paths = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    environment = {"DATABASE_URL": url, "LOG_LEVEL": "ERROR", "PYTHONPATH": paths}
    command = [sys.executable, "-m", "ground", module, engine]
    subprocess.run(command, env=os.environ | environment, check=True)


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"kedeng_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} encoding 'UTF8' template template0")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"drop database {name} with (force)")


def know_the_tables() -> None:
    """Let PostgreSQL's planner know what was filled in, as in service it does within a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("analyze")


def measure_here(module: str, engine: str) -> None:
    """Start Django on this process's engine, lay the tables and measure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ground.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    importlib.import_module(module).measure(engine)
