"""Everybody at every operation of the API, against the tables (see matrix)."""

import json
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from tests.trials.matrix import (
    LEAST_CELLS,
    NOBODY_IN,
    Matrix,
    bearer,
    of_operations,
    with_browsers,
    with_tokens,
)
from tests.trials.rights import more_operations
from tests.trials.rights.knocking import Knock

from kedeng.api.urls import api
from kedeng.apps.organisations.actions import issue_token
from kedeng.apps.organisations.models import User
from kedeng.apps.registrations.models import Registration

pytestmark = [pytest.mark.trial, pytest.mark.django_db]


def test_every_operation_has_its_cells(world):
    declared = {
        f"{method} {path.removeprefix('/api/v1')}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    assert declared - {case.page for cases in of_operations(world) for case in cases} == set()


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
