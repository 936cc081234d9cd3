"""The super administrator: one a body, defined by the body above, handed over in one act."""

import pytest
from tests.stage import again, person, superior, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions
from kedeng.apps.organisations.actions import OutOfReachError, Person, RefusedError
from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import actor_for, user_by_id
from kedeng.domain.rights import Right

NEWCOMER = Person(username="newcomer", name="新超管", rights=frozenset({Right.ENTER}))


@pytest.fixture
def department(stage):
    return superior(stage.department)


def refused_with(code):
    return pytest.raises(RefusedError, match=f"^{code}$")


def holders(body):
    return list(User.objects.filter(organisation=body, is_super=True).values_list("username"))


def test_the_body_above_defines_the_first_one(department, stage):
    user = actions.appoint_super(actor=department, organisation=stage.university, who=NEWCOMER)
    assert (user.is_super, user.has_usable_password()) == (True, False)
    assert actor_for(user_by_id(user.pk)).rights == {Right.ENTER, Right.MANAGE}


def test_a_second_one_is_refused(department, stage):
    superior(stage.university)
    with refused_with("super_there_already"):
        actions.appoint_super(actor=department, organisation=stage.university, who=NEWCOMER)
    assert len(holders(stage.university)) == 1


def test_a_replacement_is_one_act(department, stage):
    old = superior(stage.university, Right.ENTER, Right.MANAGE)
    actions.appoint_super(
        actor=department, organisation=stage.university, who=NEWCOMER, replaces=old.user_id
    )
    assert holders(stage.university) == [("newcomer",)]
    assert (again(old).is_super, again(old).rights) == (False, {Right.ENTER})
    assert events_of(f"user:{old.user_id}")[-1].kind == "user.super_taken"


def test_a_failed_replacement_leaves_the_old_one(department, stage, author):
    old = superior(stage.university)
    taken = Person(username="author", name="重名")
    with refused_with("username_taken"):
        actions.appoint_super(
            actor=department, organisation=stage.university, who=taken, replaces=old.user_id
        )
    assert holders(stage.university) == [(f"super-{stage.university.pk}",)]


def test_one_of_the_bodys_own_users_may_be_named(department, stage, author, stranger):
    actions.appoint_super(actor=department, organisation=stage.university, who=user_of(author))
    assert again(author).is_super
    with refused_with("other_body"):
        actions.appoint_super(
            actor=department,
            organisation=stage.university,
            who=user_of(stranger),
            replaces=author.user_id,
        )


@pytest.mark.parametrize("where", ["department", "province", "other_unit"])
def test_only_the_body_directly_above_defines_one(where, department, stage):
    with pytest.raises(OutOfReachError):
        actions.appoint_super(actor=department, organisation=getattr(stage, where), who=NEWCOMER)


def test_a_grandchild_is_its_parents_affair(stage):
    province = superior(stage.province)
    with pytest.raises(OutOfReachError):
        actions.appoint_super(actor=province, organisation=stage.university, who=NEWCOMER)


def test_r59_accounts_are_opened_one_level_below_and_one_of_them_is_super(stage):
    """Notice 二: each level defines the log-in names of the next, one super administrator each."""
    province = superior(stage.province)
    actions.appoint_super(actor=province, organisation=stage.department, who=NEWCOMER)
    assert holders(stage.department) == [("newcomer",)]
    second = Person(username="second", name="第二人")
    with refused_with("super_there_already"):
        actions.appoint_super(actor=province, organisation=stage.department, who=second)
    for elsewhere in (stage.university, stage.nation):  # two levels below, one above
        with pytest.raises(OutOfReachError):
            actions.appoint_super(actor=province, organisation=elsewhere, who=second)
        with pytest.raises(OutOfReachError):
            actions.define_user(
                actor=province, organisation=elsewhere, username="second", name="第二人", rights=[]
            )
    assert not User.objects.filter(username="second").exists()


def test_the_role_is_handed_over_in_one_act(department, department_reviewer, stage):
    actions.hand_over_super(actor=department, to=user_of(department_reviewer))
    assert holders(stage.department) == [("reviewer",)]
    assert again(department).rights == frozenset()
    assert Right.MANAGE in again(department_reviewer).rights


def test_a_hand_over_that_fails_changes_neither_side(department, author, stage):
    with refused_with("other_body"):
        actions.hand_over_super(actor=department, to=user_of(author))
    with refused_with("not_yourself"):
        actions.hand_over_super(actor=department, to=user_of(department))
    new = actions.define_user(
        actor=department, organisation=stage.department, username="new", name="新人", rights=[]
    )
    with refused_with("not_activated"):  # nobody would be left who can issue the code
        actions.hand_over_super(actor=department, to=new)
    actions.suspend(
        actor=department, user=user_of(person(stage.department, "colleague", Right.REVIEW))
    )
    with refused_with("user_suspended"):
        actions.hand_over_super(actor=department, to=User.objects.get(username="colleague"))
    assert again(department) == department


def test_who_has_handed_over_hands_over_no_more(department, department_reviewer):
    actions.hand_over_super(actor=department, to=user_of(department_reviewer))
    with refused_with("super_only"):  # with the actor of a page opened before
        actions.hand_over_super(actor=department, to=user_of(department_reviewer))


def test_a_superior_freezes_the_super_administrator_of_a_child(department, stage):
    child = superior(stage.university)
    actions.suspend(actor=department, user=user_of(child), reason="账号疑似外借")
    assert again(child) is None


def test_an_account_that_everybody_uses_is_left_alone(department, department_reviewer, stage):
    shared = superior(stage.university)
    User.objects.filter(pk=shared.user_id).update(password_locked=True)
    for act in (
        lambda: actions.suspend(actor=department, user=user_of(shared)),
        lambda: actions.set_rights(
            actor=department, user=user_of(shared), rights={Right.ENTER}, expected=[]
        ),
        lambda: actions.appoint_super(
            actor=department, organisation=stage.university, who=NEWCOMER, replaces=shared.user_id
        ),
    ):
        with refused_with("account_shared"):
            act()
    assert again(shared) == shared
