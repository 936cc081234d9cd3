"""The suite's ground: which engine runs, and what a run leaves behind."""

import gc
import shutil
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from tools.run_tests import ENGINE_FREE
from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/journeys/"

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")

pytest_plugins = ["tests.stage", "tests.records", "tests.mailing"]


@pytest.fixture(scope="session")
def engine() -> str:
    """Name the engine of this run: journeys go without JavaScript on sqlite, with it elsewhere."""
    from django.db import connection  # noqa: PLC0415  (settings come first)

    return connection.vendor


def pytest_report_header() -> str:
    """Say in the first lines which of the two runs this is."""
    from django.db import connection  # noqa: PLC0415  (settings come first)

    return f"engine: {connection.vendor}"


class OneService(LoadScopeScheduling):
    """Gives a module's tests to one worker, and all journeys, which then share one service."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneService:
    """Say who hands the tests out."""
    return OneService(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left alone with a journey at the end.

    What runs on one engine only must not know that there are two.
    """
    asking = [item.nodeid for item in items if _runs_once(item) and _asks_a_database(item)]
    if asking:
        message = f"{asking[0]} asks a database, in a folder that runs on one engine only"
        raise pytest.UsageError(message)
    items.sort(key=_place)


def _runs_once(item: pytest.Item) -> bool:
    return item.nodeid.startswith(tuple(f"tests/{folder}/" for folder in ENGINE_FREE))


def _asks_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & {"db", "transactional_db"}) or bool(item.get_closest_marker("django_db"))


def _place(item: pytest.Item) -> int:
    if "three_forms" in item.nodeid:
        return 0
    if item.nodeid.startswith(f"{JOURNEYS}test_pictures"):  # of the demonstration as it was loaded
        return 1
    return 2 if item.nodeid.startswith(JOURNEYS) else 3


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what stays to the end: modules and tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove the run's folder: databases on file and uploads."""
    from kedeng.project.settings_for_tests import RUN_FOLDER  # noqa: PLC0415  (settings come first)

    if not hasattr(session.config, "workerinput"):  # the workers are done by now
        shutil.rmtree(RUN_FOLDER, ignore_errors=True)
