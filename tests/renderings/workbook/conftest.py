"""The real forms and lists, and a workbook as somebody at a desk would edit it."""

from pathlib import Path

import pytest
from tests.workbooks import Desk

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.renderings.workbook import fill_in_workbook

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.from_directory(CHECKOUT / "data" / "codelists")


@pytest.fixture(params=definitions(), ids=lambda form: form.key)
def form(request) -> FormDefinition:
    return request.param


@pytest.fixture(scope="session")
def soft() -> FormDefinition:
    return definition("soft_science")


@pytest.fixture(scope="session")
def blank(soft, catalogue) -> bytes:
    return fill_in_workbook(soft, Answers({}), catalogue, "", code="TEST")


@pytest.fixture
def desk():
    return Desk
