"""Whoever is shown a link may follow it: every page of the demonstration, people of every kind."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from tests.stage import empty_registry, person, user_of
from tests.trials.walking import judge

from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import actor_for
from kedeng.commands.demonstration.load import load
from kedeng.domain.rights import Right

pytestmark = [pytest.mark.trial, pytest.mark.django_db]

SIZE = 15
LEAST = 4_000


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
    judge({name: browser_of(user) for name, user in people().items()}, LEAST, capsys)


def browser_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
