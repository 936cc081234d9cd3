"""Each column of the summary table can be drawn, from any form."""

from pathlib import Path

import pytest
from tests.renderings.maximal import maximal

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.renderings.pdf.table import SUMMARY_COLUMNS
from kedeng.renderings.summary_columns import DRAWERS, PassedOn, columns_of, line_of

CATALOGUE = Catalogue.from_directory(Path(__file__).parents[2] / "data" / "codelists")


def line(form, answers, **more):
    return line_of(PassedOn(form, Answers(answers), CATALOGUE, **more), SUMMARY_COLUMNS)


def test_every_declared_column_has_its_drawer():
    assert list(DRAWERS) == [column.key for column in SUMMARY_COLUMNS]


@pytest.mark.parametrize("form", definitions(), ids=lambda form: form.key)
def test_a_full_form_fills_every_column_and_a_blank_one_none(form):
    full = line_of(
        PassedOn(form, maximal(form, CATALOGUE), CATALOGUE, "9142025R0001", "备注"), SUMMARY_COLUMNS
    )
    assert all(full.values())
    blank = line(form, {})
    assert {key for key, text in blank.items() if text} == {"category"}


def test_further_units_and_all_people_stand_in_their_order():
    soft = definition("soft_science")
    answers = {
        "units": [{"id": "1", "unit_name": "甲"}, {"id": "2", "unit_name": "乙"}, {"id": "3"}],
        "people": [{"id": "1", "name": "张三"}, {"id": "2", "name": "李四"}],
    }
    found = line(soft, answers)
    assert (found["first_unit"], found["other_units"], found["people"]) == (
        "甲",
        "乙",
        "张三；李四",
    )


def test_the_main_project_is_told_else_the_first():
    soft = definition("soft_science")
    first = {"id": "1", "project_source": "local_plan", "project_title": "甲"}
    second = {"id": "2", "project_source": "self_selected", "project_number": "2"}
    assert line(soft, {"projects": [first, second]})["project"] == "甲"
    main = {**second, "is_primary": True}
    assert line(soft, {"projects": [first, main]})["project"] == "2"


def test_without_an_office_phone_the_mobile_one_is_told():
    unit = {"id": "1", "contact_name": "王五", "contact_mobile": "13800000000"}
    assert line(definition("soft_science"), {"units": [unit]})["contact"] == "王五\n13800000000"


def test_an_unknown_column_of_a_profile_is_named():
    with pytest.raises(ValueError, match="no column 'sex'"):
        columns_of({"summary_columns": ["name", "sex"]})


def test_a_profile_may_name_and_size_a_column_anew():
    (column,) = columns_of({"summary_columns": ["people：完成人：40"]})
    assert (column.key, column.title, column.width) == ("people", "完成人", 40)
