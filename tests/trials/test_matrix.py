"""Everybody at every page, against the tables (see matrix)."""

from dataclasses import replace

import pytest
from django.urls import URLPattern, get_resolver
from tests.trials.matrix import LEAST_CELLS, NOBODY_IN, Matrix, browsers_of, of_pages, with_browsers

pytestmark = [pytest.mark.trial, pytest.mark.django_db]


def pages(entries=None) -> set[str]:
    """Names of all pages."""
    found: set[str] = set()
    for entry in entries if entries is not None else get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            found.add(entry.name)
        elif not str(entry.pattern).startswith("api/"):
            found |= pages(entry.url_patterns)
    return found


def test_every_page_has_its_cells(world):
    assert pages() - {case.page for cases in of_pages(world) for case in cases} == set()


def test_the_pages_let_in_whom_the_tables_let_in(world, capsys):
    matrix = Matrix(world, {})
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
