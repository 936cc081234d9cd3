"""Rights, proved: everybody at every address with every thing, against the tables (trust.md 1.8).

Each cell is a request that is rolled back. Denied means: a foreign thing is not found, a forbidden
verb is refused, nothing changes, and the denial of somebody known stands in the access log.
"""

import gc
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import URLPattern, get_resolver, reverse
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
from tests.trials.rights.knocking import BLANK, Answer, Came, Knock, drawn_by, knock
from tests.trials.rights.table import NOBODIES, PUBLIC, Case
from tests.trials.rights.world import World, make_world

from kedeng.api.urls import api
from kedeng.apps.organisations.actions import issue_token
from kedeng.apps.organisations.models import User
from kedeng.apps.registrations.models import Registration

pytestmark = [pytest.mark.trial, pytest.mark.django_db]
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
        yield filing.cases(record)
    yield from in_turn(world, *(area.cases for area in AREAS))


def of_operations(world: World) -> Iterator[list[Case]]:
    """Cases of all operations, in the same way."""
    for record in world.records:
        yield operations.cases(record)
    yield from in_turn(world, *OPERATIONS)


def in_turn(world: World, *areas: Callable[[World], list[Case]]) -> Iterator[list[Case]]:
    """Make an area's things, give its cases, and unmake them."""
    for area in areas:
        with transaction.atomic():
            yield area(world)
            transaction.set_rollback(True)


def pages(entries=None) -> set[str]:
    """Names of all pages."""
    found: set[str] = set()
    for entry in entries if entries is not None else get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            found.add(entry.name)
        elif not str(entry.pattern).startswith("api/"):
            found |= pages(entry.url_patterns)
    return found


def test_every_page_and_every_operation_has_its_cells(world):
    assert pages() - {case.page for cases in of_pages(world) for case in cases} == set()
    declared = {
        f"{method} {path.removeprefix('/api/v1')}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    assert declared - {case.page for cases in of_operations(world) for case in cases} == set()


def test_the_pages_let_in_whom_the_tables_let_in(world, capsys):
    matrix = with_browsers(world)
    for cases in of_pages(world):
        matrix.browsers = browsers_of(world)  # a slow machine must not let their proofs grow old
        matrix.judge_all(cases)
    matrix.told("pages", LEAST_CELLS, capsys)


def test_the_pages_know_no_other_method(world, capsys):
    """What a page has no cases for, it answers 405: after the door, and before any thing."""
    matrix, known = with_browsers(world), {}
    for cases in of_pages(world):
        for case in cases:
            known.setdefault(case.page, {}).setdefault(case.method, case)
    for methods in known.values():
        case = next(iter(methods.values()))
        for method in {"get", "post"} - set(methods):
            matrix.judge(replace(case, **NOBODY_IN, method=method, more=dict))
    matrix.told("other methods", 2_000, capsys)


def test_the_api_lets_in_whom_the_tables_let_in(world, capsys):
    matrix = with_tokens(world)
    for cases in of_operations(world):
        matrix.judge_all(cases)
    matrix.told("operations", LEAST_CELLS // 2, capsys)


def test_a_token_that_may_not_manage_manages_nothing(world, capsys):
    tokens = {
        name: issue_token(actor=actor, label="只填报") for name, actor in world.actors.items()
    }
    browsers = {name: Client(headers=bearer(token)) for name, token in tokens.items()}
    matrix = Matrix(world, browsers)
    for case in [*more_operations.bodies(world), *more_operations.people(world)]:
        everybody = {**NOBODY_IN, "no_method": False, "refused": frozenset(browsers)}
        matrix.judge(replace(case, **everybody))
    matrix.told("tokens that may not manage", 500, capsys)


def test_no_column_of_a_record_or_an_account_is_written_from_outside(world, capsys):
    """Mass assignment: every column of the tables, posted by everybody, changes nothing."""
    record, user = world.records[0].kept, world.user("colleague")
    matrix = with_tokens(world)
    for column in (column.attname for column in Registration._meta.concrete_fields):
        sent = {"data": json.dumps({column: 1}), "content_type": "application/json"}
        sent |= {"headers": {"If-Match": '"0"'}}
        path = f"/api/v1/registrations/{record.code}/sections/overview"
        untouched(matrix, Knock("patch", path, sent), record, set())
    matrix.browsers = with_browsers(world).browsers
    for column in (column.attname for column in User._meta.concrete_fields):
        knocked = Knock("post", f"/console/users/{user.pk}/", {"data": {column: "1"}})
        untouched(matrix, knocked, user, {"name", "phone", "email"})
    matrix.told("columns", 800, capsys)


def untouched(matrix: Matrix, asked: Knock, row, allowed: set[str]) -> None:
    """Let everybody send something, and see that a row stays as it is but for some columns."""
    kept = type(row).objects.filter(pk=row.pk)
    before = kept.values().get()
    for name, browser in matrix.browsers.items():
        with transaction.atomic():
            getattr(browser, asked.method)(asked.path, **asked.more)
            after = kept.values().get()
            transaction.set_rollback(True)
        matrix.cells += 1
        if changed := {key for key in before if before[key] != after[key]} - allowed:
            matrix.wrong.append(f"{name} {asked.path}: {changed}")
