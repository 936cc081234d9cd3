"""The tree of bodies: any depth, with all names that ever counted."""

import pytest
from django.db import IntegrityError, transaction

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import queries
from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.organisations.models import Organisation
from kedeng.domain.routes import Body


@pytest.fixture
def tree(stage):
    """A faculty below the stage's university."""
    faculty = create_organisation(
        name="演示材料学院", rank=4, parent=stage.university, has_office=False
    )
    return {"faculty": faculty, "stage": stage}


def names(organisations):
    return [body.name for body in organisations]


def test_a_chain_leads_up_to_the_nation(tree):
    assert names(queries.ancestors(tree["faculty"])) == [
        "演示材料学院",
        "演示大学",
        "演示省教育厅",
        "演示省科学技术厅",
        "演示国家成果网",
    ]
    assert [(body.rank, body.has_office) for body in queries.chain_of_bodies(tree["faculty"])] == [
        (4, False),
        (4, True),
        (3, True),
        (2, True),
        (1, True),
    ]
    assert queries.chain_of_bodies(tree["faculty"])[0] == Body(tree["faculty"].pk, 4, False)


def test_a_chain_is_read_three_bodies_at_a_time(tree, django_assert_num_queries):
    faculty = Organisation.objects.get(pk=tree["faculty"].pk)
    with django_assert_num_queries(2):
        assert len(queries.ancestors(faculty)) == 5
    with django_assert_num_queries(0):
        queries.ancestors(faculty)


def test_a_faculty_belongs_to_its_university(tree):
    stage = tree["stage"]
    assert queries.unit_of(tree["faculty"]) == stage.university
    assert queries.unit_of(stage.university) == stage.university
    assert queries.unit_of(stage.department) == stage.department


def test_the_province_above(tree):
    stage = tree["stage"]
    assert queries.province_of(tree["faculty"]) == stage.province
    assert queries.province_of(stage.province) == stage.province
    assert queries.province_of(stage.nation) is None


def test_former_and_second_names_are_the_same_unit(stage):
    unit = create_organisation(
        name="演示理工大学",
        rank=4,
        parent=stage.department,
        other_names=["演示工学院", "演示理工大学（本部）", "演示 理工大学"],
    )
    assert queries.names_of(unit) == {"演示理工大学", "演示工学院", "演示理工大学（本部）"}
    for name in ("演示理工大学", "演示工学院", "演示理工大学(本部)", " 演示 工学院 "):
        assert queries.organisation_named(name) == unit
    assert queries.organisation_named("演示") is None


def test_a_new_organisation_is_told(stage):
    bureau = create_organisation(name="演示市科技局", rank=3, parent=stage.province)
    [event] = events_of(f"organisation:{bureau.pk}")
    told = {"name": "演示市科技局", "rank": 3}
    assert (event.kind, event.details) == ("organisation.created", told)


def test_organisations_sort_by_pinyin(stage):
    for name in ("张家口所", "安阳所", "北京所"):
        create_organisation(name=name, rank=4, parent=stage.department)
    sorted_names = names(Organisation.objects.filter(name__endswith="所"))
    assert sorted_names == ["安阳所", "北京所", "张家口所"]


@pytest.mark.parametrize("wrong", [{"rank": 5}, {"rank": 0}, {"rank": 3, "parent": None}])
def test_the_database_holds_the_tree_together(wrong, stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        create_organisation(**{"name": "演示", "rank": 4, "parent": stage.department, **wrong})
