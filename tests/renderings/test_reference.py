from pathlib import Path

import pytest

from kedeng.definitions.registry import definitions
from kedeng.definitions.rules import NOTES
from kedeng.formkit.codelist import Catalogue
from kedeng.renderings.reference import RuleNote, forms_reference

CODE_LISTS = Path(__file__).resolve().parents[2] / "data" / "codelists"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.from_directory(CODE_LISTS)


@pytest.fixture(scope="module")
def page(catalogue) -> str:
    notes = {"R4": RuleNote(("tests/test_dates.py",)), "R8": RuleNote((), "domain/numbering")}
    return forms_reference(definitions(), catalogue, notes)


def cells(page: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("|")]


def test_every_question_stands_in_the_page(page):
    keys = {row[2] for row in cells(page) if len(row) == 9}
    assert keys >= {f"`{field.key}`" for form in definitions() for _, field in form.fields()}


def test_every_list_stands_in_the_page(page, catalogue):
    headings = {line.rpartition(" ")[2] for line in page.splitlines() if line.startswith("### ")}
    assert headings >= {f"`{key}`" for key in catalogue}


def test_a_condition_is_told_in_words(page):
    row = next(row for row in cells(page) if row[0] == "A61")
    assert row[4] == "asked when 应用状态 is 应用后停用 or 未应用; required then (confirms)"


def test_a_rule_says_where_it_is_judged_and_tested(page):
    assert [row for row in cells(page) if row[0] == "R4"] == [
        [
            "R4",
            "研究起始不晚于终止",
            "error, exact",
            "YJR",
            "INFERRED",
            "forms.md R4；B24",
            "`kedeng.definitions.rules.dates.research_starts_before_it_ends`",
            "`tests/test_dates.py`",
        ]
    ]


def test_a_number_without_a_rule_says_what_sees_to_it(page):
    assert "| R8 |  |  |  |  |  | domain/numbering |  |" in page.splitlines()


def test_every_table_has_as_many_cells_as_heads(page):
    counts = set()
    for block in page.split("\n\n"):
        if block.startswith("|"):
            counts.add(len({line.replace("\\|", "").count("|") for line in block.splitlines()}))
    assert counts == {1}


def test_every_rule_number_is_judged_or_noted():
    keys = {rule.key for form in definitions() for rule in form.rules} | NOTES.keys()
    assert keys == {f"R{number}" for number in range(1, 61)}
