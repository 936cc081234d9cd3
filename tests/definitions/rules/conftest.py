"""Judge answers by one rule."""

from dataclasses import replace
from datetime import date

import pytest

from kedeng.formkit.answers import Answers
from kedeng.formkit.check import Problem
from kedeng.formkit.facts import Facts, UnitFacts
from kedeng.renderings.messages import sentence


@pytest.fixture(scope="session")
def facts(catalogue):
    """A university files in the round of 2025, the day before it closes; no evidence yet."""
    return Facts(
        today=date(2026, 1, 20),
        catalogue=catalogue,
        unit=UnitFacts(name="演示大学", names=frozenset({"演示学院"}), uscc="12140000405700123X"),
        round_year=2025,
        evidence_from=date(2025, 1, 1),
        evidence_to=date(2025, 12, 31),
    )


@pytest.fixture
def findings(facts):
    """List what a rule finds; each finding has its sentence. Keywords change the facts."""

    def find(rule, answers, **given):
        found = list(rule.judge(Answers(answers), replace(facts, **given)))
        for item in found:
            severity = item.severity or rule.effective
            assert sentence(Problem(item.code, item.path, severity, item.params, rule.key))
        return found

    return find
