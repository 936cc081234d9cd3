"""A crew of real processes on one database: each starts afresh, and all begin together."""

import importlib
import multiprocessing
import os
import traceback
from collections.abc import Iterable
from typing import Any

import django

_SPAWN = multiprocessing.get_context("spawn")
_PATIENCE = 600  # seconds; a trial that hangs is a failure, not a night


class TaskError(AssertionError):
    """A process of the crew failed; the message is its traceback."""


def alone(url: str, task: str, *arguments: Any) -> Any:
    """Do one task in a process of its own and give what it returned.

    A task is a function of `tests.trials.tasks`, or of another module that it names: "telling.ask".
    """
    [result] = together(url, task, [arguments])
    return result


def together(url: str, task: str, arguments: Iterable[tuple]) -> list[Any]:
    """Do a task in as many processes as there are arguments, all beginning at the same moment."""
    given = list(arguments)
    barrier, results = _SPAWN.Barrier(len(given)), _SPAWN.Queue()
    crew = [
        _SPAWN.Process(target=_run, args=(url, task, place, one, barrier, results), daemon=True)
        for place, one in enumerate(given)
    ]
    for process in crew:
        process.start()
    try:
        returned = dict(_collect(results, len(crew)))
    finally:
        for process in crew:
            process.join(30)
            process.kill()
    return [returned[place] for place in range(len(given))]


def _collect(results: Any, count: int) -> Iterable[tuple[int, Any]]:
    for _ in range(count):
        place, trouble, value = results.get(timeout=_PATIENCE)
        if trouble:
            raise TaskError(trouble)
        yield place, value


def _run(url: str, task: str, place: int, arguments: tuple, barrier: Any, results: Any) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "kedeng.project.settings_for_tests"
    try:
        django.setup()
        module, _, name = task.rpartition(".")
        act = getattr(importlib.import_module(f"tests.trials.{module or 'tasks'}"), name)
        barrier.wait(_PATIENCE)
        results.put((place, "", act(*arguments)))
    except BaseException:  # noqa: BLE001 - the other side must hear of anything
        results.put((place, traceback.format_exc(), None))
