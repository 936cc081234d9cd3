"""The pictures of manual and README: which part of which page, the step's button ringed."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page
from tests.journeys.sights import FILER, GUEST, NATION, PROVINCE, REVIEWER, write_a_note
from tests.journeys.story import Story

WIDTH = 1000  # of the window, in CSS pixels; desks have more
LARGEST = 120 * 1024
COLOURS = (96, 64, 48, 32, 16)
RING = "3px solid #b5342b"
SCALE = 1.5  # pixels of the picture for one of CSS
TALL = 1600  # window height of pages that scroll as a whole: nothing sticks over the text
ROWS = "演示甲子\t女\t1980-05\t教授\t博士\t否\t演示科技大学\t提出总体方案\n"


@dataclass(frozen=True)
class Shot:
    """A picture. `parts`: what is in it, as selectors; `ringed`: the button that the step names."""

    name: str
    role: str
    path: str
    parts: tuple[str, ...]
    ringed: str = ""
    before: Callable[[Page], None] | None = None
    width: int = WIDTH
    most: int = 720  # height in CSS pixels
    margin: int = 12  # around the parts
    folder: str = "manual"

    def address(self, story: Story) -> str:
        """The path with the story's codes."""
        return self.path.format(**vars(story))


def choose(page: Page) -> None:
    """Answer both questions of a new draft."""
    page.check('input[name="secrecy"][value="public"]')
    page.check('input[name="category"][value="soft_science"]')


def open_paste(page: Page) -> None:
    """Open the box for rows from a spreadsheet and put one there."""
    page.locator("main .paste summary").click()
    page.fill('main [name="pasted"]', ROWS)


def tick_all(page: Page) -> None:
    """Tick the checklist and bring it to the foot of the desk."""
    for box in page.locator('main input[name^="check:"]').all():
        box.check()
    show_foot(page)


def show_foot(page: Page) -> None:
    """Scroll the desk's right side to its buttons."""
    page.locator("main .actions").evaluate(
        "e => { const box = e.closest('.desk__right'); const form = e.closest('form');"
        " box.scrollTop = form.offsetTop + form.offsetHeight - box.clientHeight; }"
    )


def write_a_reason(page: Page) -> None:
    """Write why the record goes back."""
    page.fill("#reason", "评价日期与验收意见的落款日期不一致，请核对。（演示）")
    show_foot(page)


def describe_somebody(page: Page) -> None:
    """Write who the new user is, and what they may do."""
    page.fill("#id_name", "演示甲申")
    page.fill("#id_username", "shouli")
    for right in ("review", "return", "accept"):
        page.check(f'main [name="rights"][value="{right}"]')


def show_a_code(page: Page) -> None:
    """Issue the code of somebody who waits for one."""
    page.get_by_role("link", name="单独发放").last.click()
    page.get_by_role("button", name="发放并在屏幕上显示").click()
    page.locator("main .slip").wait_for()


