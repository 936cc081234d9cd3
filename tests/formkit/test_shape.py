from dataclasses import replace

import pytest

from kedeng.formkit.conditions import When
from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.shape import flaws


def test_a_sound_form_has_no_flaw(form, catalogue):
    assert flaws(form, catalogue) == []


def text(key, **more):
    return Field(key=key, kind=Kind.TEXT, label=key, **more)


@pytest.mark.parametrize(
    ("section", "flaw"),
    [
        (Section(key="x", title="x", fields=(text("a"), text("a"))), "x: field keys repeat"),
        (
            Section(key="x", title="x", fields=(text("a", options="state"),)),
            "x.a: options on a kind without a list",
        ),
        (
            Section(
                key="x",
                title="x",
                fields=(Field(key="a", kind=Kind.CHOICE, label="a", options="gone"),),
            ),
            "x.a: unknown code list 'gone'",
        ),
        (
            Section(key="x", title="x", fields=(text("a", required_if=When("gone", {1})),)),
            "x.a: condition reads 'gone', which the form lacks",
        ),
        (
            Section(key="x", title="x", fields=(text("a", shown_if=When("row_number", {1})),)),
            "x.a: condition reads 'row_number', which the form lacks",
        ),
        (
            Section(key="x", title="x", fields=(text("a", shown_if=When("b", {1})), text("b"))),
            "x.a: shown_if reads 'b', which comes later",
        ),
        (
            Section(key="x", title="x", shown_if=When("base.reason", {"y"}), fields=(text("a"),)),
            "x: condition reads 'base.reason', which is not always asked",
        ),
        (
            Section(
                key="x",
                title="x",
                repeats=(0, 1),
                required_rows_if=When("units.unit", {"y"}),
                fields=(text("a"),),
            ),
            "x: condition reads 'units.unit', which is not always asked",
        ),
        (
            Section(key="x", title="x", fields=(text("a", computed="total"),)),
            "x.a: computed field and computations disagree",
        ),
        (Section(key="base", title="x", fields=()), "section keys repeat"),
    ],
)
def test_a_flaw_is_named(form, catalogue, section, flaw):
    assert flaw in flaws(replace(form, sections=(*form.sections, section)), catalogue)
