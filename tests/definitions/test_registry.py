import pytest

from kedeng.definitions.registry import (
    CATEGORY_NAMES,
    CURRENT_EDITION,
    definition,
    definitions,
    editions,
)


def test_each_category_has_its_form_and_letter():
    letters = {category: definition(category).letter for category in CATEGORY_NAMES}
    assert letters == {"applied_technology": "Y", "basic_theory": "J", "soft_science": "R"}


def test_titles_are_those_of_the_two_paper_templates():
    assert [form.title for form in definitions()] == [
        "科技成果登记表（应用技术类成果）",
        "科技成果登记表（基础理论、软科学类成果）",
        "科技成果登记表（基础理论、软科学类成果）",
    ]


def test_names_and_letters_are_those_of_the_code_list(catalogue):
    entries = catalogue["achievement_category"].entries
    assert {entry.code: entry.label for entry in entries} == CATEGORY_NAMES
    assert {entry.code: entry.letter for entry in entries} == {
        form.key: form.letter for form in definitions()
    }


def test_the_current_edition_is_the_newest():
    assert editions()[-1] == CURRENT_EDITION
    assert {form.edition for form in definitions()} == {CURRENT_EDITION}


def test_an_unknown_category_is_named_with_those_that_exist():
    with pytest.raises(KeyError, match="no form for 'patent' in edition 2025; known: applied_tech"):
        definition("patent")


def test_an_unknown_edition_is_named_with_those_that_exist():
    with pytest.raises(KeyError, match="no edition '1999' of the forms; known: 2025"):
        definition("soft_science", "1999")
