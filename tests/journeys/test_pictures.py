"""The pages at two widths: no 5xx, no sideways page, nothing in the console, nothing for axe.

The main pages are looked at with every change, the others and the manual's pictures in the trial.
With KEDENG_PICTURES=<folder> each page is also kept as <name>-<width>.png, to be looked at.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, Page, Response
from tests.journeys import shots
from tests.journeys.desk import Desk, Service
from tests.journeys.shots import FRONT, SHOTS, Shot
from tests.journeys.sights import GUEST, MAIN, SIGHTS, Sight
from tests.journeys.story import Story, tell

pytestmark = pytest.mark.journey

WIDTHS = (1280, 390)
AXE = {  # every rule that axe runs by default, its best practices among them
    "resultTypes": ["violations"],
    "iframes": False,  # the desk's frame holds the browser's own PDF viewer
}
FOLDER = os.environ.get("KEDENG_PICTURES", "")
VIEWER = 3_000  # milliseconds until the browser's PDF viewer has drawn a page


@pytest.fixture(scope="module")
def story(request) -> Story:
    """The demo's records, in place for the pictures. One engine is enough."""
    if connection.vendor != "sqlite":
        pytest.skip("the pages are looked at in the run on SQLite")
    pleaded = request.getfixturevalue("brought")("in_review").code
    return tell(request.getfixturevalue("service"), pleaded)


@pytest.fixture(scope="module")
def visitor(story, service: Service, browser: Browser):
    """Give a function that gives a role's page, logged in once; scripts run on either engine."""
    pages: dict[tuple[str, float], Page] = {}

    def visit(role: str, scale: float = 1) -> Page:
        if (role, scale) not in pages:
            context = browser.new_context(device_scale_factor=scale, locale="zh-CN")
            context.set_default_timeout(30_000)
            page = pages[role, scale] = context.new_page()
            if role != GUEST:
                Desk(page, service, context).enter_as(role)
        return pages[role, scale]

    yield visit
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize(
    "sight",
    [
        pytest.param(sight, marks=() if sight.name in MAIN else pytest.mark.trial)
        for sight in SIGHTS
    ],
    ids=lambda sight: sight.name,
)
def test_a_page_is_sound_at_both_widths(story, sight: Sight, visitor, service):
    page = visitor(sight.role)
    said: list[str] = []
    statuses: list[int] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("response", lambda told: statuses.append(told.status) if is_page(told) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900 if width > 800 else 844})
        page.goto(service.url + sight.address(story))
        if sight.before:
            sight.before(page)
            page.wait_for_load_state()
        assert statuses[-1] == sight.status, f"{sight.name} answered {statuses[-1]}"
        keep(page, sight, width)
        found[width] = (sideways(page, width), violations(page))
    assert found == dict.fromkeys(WIDTHS, ([], []))
    assert [line for line in said if f"status of {sight.status}" not in line] == []


def is_page(answer: Response) -> bool:
    """Whether an answer is a page that the person is led to, and no redirect to one."""
    return answer.request.is_navigation_request() and not 300 <= answer.status < 400


@pytest.mark.trial
@pytest.mark.parametrize("shot", [*SHOTS, FRONT], ids=lambda shot: f"{shot.folder}-{shot.name}")
def test_manual_and_readme_show_what_is_there(story, shot: Shot, visitor, service):
    page = visitor(shot.role, shots.SCALE)
    at_desk = "/desk/r/" in shot.path
    page.set_viewport_size({"width": shot.width, "height": 900 if at_desk else shots.TALL})
    assert page.goto(service.url + shot.address(story)).status == 200
    if at_desk and FOLDER:
        page.wait_for_timeout(VIEWER)
    if shot.before:
        shot.before(page)
        page.wait_for_load_state()
    taken = shots.take(page, shot)
    assert len(taken) <= shots.LARGEST
    if FOLDER:
        shots.keep(Path(FOLDER) / shot.folder, shot, taken)


def sideways(page: Page, width: int) -> list[str]:
    """Elements that make the page wider than its window; [] when it is not.

    A table that becomes cards (table--stack) is not wider than its own frame either.
    """
    if page.evaluate("document.documentElement.scrollWidth") <= width:
        return page.evaluate(
            """() => innerWidth > 860 ? [] : [...document.querySelectorAll(".table--stack")]
                 .filter(e => e.scrollWidth > e.parentElement.clientWidth)
                 .map(e => e.outerHTML.slice(0, 120))"""
        )
    return page.evaluate(
        """width => [...document.querySelectorAll("body *")]
             .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest(".scroll"))
             .map(e => e.outerHTML.slice(0, 120)).slice(0, 5)""",
        width,
    ) or ["the page is too wide"]


def violations(page: Page) -> list[str]:
    """What axe finds, one line an element."""
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in Axe().run(page, options=AXE).response["violations"]
        for node in rule["nodes"]
    ]


def keep(page: Page, sight: Sight, width: int) -> None:
    """Write the picture where pictures are wanted."""
    if not FOLDER:
        return
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
    if page.locator("iframe").count():
        page.wait_for_timeout(VIEWER)
    else:  # a window as high as the page: what sticks to the window's foot stands at the page's
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=Path(FOLDER) / f"{sight.name}-{width}.png", full_page=True)
