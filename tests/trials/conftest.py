"""The trials' ground: a database on a real PostgreSQL, and the world that the matrix asks."""

import gc
import logging
import os
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
import pytest
from django.db import transaction
from django.test.utils import override_settings
from tests.trials import crew
from tests.trials.rights.knocking import BLANK, drawn_by
from tests.trials.rights.world import World, make_world
from tools.run_tests import ServerMissingError, postgres

CONNECTIONS = 4  # of each process: 10 processes stay well below the server's 100


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the URL of a PostgreSQL: TEST_DATABASE_URL's, or one of our own."""
    try:
        with postgres() as url:
            yield url
    except ServerMissingError as missing:
        pytest.fail(f"no PostgreSQL: {missing}")


@pytest.fixture(scope="module")
def database(server: str) -> Iterator[str]:
    """Create a database with the stage set, and give its URL."""
    name = f"kedeng_trial_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        connection.execute(f"create database {name} encoding 'UTF8' template template0")
        url = with_query(urlunsplit(urlsplit(server)._replace(path=f"/{name}")))
        try:
            assert crew.alone(url, "prepare")
            yield url
        finally:
            connection.execute(f"drop database {name} with (force)")


def with_query(url: str) -> str:
    """Add the pool that a process of several threads shares."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | {"pool": str(CONNECTIONS)}
    return urlunsplit(parts._replace(query=urlencode(query)))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> World:
    """Set the world up once; what a test makes of it is rolled back after the test."""
    files = tmp_path_factory.mktemp("files")
    # Every denial is a warning there, and pytest would keep each with its whole request.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), transaction.atomic():
        made = make_world()
        gc.freeze()  # it stays to the end: no use in looking at it again and again
        with override_settings(TEMPLATES=BLANK):
            assert drawn_by() == "blank"
            yield made
        transaction.set_rollback(True)
    gc.unfreeze()
    logging.getLogger("django.request").setLevel(logging.NOTSET)
