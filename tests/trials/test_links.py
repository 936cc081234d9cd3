"""Whoever is shown a link may follow it: every page of the demonstration, people of every kind."""

from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import resolve
from tests.stage import empty_registry, person, user_of

from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import actor_for
from kedeng.commands.demonstration.load import load
from kedeng.domain.rights import Right

pytestmark = [pytest.mark.trial, pytest.mark.django_db]

SIZE = 15
ALIKE = 4
"""How many addresses of one page, asked the same questions, are opened by each person."""
LEAST = 4_000  # addresses, over all people: fewer means that the walk went astray
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


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """A small demonstration, loaded once and rolled back behind these tests."""
    with (
        django_db_blocker.unblock(),
        override_settings(HOME=tmp_path_factory.mktemp("home"), KEDENG_DEMO=True),
        transaction.atomic(),
    ):
        empty_registry()
        load(SIZE)
        yield
        transaction.set_rollback(True)


def people() -> dict[str, User | None]:
    """A guest, two of each kind of account, and at each rank one with every single right."""
    kinds: dict[tuple[int, frozenset[Right]], list[User]] = {}
    for user in User.objects.filter(is_active=True).select_related("organisation").order_by("pk"):
        kinds.setdefault((user.organisation.rank, actor_for(user).rights), []).append(user)
    chosen = [user for alike in kinds.values() for user in alike[:2]]
    bodies = {user.organisation.rank: user.organisation for user in reversed(chosen)}
    single = [
        user_of(person(body, f"{right.value}-{rank}", right))
        for rank, body in bodies.items()
        for right in Right
    ]
    return {"guest": None} | {user.username: user for user in (*chosen, *single)}


def test_no_link_leads_to_a_page_that_refuses(demonstration, capsys):
    opened, refused = 0, []
    for name, user in people().items():
        walk = list(walked(user))
        opened += len(walk)
        refused += [f"{name}: {told}" for told in walk if not told.startswith("200 ")]
    with capsys.disabled():
        print(f"\nlinks: {opened} followed, {len(refused)} refused")  # noqa: T201
    assert refused == []
    assert opened > LEAST


def walked(user: User | None) -> Iterator[str]:
    """Open what the start page leads to, and go on from there: `403 /desk/ from /records/…/`."""
    client, known, alike = Client(), {"/"}, Counter()
    if user is not None:
        client.force_login(user)
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
