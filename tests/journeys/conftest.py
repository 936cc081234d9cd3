"""A real service with a small demonstration, and a real browser: the ground of the journeys.

On PostgreSQL the browser runs scripts, on SQLite it does not: every page must do without.
"""

# ruff: noqa: PLC0415 - Django and its settings come after the run's own

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
PICTURES = CHECKOUT / "var" / "pictures"


@dataclass(frozen=True)
class Service:
    """Where the service listens and whom it knows."""

    url: str
    accounts: dict[str, dict]

    def account(self, role: str) -> dict:
        """The demo account of a role: author, unit_clerk, …"""
        return self.accounts[role]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Debian's Chromium. The journeys fail where it is missing: they are no option."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "chromium is missing: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def service(tmp_path_factory, django_db_blocker) -> Service:
    """Start `kedeng demo` on a database of its own, with 40 registrations; stop it afterwards."""
    from django.db import connection

    home = tmp_path_factory.mktemp("journey")
    port = _free_port()
    environment = {
        **os.environ,
        "KEDENG_HOME": str(home),
        "KEDENG_FONTS": _fonts(),
        "KEDENG_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "journeys only",
        "DJANGO_SETTINGS_MODULE": "kedeng.project.settings",
        "DATABASE_URL": "",
    }
    dropped = None
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            environment["DATABASE_URL"], dropped = _own_database()
    command = [sys.executable, "-m", "kedeng.commands", "demo", "--port", str(port), "--size", "40"]
    log = (home / "service.log").open("w", encoding="utf-8")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=CHECKOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process, home / "service.log")
        accounts = json.loads((home / "demo-accounts.json").read_text(encoding="utf-8"))
        yield Service(f"http://127.0.0.1:{port}", _by_role(accounts))
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()
        if dropped:
            with django_db_blocker.unblock():
                dropped()


def _fonts() -> str:
    from kedeng.renderings.pdf.fonts import font_paths

    return os.pathsep.join(str(path) for path in font_paths())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _own_database():
    """Create a database beside the suite's; give its URL and what drops it again."""
    from urllib.parse import quote

    import psycopg
    from django.db import connection

    given = connection.get_connection_params()
    name = f"kedeng_journey_{os.getpid()}"
    server = {key: given[key] for key in ("host", "port", "user", "password") if given.get(key)}

    def execute(statement: str) -> None:
        with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
            admin.execute(statement)

    execute(f"drop database if exists {name}")
    execute(f"create database {name} template template0 encoding 'UTF8'")
    host = str(server.get("host", ""))
    user = quote(str(server.get("user", "")), safe="")
    word = quote(str(server.get("password", "")), safe="")
    login = f"{user}:{word}@" if word else f"{user}@" if user else ""
    place = f"{host}:{server.get('port') or 5432}" if not host.startswith("/") else ""
    url = f"postgres://{login}{place}/{name}"
    if not place:
        url += f"?host={quote(host, safe='')}&port={server.get('port') or 5432}"
    return url, lambda: execute(f"drop database if exists {name} with (force)")


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


def _by_role(accounts: list[dict]) -> dict[str, dict]:
    names = (
        "author",
        "unit_clerk",
        "department_reviewer",
        "provincial_auditor",
        "national_receiver",
        "stranger",
    )
    return dict(zip(names, accounts, strict=True))


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        options += ["--disable-background-networking", "--disable-component-update"]
        started = playwright.chromium.launch(executable_path=chromium, args=options)
        yield started
        started.close()


@dataclass
class Desk:
    """A person at a browser."""

    page: Page
    service: Service
    context: BrowserContext

    def open(self, path: str) -> Page:
        """Go to a page of the service; any 5xx fails."""
        answer = self.page.goto(self.service.url + path)
        assert answer is not None
        assert answer.status < 500, f"{path} answered {answer.status}"
        return self.page

    def press(self, name: str) -> None:
        """Press the first button of that name in the main part of the page."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def text(self) -> str:
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()


@pytest.fixture
def log_in(service, browser: Browser, engine):
    """Give a function that logs a role in, in a browser of its own."""
    contexts = []

    def enter(role: str, width: int = 1280) -> Desk:
        context = browser.new_context(
            java_script_enabled=engine == "postgresql",
            viewport={"width": width, "height": 900},
            locale="zh-CN",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        desk = Desk(context.new_page(), service, context)
        account = service.account(role)
        desk.open("/login/")
        desk.page.fill("#username", account["username"])
        desk.page.fill("#password", account["password"])
        desk.press("登录")
        return desk

    yield enter
    for context in contexts:
        context.close()
