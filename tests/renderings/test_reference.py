from pathlib import Path

import pytest

from kedeng.definitions.proofs import PROOFS
from kedeng.definitions.registry import definitions
from kedeng.definitions.rules import NOTES
from kedeng.formkit.codelist import Catalogue
from kedeng.renderings.reference import forms_reference

CODE_LISTS = Path(__file__).resolve().parents[2] / "data" / "codelists"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.from_directory(CODE_LISTS)


@pytest.fixture(scope="module")
def page(catalogue) -> str:
    return forms_reference(definitions(), catalogue, {"R4": ["tests/test_dates.py"]})


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


def test_a_number_without_a_rule_says_as_much_as_a_rule(page):
    assert [row for row in cells(page) if row[0] == "R8"] == [
        [
            "R8",
            "批准登记号的写法",
            "error",
            "YJR",
            "SOURCED",
            "forms.md R8、8.1；B58–B61",
            "`kedeng.domain.numbering.compose`",
            "`tests/domain/test_numbering.py::test_a_number_has_body_year_letter_and_serial`",
        ]
    ]


def test_what_is_deferred_is_named_with_its_reason(page):
    row = next(row for row in cells(page) if row[0] == "R5")
    assert "overview.RESEARCH_START` (deferred: no question of the form asks" in row[6]


def test_the_page_says_once_how_questions_and_lists_are_proved(page):
    assert page.count("## How questions and lists are proved") == 1
    proofs = {row[1] for row in cells(page) if len(row) == 2}
    assert proofs >= {f"`{test}`" for _, test in PROOFS}


def test_every_table_has_as_many_cells_as_heads(page):
    counts = set()
    for block in page.split("\n\n"):
        if block.startswith("|"):
            counts.add(len({line.replace("\\|", "").count("|") for line in block.splitlines()}))
    assert counts == {1}


def test_every_rule_number_is_judged_or_noted():
    keys = {rule.key for form in definitions() for rule in form.rules} | NOTES.keys()
    assert keys == {f"R{number}" for number in range(1, 62)}  # R61 is ours: process.md B26
