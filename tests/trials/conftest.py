"""The trials' database: made for them on a real PostgreSQL, dropped when they are over."""

import os
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
import pytest
from tests.trials import crew
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
