"""What runs on one engine only touches no database."""

import pytest
from tests.conftest import _asks_a_database, _runs_once
from tools.run_tests import ENGINE_FREE, ROOT, once_only


def test_tests_that_are_named_run_on_both_engines():
    assert once_only(["-q", "tests/lib"]) == []


def test_a_whole_run_leaves_out_what_has_run_by_now():
    left_out = once_only(["--durations=5"])
    assert left_out == [f"--ignore=tests/{folder}" for folder in ENGINE_FREE]
    assert all((ROOT / option.removeprefix("--ignore=")).is_dir() for option in left_out)


@pytest.mark.django_db
def test_a_test_with_a_database_is_told_from_one_without(request, stage):
    assert stage.round.year == 2025
    assert _asks_a_database(request.node)
    assert not _runs_once(request.node)
