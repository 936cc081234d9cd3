"""Walks through the pages: from the start page to whatever each page offers, and on from there."""

from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

ALIKE = 4
"""How many addresses of one page, asked the same questions, are opened by each person."""
LED_ON = (301, 302, 303)


class Links(HTMLParser):
    """Addresses within the service that a page offers, each once, in their order."""

    PLACES = {"a": "href", "iframe": "src", "img": "src"}

    def __init__(self, page: HttpResponse) -> None:
        super().__init__()
        self.page = page.request["PATH_INFO"]
        self.found: dict[str, None] = {}
        self.feed(page.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        where = urlsplit(urljoin(self.page, dict(attrs).get(self.PLACES.get(tag, "")) or "#"))
        if not (where.scheme or where.netloc or where.path.startswith("/static/")):
            self.found[f"{where.path}?{where.query}".rstrip("?")] = None


def judge(browsers: dict[str, Client], least: int, capsys) -> None:
    """Let everybody walk; fail where a link is refused, or where fewer than `least` were found."""
    opened, refused = 0, []
    for name, browser in browsers.items():
        walk = list(walked(browser))
        opened += len(walk)
        refused += [f"{name}: {told}" for told in walk if not told.startswith("200 ")]
    with capsys.disabled():
        print(f"\nlinks: {opened} followed, {len(refused)} refused")  # noqa: T201
    assert refused == []
    assert opened > least


def walked(client: Client) -> Iterator[str]:
    """Open what the start page leads to, and go on from there: `403 /desk/ from /records/…/`."""
    known, alike = {"/"}, Counter()
    ahead = deque([("/", "")])
    while ahead:
        address, origin = ahead.popleft()
        parts = urlsplit(address)
        kind = (resolve(parts.path).view_name, tuple(sorted(parse_qs(parts.query))))
        alike[kind] += 1
        if alike[kind] > ALIKE:
            continue
        answer = client.get(address)
        status = 200 if answer.status_code in LED_ON else answer.status_code
        yield f"{status} {address} from {origin}"
        for found in offers(answer):
            if found not in known:
                known.add(found)
                ahead.append((found, address))


def offers(answer: HttpResponse) -> list[str]:
    """Where an answer leads: its links, or the page that it names instead of itself."""
    if answer.status_code in LED_ON:
        where = urlsplit(urljoin(answer.request["PATH_INFO"], answer["Location"]))
        return [] if where.netloc else [f"{where.path}?{where.query}".rstrip("?")]
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return list(Links(answer).found) if is_page and not answer.streaming else []
