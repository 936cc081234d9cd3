from dataclasses import replace

import pytest

from kedeng.definitions.fingerprint import RELEASED, fingerprint
from kedeng.definitions.registry import definition, definitions, editions
from kedeng.formkit.conditions import AnyOf, When
from kedeng.formkit.model import Field, FormDefinition, Kind, Section


def small(**more) -> FormDefinition:
    field = Field(key="name", kind=Kind.TEXT, label="名称", **more)
    section = Section(key="base", title="概况", fields=(field,))
    return FormDefinition(key="small", edition="1", title="表", letter="Y", sections=(section,))


def test_equal_declarations_have_one_fingerprint():
    one = small(shown_if=AnyOf((When("a", {"x", "y", True}), When("b", {1}))))
    other = small(shown_if=AnyOf((When("a", {True, "y", "x"}), When("b", {1}))))
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    "change",
    [
        {"help": "新的说明。"},
        {"max_length": 10},
        {"required": True},
        {"shown_if": When("a", {"x"})},
        {"required_if": When("a", {"x"})},
        {"minimum": None},
    ],
)
def test_every_change_of_a_field_shows(change):
    assert fingerprint(small(**change)) != fingerprint(small())


def test_another_condition_shows():
    assert fingerprint(small(shown_if=When("a", {"x"}))) != fingerprint(
        small(shown_if=When("a", {"y"}))
    )


def test_another_computation_or_rule_shows(applied):
    marks = {
        fingerprint(applied),
        fingerprint(replace(applied, computations=applied.computations[1:])),
        fingerprint(replace(applied, sections=applied.sections[1:])),
    }
    assert len(marks) == 3


def test_an_attribute_at_its_default_leaves_no_trace():
    assert fingerprint(small(minimum=0, help="")) == fingerprint(small())


def test_a_released_edition_has_not_changed():
    found = {key: fingerprint(definition(*key)) for key in RELEASED}
    assert found == dict(RELEASED)


def test_every_released_edition_is_written_down():
    released = {
        (form.key, form.edition)
        for edition in editions()
        for form in definitions(edition)
        if form.released
    }
    assert released == RELEASED.keys()
