"""What runs on one engine only: what touches no database, pages, and what is about scripts."""

import pytest
from tests.conftest import _asks_a_database, _runs_once
from tools.run_tests import BY_NOW, LATER, ROOT


@pytest.mark.parametrize("option", [*LATER, *BY_NOW])
def test_what_one_run_leaves_out_is_there_for_the_other(option):
    assert (ROOT / option.removeprefix("--ignore=")).exists()


def test_no_run_leaves_out_what_the_other_does():
    assert not any(one.startswith(other) for one in LATER for other in BY_NOW)


@pytest.mark.django_db
def test_a_test_with_a_database_is_told_from_one_without(request, stage):
    assert stage.round.year == 2025
    assert _asks_a_database(request.node)
    assert not _runs_once(request.node)
