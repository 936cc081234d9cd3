from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings, strategies as st

from kedeng.definitions.registry import definitions
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.conditions import Answered, AnyOf, Not, When
from kedeng.formkit.model import Field, FormDefinition, Kind, Privacy, Section
from kedeng.formkit.reading import read_section
from kedeng.formkit.status import Status
from kedeng.renderings.apischema import (
    BUILDERS,
    answers_of_privacy,
    condition_schema,
    field_schema,
    form_schema,
)

CATALOGUE = Catalogue.from_directory(Path(__file__).parents[2] / "data" / "codelists")
EVERY_FORM = pytest.mark.parametrize("form", definitions(), ids=lambda form: form.key)
LISTED = {Kind.CHOICE, Kind.CHOICES, Kind.CODE, Kind.CODES}


def a(kind, **more):
    options = "sex" if kind in LISTED else ""
    return Field(key="question", kind=kind, label="问题", options=options, **more)


def test_every_kind_has_a_schema():
    assert BUILDERS.keys() == set(Kind)


def test_only_what_a_submission_refuses_is_a_limit_of_the_schema():
    def value(kind, **more):
        return field_schema(a(kind, **more), CATALOGUE)["anyOf"][0]

    sure = {"length_status": Status.SOURCED}
    assert value(Kind.TEXT, max_length=20, **sure)["maxLength"] == 20
    assert value(Kind.TEXT, max_length=20) == {
        "type": "string",
        "maxLength": 200,
        "x-usual-length": 20,
    }
    assert value(Kind.TEXTS, max_items=3)["maxItems"] == 30
    assert value(Kind.MONEY)["pattern"] == r"^-?[0-9]{1,12}\.[0-9]{2}$"
    assert value(Kind.INTEGER)["minimum"] == 0


def test_an_unsure_list_takes_other_texts_in_the_schema():
    mode = Field(key="mode", kind=Kind.CHOICE, label="研究形式", options="research_mode")
    options, other = field_schema(mode, CATALOGUE)["anyOf"][0]["anyOf"]
    assert len(options["oneOf"]) == 6
    assert other == {"title": "选项以外的内容", "type": "string", "maxLength": 100}


@EVERY_FORM
def test_a_form_has_a_valid_schema_with_every_section_and_field(form):
    schema = form_schema(form, CATALOGUE)
    jsonschema_rs.meta.validate(schema)
    fields = {
        key: set((part.get("items") or part)["properties"]) - {"id"}
        for key, part in schema["properties"].items()
    }
    assert fields == {section.key: set(section.by_key) for section in form.sections}


def test_a_field_tells_all_that_is_declared_of_it():
    field = Field(
        key="profit",
        kind=Kind.MONEY,
        label="新增利润",
        help="按年填写。",
        unit="万元",
        minimum_status=Status.SOURCED,
        example="120.50",
        ref="A70",
        source="S2",
        required_if=When("application_status", {"used"}),
        privacy=Privacy.ROUTE,
    )
    assert field_schema(field, CATALOGUE) == {
        "title": "新增利润",
        "description": "按年填写。",
        "examples": ["120.50"],
        "x-unit": "万元",
        "x-required": {"path": "application_status", "in": ["used"]},
        "x-privacy": "route",
        "x-ref": "A70",
        "x-status": "INFERRED",
        "x-source": "S2",
        "anyOf": [
            {"type": "string", "pattern": r"^[0-9]{1,12}\.[0-9]{2}$"},
            {"$ref": "#/$defs/unread"},
        ],
    }


def test_conditions_are_told_as_data():
    condition = AnyOf((When("a.b", {"2", "1"}), Not(Answered("c"))))
    assert condition_schema(condition) == {
        "any_of": [{"path": "a.b", "in": ["1", "2"]}, {"not": {"path": "c", "answered": True}}]
    }


@pytest.mark.parametrize("kind", list(Kind))
@settings(max_examples=60)
@given(
    raw=st.one_of(
        st.text(max_size=20),
        st.integers(min_value=0, max_value=10**15).map(str),
        st.decimals(0, 10**6, places=2).map(str),
        st.dates().map(str),
        st.sampled_from(["是", "否", "男", "女;男", "2025年6月"]),
    )
)
def test_whatever_was_read_conforms(kind, raw):
    section = Section(key="base", title="概况", fields=(a(kind),))
    form = FormDefinition(
        key="small", edition="2025", title="小表", letter="Y", sections=(section,)
    )
    content = read_section(section, {"question": raw}, CATALOGUE)
    jsonschema_rs.validate(form_schema(form, CATALOGUE), {"base": content})


def test_only_answers_of_the_wanted_privacy_are_given():
    form = FormDefinition(
        key="small",
        edition="2025",
        title="小表",
        letter="Y",
        sections=(
            Section(
                key="base",
                title="概况",
                fields=(
                    Field(key="name", kind=Kind.TEXT, label="名称"),
                    Field(key="phone", kind=Kind.TEXT, label="电话", privacy=Privacy.ROUTE),
                ),
            ),
            Section(
                key="people",
                title="完成人",
                repeats=(1, 3),
                fields=(
                    Field(key="name", kind=Kind.TEXT, label="姓名"),
                    Field(key="birth", kind=Kind.MONTH, label="生年", privacy=Privacy.SENSITIVE),
                ),
            ),
            Section(
                key="inner",
                title="内部",
                fields=(Field(key="note", kind=Kind.TEXT, label="备注", privacy=Privacy.ROUTE),),
            ),
        ),
    )
    answers = Answers(
        {
            "base": {"name": "甲", "phone": "0351"},
            "people": [{"id": "a1", "name": "王", "birth": "1980-01"}],
            "inner": {"note": "乙"},
        }
    )
    assert answers_of_privacy(form, answers, frozenset({Privacy.PUBLIC})) == {
        "base": {"name": "甲"},
        "people": [{"id": "a1", "name": "王"}],
    }
