"""Users of a body: defined, given rights, suspended; nobody hands on what they do not hold."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.stage import again, person, superior, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import OutOfReachError, RefusedError, create_organisation
from kedeng.apps.organisations.models import GrantNote
from kedeng.apps.organisations.queries import GrantFilter, grants_log
from kedeng.domain.rights import Right


@pytest.fixture
def university(stage):
    """The university's super administrator."""
    return superior(stage.university)


@pytest.fixture
def manager(stage):
    """A manager of the university who also reviews."""
    return person(stage.university, "manager", Right.MANAGE, Right.REVIEW)


def refused_with(code):
    return pytest.raises(RefusedError, match=f"^{code}$")


def define(actor, body, *rights, username="newcomer"):
    return actions.define_user(
        actor=actor, organisation=body, username=username, name="新来的", rights=rights
    )


def log_of(user):
    lines = GrantNote.objects.filter(user=user).order_by("pk")
    return [(line.change, line.right, line.actor_name) for line in lines]


# ── define ───────────────────────────────────────────────────────────────────────────────────────


def test_a_user_is_defined_without_any_password(university, stage):
    user = define(university, stage.university, Right.ENTER, Right.REVIEW)
    assert not user.has_usable_password()
    assert queries.users_of(university, stage.university).get(pk=user.pk).activation == "not_issued"
    assert log_of(user) == [
        ("defined", "", university.name),
        ("granted", "enter", university.name),
        ("granted", "review", university.name),
    ]
    [event] = events_of(f"user:{user.pk}")
    assert (event.kind, event.actor_name, event.details) == (
        "user.created",
        university.name,
        {
            "user": "新来的",
            "username": "newcomer",
            "organisation": [stage.university.pk, "演示大学"],
            "rights": ["enter", "review"],
            "is_super": False,
        },
    )


def test_a_manager_grants_only_what_he_or_she_holds(manager, stage):
    assert define(manager, stage.university, Right.REVIEW, Right.MANAGE)
    with refused_with("not_grantable"):
        define(manager, stage.university, Right.ENTER, username="other")


def test_a_unit_has_no_right_of_a_province(university, stage):
    with refused_with("not_grantable"):
        define(university, stage.university, Right.ACCEPT)


@pytest.mark.parametrize("where", ["department", "province", "other_unit", "nation"])
def test_nobody_reaches_across_the_own_subtree(where, university, stage):
    with pytest.raises(OutOfReachError):
        define(university, getattr(stage, where))


def test_a_superior_does_not_define_the_users_of_a_body_with_an_office(stage):
    with pytest.raises(OutOfReachError):
        define(superior(stage.department), stage.university, Right.ENTER)


def test_a_department_serves_a_unit_without_an_office(stage):
    department = superior(stage.department)
    firm = create_organisation(
        name="演示小微企业", rank=4, parent=stage.department, has_office=False
    )
    assert define(department, firm, Right.ENTER).organisation == firm


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"username": "a"}, "username_shape"),
        ({"username": "有 空格"}, "username_shape"),
        ({"username": "AUTHOR"}, "username_taken"),
        ({"name": ""}, "name_missing"),
        ({"email": "无"}, "email_wrong"),
    ],
)
def test_what_is_wrong_with_a_person_is_said(given, code, university, stage, author):
    person_ = {"username": "someone", "name": "某人", **given}
    with refused_with(code):
        actions.define_user(actor=university, organisation=stage.university, rights=[], **person_)


def test_a_change_tells_what_was_and_what_is(university, author):
    user = actions.change_user(
        actor=university, user=user_of(author), name="新名", phone="0351-0000000", email=""
    )
    event = events_of(f"user:{user.pk}")[-1]
    assert (event.kind, event.details["changed"]) == (
        "user.changed",
        {"name": ["演示author", "新名"]},
    )


# ── rights ───────────────────────────────────────────────────────────────────────────────────────


