"""The real code lists and the real forms."""

from pathlib import Path

import pytest

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit.codelist import Catalogue

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.from_directory(CHECKOUT / "data" / "codelists")


@pytest.fixture
def applied():
    return definition("applied_technology")


@pytest.fixture
def basic():
    return definition("basic_theory")


@pytest.fixture
def soft():
    return definition("soft_science")


@pytest.fixture(params=definitions(), ids=lambda form: form.key)
def form(request):
    return request.param
