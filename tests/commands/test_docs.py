from pathlib import Path

import pytest

from kedeng.commands import docs
from kedeng.definitions.rules import NOTES

CHECKOUT = Path(__file__).resolve().parents[2]
CODE_LISTS = CHECKOUT / "data" / "codelists"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with the code lists and nothing else."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "codelists").symlink_to(CODE_LISTS)
    return tmp_path


def test_a_page_is_out_of_date_until_it_says_what_the_declarations_say(root):
    (root / "docs").mkdir()
    page, other = root / "docs" / "forms.md", root / "docs" / "workflow.md"
    wanted = docs.pages(root)
    assert set(wanted) == {page, other}
    other.write_text(wanted[other])
    assert docs.out_of_date(root) == {page: wanted[page]}
    page.write_text("old")
    assert docs.out_of_date(root) == {page: wanted[page]}
    page.write_text(wanted[page])
    assert docs.out_of_date(root) == {}


def test_a_rule_number_has_the_tests_that_name_it(tmp_path):
    tests = tmp_path / "tests"
    (tests / "domain").mkdir(parents=True)
    (tests / "commands").mkdir()
    (tests / "commands" / "test_docs.py").write_text("R26")
    (tests / "domain" / "test_money.py").write_text('"""R26 and R28"""')
    (tests / "domain" / "test_more.py").write_text(
        "# R26, not XR28 nor R281\ndef test_r30_x(): ..."
    )
    assert docs.tests_by_rule(tests) == {
        "R26": ["tests/domain/test_money.py", "tests/domain/test_more.py"],
        "R28": ["tests/domain/test_money.py"],
        "R30": ["tests/domain/test_more.py"],
    }


def test_the_table_of_rules_lacks_nothing():
    assert list(docs.flaws(CHECKOUT)) == []


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"source": ""}, "R8: source is empty"),
        ({"test": ""}, "R8: tests is empty"),
        (
            {"test": "tests/domain/test_numbering.py::test_gone"},
            "R8: tests/domain/test_numbering.py::test_gone is not there",
        ),
        ({"test": "tests/gone.py::test_x"}, "R8: tests/gone.py::test_x is not there"),
        (
            {"judged": "kedeng.domain.gone"},
            "R8: kedeng.domain.gone is not there",
        ),
        ({"judged": "kedeng.gone.compose"}, "R8: kedeng.gone.compose is not there"),
    ],
)
def test_a_hole_in_the_table_of_rules_is_told(change, flaw):
    notes = {**NOTES, "R8": NOTES["R8"]._replace(**change)}
    assert list(docs.flaws(CHECKOUT, notes)) == [flaw]


def test_a_rule_that_no_test_names_is_told(root):
    (root / "tests").mkdir()
    assert "R4: tests is empty" in list(docs.flaws(root))


def test_the_check_fails_over_a_hole(root, capsys):
    for path, text in docs.pages(root).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert docs.bring_up_to_date(root, check=True) == 1
    assert "docs: R4: tests is empty" in capsys.readouterr().err