def test_a_set_of_rights_is_replaced_as_a_whole(university, author):
    actions.set_rights(
        actor=university,
        user=user_of(author),
        rights={Right.REVIEW, Right.RETURN},
        expected={Right.ENTER},
    )
    assert again(author).rights == {Right.REVIEW, Right.RETURN}
    assert log_of(user_of(author))[-3:] == [
        ("granted", "review", university.name),
        ("granted", "return", university.name),
        ("taken", "enter", university.name),
    ]


def test_a_stale_page_changes_no_rights(university, author):
    with refused_with("rights_changed_meanwhile") as caught:
        actions.set_rights(
            actor=university, user=user_of(author), rights=[], expected={Right.REVIEW}
        )
    assert caught.value.params == {"rights": "录入"}
    assert again(author).rights == {Right.ENTER}


def test_a_manager_neither_gives_nor_takes_what_is_not_his(manager, author):
    for wanted in ({Right.ENTER, Right.FORWARD}, set()):
        with refused_with("not_grantable"):
            actions.set_rights(
                actor=manager, user=user_of(author), rights=wanted, expected={Right.ENTER}
            )
    actions.set_rights(
        actor=manager,
        user=user_of(author),
        rights={Right.ENTER, Right.REVIEW},
        expected={Right.ENTER},
    )
    assert again(author).rights == {Right.ENTER, Right.REVIEW}


def test_a_manager_does_not_touch_the_super_administrator(manager, university):
    user = user_of(university)
    with refused_with("super_answers_above"):
        actions.set_rights(actor=manager, user=user, rights={Right.REVIEW}, expected=[])
    with refused_with("super_answers_above"):
        actions.suspend(actor=manager, user=user)


def test_one_person_may_be_super_administrator_and_filer(university, stage):
    actions.set_rights(
        actor=university, user=user_of(university), rights={Right.ENTER}, expected=[]
    )
    assert again(university).rights == {Right.ENTER, Right.MANAGE}


# ── suspend ──────────────────────────────────────────────────────────────────────────────────────


def test_a_suspended_account_is_nobody_until_it_is_let_in_again(university, author):
    actions.suspend(actor=university, user=user_of(author), reason="离岗")
    assert again(author) is None
    actions.reactivate(actor=university, user=user_of(author))
    assert again(author) == author
    assert [kind for kind, *_ in log_of(user_of(author))][-2:] == ["suspended", "reactivated"]


def test_a_suspension_withdraws_the_first_credential(university, stage):
    user, now = define(university, stage.university), timezone.now()
    code = user.activation_codes.create(
        digest="0" * 64, issued_at=now, expires_at=now + timedelta(days=3), attempts_left=5
    )
    assert queries.users_of(university, stage.university).get(pk=user.pk).activation == "issued"
    actions.suspend(actor=university, user=user)
    code.refresh_from_db()
    assert code.withdrawn_at is not None
    assert queries.users_of(university, stage.university).get(pk=user.pk).activation == "suspended"


def test_nobody_suspends_the_own_account(university, manager):
    for actor in (university, manager):
        with refused_with("not_yourself"):
            actions.suspend(actor=actor, user=user_of(actor))


# ── the log ──────────────────────────────────────────────────────────────────────────────────────


def test_the_log_is_searched_by_person_right_and_day(university, stage, author, unit_clerk):
    def found(**chosen):
        lines = grants_log(university, GrantFilter(**chosen))
        return [(line.change, line.right, line.username) for line in lines]

    assert found(text="AUTHOR") == [("granted", "enter", "author"), ("defined", "", "author")]
    assert found(text="clerk", right=Right.RETURN) == [("granted", "return", "clerk")]
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert found(from_day=tomorrow) == []
    assert len(found(through_day=timezone.localdate())) == len(found())


def test_the_log_shows_the_own_subtree_alone(stage, author, stranger):
    seen = {
        line.organisation_name for line in grants_log(superior(stage.department), GrantFilter())
    }
    assert seen == {"演示省教育厅", "演示大学"}
    assert not grants_log(author, GrantFilter())
