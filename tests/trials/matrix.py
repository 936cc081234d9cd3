"""Rights, proved: everybody at every address with every thing, against the tables (trust.md 1.8).

Each cell is a request that is rolled back. Denied means: a foreign thing is not found, a forbidden
verb is refused, nothing changes, and the denial of somebody known stands in the access log.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.trials.rights import (
    account_pages,
    change_pages,
    console_pages,
    desk_pages,
    expected_pages,
    filing,
    handed_on,
    inbox_pages,
    more_operations,
    operations,
    plea_pages,
    printing,
    public_pages,
    round_pages,
)
from tests.trials.rights.knocking import Answer, Came, Knock, knock
from tests.trials.rights.table import NOBODIES, PUBLIC, Case
from tests.trials.rights.world import World

LEAST_CELLS = 20_000
NOBODY_IN: dict = dict.fromkeys(("acts", "may", "refused", "asks", "lets"), frozenset())
NOBODY_IN |= {"no_method": True}
AREAS = (
    desk_pages,
    change_pages,
    handed_on,
    console_pages,
    round_pages,
    inbox_pages,
    expected_pages,
    plea_pages,
    public_pages,
    account_pages,
    printing,
)

OPERATIONS = (
    more_operations.cases,
    printing.operations,
    change_pages.operations,
    plea_pages.operations,
)


@dataclass
class Matrix:
    """Cells judged so far, and those that came out otherwise than the tables say."""

    world: World
    browsers: dict[str, Client]
    cells: int = 0
    wrong: list[str] = field(default_factory=list)

    def judge(self, case: Case) -> None:
        """Let everybody knock whose knock tells something."""
        path = case.path or reverse(case.page, kwargs=case.kwargs) + case.query
        for name in self.browsers:
            if name in case.only:
                came = knock(self.browsers[name], Knock(case.method, path, case.more()))
                self.cells += 1
                if flaw := self._flaw(case, name, came):
                    place = f"{name} {case.method} {case.page} {case.thing}"
                    self.wrong.append(f"{place}: {came.status} {flaw}")

    def judge_all(self, cases: list[Case]) -> None:
        """Judge case after case."""
        for case in cases:
            self.judge(case)

    def _flaw(self, case: Case, name: str, came: Came) -> str:
        """Say what is wrong with a cell; "" where it is as the table has it."""
        answer, writes = case.wanted(name)
        is_known = name not in NOBODIES
        # The pages of the own account lead back to one page; that narrows nobody who is known.
        led_back = came.answer is Answer.NARROWED and is_known
        if (Answer.IN if led_back else came.answer) is not answer:
            return f"is {came.answer}, wanted {answer}"
        wrote = case.core in came.wrote if case.core else bool(came.wrote)
        if writes is not None and wrote is not writes:
            return f"wrote {sorted(set(came.wrote))}, wanted {'some' if writes else 'no'} writing"
        is_denied = answer in {Answer.FORBIDDEN, Answer.MISSING}
        if is_denied and is_known and case.gate != PUBLIC and not came.noted:
            return "is denied without a note"
        return ""

    def told(self, what: str, least: int, capsys) -> None:
        """Print the number of cells, and fail where one is wrong."""
        with capsys.disabled():
            print(f"\n{what}: {self.cells} cells, {len(self.wrong)} wrong")  # noqa: T201
        assert self.wrong[:40] == []
        assert self.cells >= least


def with_browsers(world: World) -> Matrix:
    """Everybody logs in once."""
    return Matrix(world, browsers_of(world))


def browsers_of(world: World) -> dict[str, Client]:
    """Log everybody in, each in an own browser."""
    return {name: who.enter() for name, who in world.people.items()}


def with_tokens(world: World) -> Matrix:
    """Everybody who has a token sends it; the others send none."""
    tokens = {name: who.token for name, who in world.people.items()}
    return Matrix(world, {name: Client(headers=bearer(token)) for name, token in tokens.items()})


def bearer(token: str) -> dict[str, str]:
    """Give the header of a token; none for none."""
    return {"Authorization": f"Bearer {token}"} if token else {}


def of_pages(world: World) -> Iterator[list[Case]]:
    """Cases of all pages, area by area: what an area makes for itself is gone before the next."""
    for record in world.records:
        yield from in_turn(record, filing.cases)
    yield from in_turn(world, *(area.cases for area in AREAS))


def of_operations(world: World) -> Iterator[list[Case]]:
    """Cases of all operations, in the same way."""
    for record in world.records:
        yield from in_turn(record, operations.cases)
    yield from in_turn(world, *OPERATIONS)


def in_turn(of: Any, *areas: Callable[[Any], list[Case]]) -> Iterator[list[Case]]:
    """Make an area's things, give its cases, and unmake them, with what came of judging them."""
    for area in areas:
        with transaction.atomic():
            yield area(of)
            transaction.set_rollback(True)
