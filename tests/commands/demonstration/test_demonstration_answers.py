"""The demonstration's answers pass the forms' own rules, with the evidence that goes with them."""

from datetime import date

import pytest

from kedeng.apps.rounds.loading import profile_named
from kedeng.commands.demonstration.answers import answers_for, plausible
from kedeng.commands.demonstration.facts import data_folder
from kedeng.commands.demonstration.materials import materials_for
from kedeng.commands.demonstration.organisations import credit_code
from kedeng.commands.demonstration.plan import NEIGHBOUR, plans
from kedeng.commands.demonstration.values import is_explained
from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.domain.evidence import pack_named
from kedeng.domain.profiles import read_entries, settled
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import check
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import Facts, UnitFacts
from kedeng.formkit.model import Field, FormDefinition, Kind, Section
from kedeng.formkit.rules import Severity, Stage
from kedeng.formkit.visible import settle


@pytest.fixture(scope="module")
def lists():
    return Catalogue.from_directory(data_folder() / "codelists")


@pytest.mark.parametrize("category", CATEGORY_NAMES)
def test_answers_pass_the_forms_own_rules(category, lists):
    """Nothing blocks, and only the records that are meant to carry a confirmation do.

    Of the other province only errors are judged: rules ask for papers that its pack does not know.
    """
    short = {("summary_short", "summary.achievement_summary")}
    for plan in (plan for plan in plans() if plan.category == category):
        problems = judged(plan, lists)
        assert found(problems, Severity.ERROR) == set(), plan.serial
        if plan.body.key != NEIGHBOUR:
            expected = short if is_explained(plan) else set()
            assert found(problems, Severity.CONFIRM) == expected, plan.serial


def found(problems, severity):
    return {(problem.code, problem.path) for problem in problems if problem.severity is severity}


def judged(plan, lists):
    form = definition(plan.category)
    profile = "national" if plan.body.key == NEIGHBOUR else "shanxi-2025"
    values = settled(read_entries(profile_named(profile)["values"]))
    files = materials_for(plan, pack_named(values["evidence_pack"]))
    facts = Facts(
        today=date(2026, 3, 1),
        catalogue=lists,
        unit=UnitFacts(
            name=plan.body.name,
            names=frozenset({plan.body.name, *plan.body.other_names}),
            uscc=credit_code(plan.body),
        ),
        round_year=2025,
        evidence_from=date(2025, 1, 1),
        evidence_to=date(2025, 12, 31),
        filled_slots=frozenset(slot for paper in files for slot in paper.slots),
        profile=values,
    )
    answers = settle(form, Answers(answers_for(plan, lists)))
    return check(form, answers, Stage.SUBMISSION, facts)


@pytest.mark.parametrize("kind", Kind)
def test_a_field_that_nobody_knows_yet_gets_an_answer_of_its_kind(kind, lists):
    options = "sex" if "cod" in kind or "choice" in kind else ""
    field = Field(
        key="new", kind=kind, label="新字段", options=options, required=True, max_length=30
    )
    section = Section(key="part", title="部分", fields=(field,))
    form = FormDefinition(key="f", edition="0", title="表", letter="Y", sections=(section,))
    answers = Answers({"part": {"new": plausible(field, lists)}})

    facts = Facts(today=date(2026, 3, 1), catalogue=lists)
    assert check(form, answers, Stage.SUBMISSION, facts) == []
