from argparse import Namespace

from kedeng.commands import docs


def test_the_generated_pages_are_up_to_date(capsys):
    assert docs.run(Namespace(check=True)) == 0, capsys.readouterr().out  # else: make docs


def test_a_rule_number_is_noted_with_the_tests_that_name_it(tmp_path):
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_money.py").write_text('"""R26 and R28"""')
    (tests / "test_more.py").write_text("# R26, not XR28 nor R281")
    notes = docs.rule_notes(tests)
    assert notes["R26"].tests == ("tests/test_money.py", "tests/test_more.py")
    assert notes["R28"].tests == ("tests/test_money.py",)
    assert notes["R4"].tests == ()
    assert notes["R8"].elsewhere == "domain/numbering"
