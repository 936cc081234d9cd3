"""Two who manage, the same moment: no cycle, one super administrator, one set of rights."""

from functools import partial

import pytest
from django.db.models import F
from tests.at_once import at_once
from tests.stage import again, person, set_stage, superior, user_of

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import Person, RefusedError, create_organisation
from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.rights import Right
from kedeng.lib.credit_code import check_character

FRONT = "12140000MB7654321"
CODE = FRONT + check_character(FRONT)

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def stage(committed):
    return set_stage()


def refusals(results):
    return sorted(result.code for result in results if isinstance(result, RefusedError))


def test_two_opposite_moves_close_no_cycle(stage):
    province = superior(stage.province)
    one, other = (
        create_organisation(name=name, rank=3, parent=stage.province) for name in ("甲局", "乙局")
    )
    results = at_once(
        [
            partial(actions.move_body, actor=province, organisation=one, parent=other),
            partial(actions.move_body, actor=province, organisation=other, parent=one),
        ]
    )
    assert refusals(results) == ["makes_a_cycle"]
    assert len(queries.tree_of(province)) == 5
    assert not Organisation.objects.filter(parent=F("pk")).exists()


def test_a_button_pressed_four_times_at_once_creates_one_body(stage):
    create = partial(actions.create_body, actor=superior(stage.department), name="演示学院", rank=4)
    assert refusals(at_once([create] * 4)) == ["body_name_taken"] * 3
    assert Organisation.objects.filter(name="演示学院").count() == 1


def test_a_credit_code_that_bodies_of_two_provinces_want_goes_to_one(stage):
    here, there = superior(stage.province), superior(stage.other_province)
    results = at_once(
        [
            partial(actions.create_body, actor=here, name="演示甲局", rank=3, uscc=CODE),
            partial(actions.create_body, actor=there, name="演示乙局", rank=3, uscc=CODE),
        ]
    )
    assert refusals(results) == ["uscc_taken"]
    assert Organisation.objects.filter(uscc=CODE).count() == 1


def test_two_bodies_that_get_one_name_at_once_do_not_both_get_it(stage):
    department = superior(stage.department)
    other = create_organisation(name="演示学院", rank=4, parent=stage.department)
    rename = partial(actions.rename_body, actor=department, name="演示理工大学")
    results = at_once([partial(rename, organisation=each) for each in (stage.university, other)])
    assert refusals(results) == ["body_name_taken"]
    assert Organisation.objects.filter(name="演示理工大学").count() == 1


def test_two_first_super_administrators_are_one(stage):
    department = superior(stage.department)
    appoint = partial(
        actions.appoint_super, actor=department, organisation=stage.university, replaces=None
    )
    people = [Person(username=f"super{place}", name="超管") for place in range(4)]
    results = at_once([partial(appoint, who=who) for who in people])
    assert refusals(results) == ["super_there_already"] * 3
    assert User.objects.filter(organisation=stage.university, is_super=True).count() == 1


def test_a_role_is_handed_over_once(stage):
    holder = superior(stage.university)
    heirs = [person(stage.university, f"heir{place}", Right.ENTER) for place in range(3)]
    results = at_once(
        [partial(actions.hand_over_super, actor=holder, to=user_of(heir)) for heir in heirs]
    )
    assert refusals(results) == ["super_only"] * 2
    assert [again(heir).is_super for heir in heirs].count(True) == 1


def test_two_grids_saved_at_once_are_one(stage):
    holder, clerk = superior(stage.university), person(stage.university, "filer", Right.ENTER)
    save = partial(actions.set_rights, actor=holder, user=user_of(clerk), expected={Right.ENTER})
    results = at_once([partial(save, rights={Right.REVIEW}), partial(save, rights={Right.RETURN})])
    assert refusals(results) == ["rights_changed_meanwhile"]
    assert again(clerk).rights in ({Right.REVIEW}, {Right.RETURN})


def test_a_login_name_that_several_want_goes_to_one(stage):
    define = partial(
        actions.define_user,
        actor=superior(stage.university),
        organisation=stage.university,
        username="li.si",
        name="李四",
        rights=[Right.ENTER],
    )
    results = at_once([define] * 4)
    assert refusals(results) == ["username_taken"] * 3
    assert User.objects.called("li.si").count() == 1


def test_a_login_name_that_two_super_administrators_want_goes_to_one(stage):
    department = superior(stage.department)
    other = create_organisation(name="演示学院", rank=4, parent=stage.department)
    appoint = partial(
        actions.appoint_super, actor=department, who=Person(username="li.si", name="李四")
    )
    results = at_once([partial(appoint, organisation=each) for each in (stage.university, other)])
    assert refusals(results) == ["username_taken"]
    assert User.objects.called("li.si").count() == 1
