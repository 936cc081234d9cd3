from pathlib import Path

import pytest

from kedeng.commands import docs

CODE_LISTS = Path(__file__).resolve().parents[2] / "data" / "codelists"


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


def test_a_rule_number_is_noted_with_the_tests_that_name_it(tmp_path):
    tests = tmp_path / "tests"
    (tests / "domain").mkdir(parents=True)
    (tests / "commands").mkdir()
    (tests / "commands" / "test_docs.py").write_text("R26")
    (tests / "domain" / "test_money.py").write_text('"""R26 and R28"""')
    (tests / "domain" / "test_more.py").write_text(
        "# R26, not XR28 nor R281\ndef test_r30_x(): ..."
    )
    notes = docs.rule_notes(tests)
    assert notes["R26"].tests == ("tests/domain/test_money.py", "tests/domain/test_more.py")
    assert notes["R28"].tests == ("tests/domain/test_money.py",)
    assert notes["R30"].tests == ("tests/domain/test_more.py",)
    assert notes["R4"].tests == ()
    assert notes["R8"].elsewhere == "domain/numbering"