HEAD = "main h1"
FRONT = Shot("desk", REVIEWER, "/desk/r/{second}/", ("body",), width=1280, folder="front", most=900)
SHOTS = (
    Shot("new", FILER, "/my/new/", (HEAD, "main form"), "main .btn--main", choose, most=860),
    Shot("tasks", FILER, "/my/{draft}/", ("main .split",), ".split__side a", most=760),
    Shot("section", FILER, "/my/{half}/s/summary/", (".split__main",), "main .btn--main"),
    Shot(
        "section-error",
        FILER,
        "/my/{draft}/s/funding/?all=1",
        (".split__main",),
        "#funding-funding_local",
    ),
    Shot(
        "people",
        FILER,
        "/my/{returned}/s/people/",
        (HEAD, "main form"),
        'main [value="paste"]',
        open_paste,
        width=1200,
    ),
    Shot("workbook", FILER, "/my/{draft}/workbook/", (HEAD, "main .card >> nth=0"), "main .btn"),
    Shot("evidence", FILER, "/my/{half}/evidence/", (HEAD, "main .split__main .card >> nth=0")),
    Shot("check", FILER, "/my/{half}/check/", (".split__main",), "main .alert a", most=640),
    Shot("receipt", FILER, "/my/{submitted}/receipt/", ("main .split",), "main .btn--main"),
    Shot(
        "record",
        FILER,
        "/records/{submitted}/",
        ("main .split",),
        'main button[value="recall"]',
        most=620,
    ),
    Shot(
        "returned", FILER, "/my/{returned}/", (HEAD, "main .alert"), "main .alert li:first-child a"
    ),
    Shot(
        "queue",
        REVIEWER,
        "/desk/",
        ("main .row--head", "main .card"),
        "main .btn--main",
        width=1120,
    ),
    Shot(
        "desk",
        REVIEWER,
        "/desk/r/{second}/",
        ("main .desk__head", "main .desk"),
        before=write_a_note,
        width=1280,
    ),
    Shot(
        "desk-return",
        REVIEWER,
        "/desk/r/{second}/",
        ("main .desk__right",),
        'main button[value="return"]',
        write_a_reason,
        width=1280,
        margin=0,
    ),
    Shot(
        "summary",
        REVIEWER,
        "/desk/summary/",
        ("main .row--head", "main .card"),
        "main .btn--main",
        width=1120,
        most=560,
    ),
    Shot(
        "desk-accept",
        PROVINCE,
        "/desk/r/{recommended}/",
        ("main .desk__right",),
        'main button[value="accept"]',
        width=1280,
        margin=0,
    ),
    Shot(
        "desk-audit",
        PROVINCE,
        "/desk/r/{accepted}/",
        ("main .desk__right",),
        'main button[value="register"]',
        tick_all,
        width=1280,
        margin=0,
    ),
    Shot("number-code", PROVINCE, "/desk/number-code/", (HEAD, "main .card"), "main .btn--main"),
    Shot(
        "desk-nation",
        NATION,
        "/desk/r/{reported}/",
        ("main .desk__right",),
        'main button[value="receive"]',
        width=1280,
        margin=0,
    ),
    Shot(
        "console",
        PROVINCE,
        "/console/",
        ("main .row--head", "main .card--flush"),
        "main .btn--main",
        width=1120,
        most=560,
    ),
    Shot(
        "user-new",
        PROVINCE,
        "/console/bodies/2/users/new/",
        (HEAD, "main form"),
        "main .btn--main",
        describe_somebody,
        most=800,
    ),
    Shot(
        "codes",
        PROVINCE,
        "/console/codes/",
        (HEAD, "main form[method=post]"),
        "main .btn--main",
        most=560,
    ),
    Shot("slip", PROVINCE, "/console/codes/", (HEAD, "main .slip"), before=show_a_code),
    Shot(
        "profile-trial",
        PROVINCE,
        "/console/profiles/1/try/?question=filing&at=2025-11-11&evidence=2025-05-10",
        (HEAD, "main .card >> nth=1"),
        "main .btn--main",
    ),
    Shot("round", PROVINCE, "/console/rounds/1/", (HEAD, "main .card >> nth=0"), most=620),
    Shot("register-record", GUEST, "/register/{number}/", ("main article",), most=560),
)


def take(page: Page, shot: Shot) -> bytes:
    """Photograph the page's part as a PNG of few colours, small enough to be kept with the code."""
    if shot.ringed:
        page.locator(shot.ringed).first.evaluate(
            "(e, ring) => { e.style.outline = ring; e.style.outlineOffset = '3px'; }", RING
        )
    page.evaluate("document.activeElement.blur()")
    boxes = [page.locator(part).first.bounding_box() for part in shot.parts]
    left = min(box["x"] for box in boxes) - shot.margin
    top = min(box["y"] for box in boxes) - shot.margin
    right = max(box["x"] + box["width"] for box in boxes) + shot.margin
    bottom = max(box["y"] + box["height"] for box in boxes) + shot.margin
    drawn = page.screenshot(
        full_page=True,
        clip={
            "x": max(0, left),
            "y": max(0, top),
            "width": min(shot.width, right) - max(0, left),
            "height": min(shot.most, bottom - max(0, top)),
        },
    )
    return small(drawn)


def small(png: bytes) -> bytes:
    """Lower the number of colours until the picture is no larger than LARGEST."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        reduced = io.BytesIO()
        few(picture, colours).save(reduced, "PNG", optimize=True)
        if reduced.tell() <= LARGEST:
            break
    return reduced.getvalue()


def few(picture: Image.Image, colours: int) -> Image.Image:
    """Draw with the most frequent colours, the surfaces, and as many for the edges of letters."""
    counted = sorted(picture.getcolors(1 << 24), reverse=True)[:colours]
    frequent = [value for _, colour in counted for value in colour]
    spread = picture.quantize(colours, method=Image.Quantize.FASTOCTREE).getpalette()
    values = [*frequent, *spread[: 3 * colours]]
    palette = Image.new("P", (1, 1))
    palette.putpalette(values + values[:3] * (256 - len(values) // 3))
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def keep(folder: Path, shot: Shot, png: bytes) -> None:
    """Write the picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{shot.name}.png").write_bytes(png)
