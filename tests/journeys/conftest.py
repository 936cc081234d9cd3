"""A real service and a real browser: the ground of the journeys.

On PostgreSQL the browser runs scripts, on SQLite it does not: every page must do without.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.journeys.day import file_one
from tests.journeys.desk import Desk, Service
from tests.journeys.serving import new_ground
from tests.journeys.story import Caller

from kedeng.domain.checklist import checks_of
from kedeng.lib.names import random_code

ROLES = (
    "author",
    "unit_clerk",
    "department_reviewer",
    "provincial_auditor",
    "national_receiver",
    "stranger",
    "department_super",
    "unit_super",
    "provincial_manager",
)
"""The demo's people, in the order of its list of accounts."""
_places = count(500)  # each new record's paper is one of its own


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Debian's Chromium. The journeys fail where it is missing: they are no option.

    The headless shell comes first: a journey takes half the processor's time in it (decision 0039).
    """
    found = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)
    assert found, "chromium is missing: apt-get install chromium-headless-shell"
    return found


@pytest.fixture(scope="session")
def service(tmp_path_factory) -> Iterator[Service]:
    """Start `kedeng demo` on a database of its own, with 40 registrations; stop it afterwards."""
    with (
        new_ground(tmp_path_factory.mktemp("journey")) as ground,
        ground.serving("demo", "--size", "40"),
    ):
        accounts = json.loads((ground.home / "demo-accounts.json").read_text(encoding="utf-8"))
        yield Service(ground.url, dict(zip(ROLES, accounts, strict=True)))


@dataclass(frozen=True)
class Founding:
    """A registry as `kedeng init` leaves it: one account, and the code that was printed."""

    service: Service
    username: str
    code: str


@pytest.fixture
def founding(tmp_path_factory) -> Iterator[Founding]:
    """Found an empty registry with `kedeng init` and serve it; nobody but the nation is there."""
    with new_ground(tmp_path_factory.mktemp("founding")) as ground:
        said = ground.run("init", "--login", "guojia", "--name", "演示国超管")
        code = re.search(r"激活码 ([0-9A-Z-]+)", said)
        assert code, said
        with ground.serving("serve"):
            yield Founding(Service(ground.url), "guojia", code[1])


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        options += ["--disable-background-networking", "--disable-component-update"]
        started = playwright.chromium.launch(executable_path=chromium, args=options)
        yield started
        started.close()


@pytest.fixture
def sit_down(browser: Browser, engine: str) -> Iterator[Callable[..., Desk]]:
    """Give a function that seats somebody at a browser of their own: `sit_down(service)`."""
    contexts = []

    def seat(service: Service, width: int = 1280) -> Desk:
        context = browser.new_context(
            java_script_enabled=engine == "postgresql",
            viewport={"width": width, "height": 900},
            locale="zh-CN",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Desk(context.new_page(), service, context)

    yield seat
    for context in contexts:
        context.close()


@pytest.fixture
def log_in(service: Service, sit_down) -> Callable[..., Desk]:
    """Give a function that logs a role of the demo in, in a browser of its own."""

    def enter(role: str, width: int = 1280) -> Desk:
        desk = sit_down(service, width)
        desk.enter_as(role)
        return desk

    return enter


@pytest.fixture(scope="session")
def brought(service):
    """Bring a new record of the author's to a state: `brought("accepted")` gives what was filed."""
    callers = {role: Caller(service, role) for role in service.accounts}
    ways = {
        "recommended": (("unit_clerk", "pass_on"), ("department_reviewer", "recommend")),
        "accepted": (("provincial_auditor", "accept"),),
        "registered": (("provincial_auditor", "register"),),
        "reported": (("provincial_auditor", "report"),),
        "published": (("national_receiver", "receive"), ("national_receiver", "publish")),
    }

    def bring(state: str):
        unit = service.account("author")["organisation"]
        title = f"演示旅程 {random_code(6)}：不走寻常路"
        filed = file_one(callers["author"], unit, title, next(_places))
        for goal, moves in ways.items():
            if state == "in_review":
                break
            for role, name in moves:
                callers[role].move(filed.code, name, checks=dict.fromkeys(checks_of(name), True))
            if goal == state:
                break
        return filed

    return bring
