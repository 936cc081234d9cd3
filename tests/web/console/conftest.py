"""The managers of the stage at their browsers."""

import html
import re

import pytest
from django.test import Client
from tests.stage import person, superior

from kedeng.domain.rights import Right


@pytest.fixture
def super_at(stage, browser_of):
    """Log a body's super administrator in: `super_at("department")` gives a client."""

    def enter(where) -> Client:
        return browser_of(superior(getattr(stage, where)))

    return enter


@pytest.fixture
def department(super_at) -> Client:
    """The department's super administrator at the browser."""
    return super_at("department")


@pytest.fixture
def university(super_at) -> Client:
    """The university's super administrator at the browser."""
    return super_at("university")


@pytest.fixture
def manager(stage, browser_of) -> Client:
    """A manager of the university who also reviews, but files nothing."""
    return browser_of(person(stage.university, "manager", Right.MANAGE, Right.REVIEW))


@pytest.fixture
def said():
    """Give status and text of an answer, the layout's words aside."""

    def read(answer):
        return answer.status_code, answer.content.decode().partition("<main")[2]

    return read


@pytest.fixture
def drawn_in():
    """Read what a page's form was drawn with, as a browser would send it back."""

    def read(text):
        return html.unescape(re.search(r'name="drawn" value="([^"]*)"', text)[1])

    return read
