"""What every answer of the service carries, whatever the page."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kedeng.project.logs import JsonFormatter


def test_healthz_asks_no_database(client, django_assert_num_queries) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.fixture
def migrated(db, settings) -> None:
    """Let the database say of every migration that it was made; the suite's was not made by any."""
    del db
    settings.MIGRATION_MODULES = {}
    recorder = MigrationRecorder(connection)
    for app, name in MigrationLoader(connection).disk_migrations:
        recorder.record_applied(app, name)


def test_readyz_is_ready_on_a_migrated_database(client, migrated) -> None:
    assert client.get("/readyz").status_code == 200


def test_readyz_waits_for_migrations(client, migrated) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'history'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")


def test_answers_carry_the_policy(client) -> None:
    headers = client.get("/healthz").headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def settings_of(**environment: str) -> dict[str, object]:
    """Read some settings in a process of its own, as a deployment would."""
    names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "DEBUG"]
    script = (
        "import json; from kedeng.project import settings as s;"
        f"print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_https_address_makes_cookies_secure() -> None:
    assert settings_of(KEDENG_URL="https://kedeng.example") == {
        "SESSION_COOKIE_NAME": "__Host-kedeng_session",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "DEBUG": False,
    }


def test_log_line_is_one_json_object_with_its_extras() -> None:
    record = logging.makeLogRecord(
        {"name": "kedeng", "levelname": "WARNING", "msg": "a\nb %s", "args": ("成果",), "code": 7}
    )
    line = JsonFormatter().format(record)
    found = json.loads(line)
    assert "\n" not in line
    assert (found["message"], found["level"], found["code"]) == ("a\nb 成果", "WARNING", 7)
