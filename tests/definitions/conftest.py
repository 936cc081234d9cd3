"""The real code lists and the real forms."""

from datetime import date
from pathlib import Path

import pytest
from tests.complete import SLOTS, UNIT, complete_answers

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import check
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import Facts, UnitFacts
from kedeng.formkit.rules import Stage
from kedeng.formkit.visible import settle

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


@pytest.fixture
def judged(catalogue):
    """Judge a complete form of a category after `change` had its way with the answers."""

    def judge(category, change=None):
        answers = complete_answers(category)
        if change:
            change(answers)
        facts = Facts(
            today=date(2026, 1, 20),
            catalogue=catalogue,
            unit=UnitFacts(name=UNIT, names=frozenset({UNIT})),
            round_year=2025,
            evidence_from=date(2025, 1, 1),
            evidence_to=date(2025, 12, 31),
            filled_slots=frozenset(SLOTS[category]),
        )
        form = definition(category)
        problems = check(form, settle(form, Answers(answers)), Stage.SUBMISSION, facts)
        return [(problem.path, problem.code, str(problem.severity)) for problem in problems]

    return judge
