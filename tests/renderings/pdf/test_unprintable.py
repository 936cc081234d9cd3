"""Characters that no face draws are named where they were typed."""

from kedeng.definitions.registry import definition
from kedeng.formkit.answers import Answers
from kedeng.formkit.rules import Severity
from kedeng.renderings.messages import sentence
from kedeng.renderings.pdf.unprintable import unprintable

NOWHERE = "\ue0ff"  # private use: every face has another picture for it


def test_a_character_without_a_face_is_named_where_it_stands():
    form = definition("soft_science")
    people = [{"id": "a", "name": f"张{NOWHERE}"}, {"id": "b", "name": "㛃䶮"}]
    found = unprintable(form, Answers({"people": people}))
    assert [(item.path, item.severity) for item in found] == [("people[a].name", Severity.WARNING)]
    assert sentence(found[0]).startswith(f"打印字体里没有 {NOWHERE}（U+E0FF），")


def test_ordinary_and_rare_names_pass_in_silence():
    form = definition("soft_science")
    assert unprintable(form, Answers({"people": [{"id": "a", "name": "买买提·㙍𠅤"}]})) == []
