"""Managing by program: the same acts, the same limits, the same words as on the pages."""

import pytest
from tests.api.conftest import said
from tests.stage import again, person, superior

from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.rights import Right


@pytest.fixture
def department(stage, calls):
    return calls(superior(stage.department))


@pytest.fixture
def university(stage, calls):
    return calls(superior(stage.university))


@pytest.fixture
def manager(stage, calls):
    """A manager of the university who also reviews."""
    return calls(person(stage.university, "manager", Right.MANAGE, Right.REVIEW))


def users_of(body):
    return f"/organisations/{body.pk}/users"


def test_the_own_body_and_those_below_are_listed(department, stage):
    listed = department.get("/organisations").json()
    assert [item["name"] for item in listed["items"]] == ["演示省教育厅", "演示大学"]
    assert listed["items"][1] == {
        "id": stage.university.pk,
        "parent": stage.department.pk,
        "name": "演示大学",
        "rank": 4,
        "is_open": True,
        "has_office": True,
        "uscc": stage.university.uscc,
        "super_administrator": "",
    }
    assert department.get("/organisations", text="大学").json()["count"] == 1


def test_a_body_is_created_below(department, stage):
    answer = department.post("/organisations", {"name": "演示学院", "rank": 4})
    assert answer.status_code == 201
    made = Organisation.objects.get(name="演示学院")
    assert (answer.json()["id"], made.parent) == (made.pk, stage.department)
    read = department.get(f"/organisations/{made.pk}")
    assert (read.status_code, read.json()) == (200, answer.json())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"rank": 2}, (409, "rank_not_below")),
        ({"name": "演示大学"}, (409, "body_name_taken")),
        ({"uscc": "12140000MB7654321X"}, (422, "uscc_wrong")),
        ({"is_super": True}, (422, "wrong_shape")),
    ],
)
def test_a_body_that_cannot_be_is_refused(given, expected, department):
    body = {"name": "演示学院", "rank": 4, **given}
    assert said(department.post("/organisations", body)) == expected


@pytest.mark.usefixtures("unpeopled")
def test_a_user_is_defined_and_listed(university, stage):
    given = {"username": "li.si", "name": "李四", "rights": ["enter"]}
    answer = university.post(users_of(stage.university), given)
    assert answer.status_code == 201
    listed = university.get(users_of(stage.university)).json()["items"]
    assert {item["username"]: item["rights"] for item in listed} == {
        f"super-{stage.university.pk}": [],
        "li.si": ["enter"],
    }
    assert answer.json() == {
        "id": User.objects.get(username="li.si").pk,
        "username": "li.si",
        "name": "李四",
        "email": "",
        "phone": "",
        "is_super": False,
        "activation": "not_issued",
        "rights": ["enter"],
    }


def test_nobody_grants_by_program_what_they_do_not_hold(manager, stage, author):
    given = {"username": "li.si", "name": "李四", "rights": ["enter"]}
    assert said(manager.post(users_of(stage.university), given)) == (403, "not_grantable")
    rights = {"rights": ["forward"], "expected": ["enter"]}
    answer = manager.put(f"/users/{author.user_id}/rights", rights)
    assert said(answer) == (403, "not_grantable")
    assert again(author).rights == {Right.ENTER}


def test_rights_are_replaced_unless_they_changed_meanwhile(university, author):
    place = f"/users/{author.user_id}/rights"
    stale = university.put(place, {"rights": [], "expected": ["review"]})
    assert said(stale) == (409, "rights_changed_meanwhile")
    answer = university.put(place, {"rights": ["review"], "expected": ["enter"]})
    assert (answer.status_code, answer.json()["rights"]) == (200, ["review"])
    assert again(author).rights == {Right.REVIEW}


def test_what_is_beyond_the_subtree_does_not_exist(university, stage, stranger):
    for body in (stage.department, stage.other_unit):
        assert said(university.get(f"/organisations/{body.pk}")) == (404, "not_found")
        assert said(university.get(users_of(body))) == (404, "not_found")
        given = {"username": "li.si", "name": "李四"}
        assert said(university.post(users_of(body), given)) == (404, "not_found")
    rights = {"rights": [], "expected": []}
    assert said(university.put(f"/users/{stranger.user_id}/rights", rights)) == (404, "not_found")


def test_who_does_not_manage_sees_nothing(calls, author, stage):
    caller = calls(author)
    for path in ("/organisations", f"/organisations/{stage.university.pk}"):
        assert said(caller.get(path)) == (403, "right_missing")
    given = {"name": "演示学院", "rank": 4}
    assert said(caller.post("/organisations", given)) == (403, "right_missing")


def test_a_token_that_is_not_for_managing_manages_nothing(calls, stage, author):
    head = superior(stage.university, Right.REVIEW)
    caller = calls(head, may_manage=False)
    given = {"name": "演示学院", "rank": 4}
    user = {"username": "li.si", "name": "李四", "rights": ["enter"]}
    rights = {"rights": [], "expected": ["enter"]}
    answers = [
        caller.get("/organisations"),
        caller.post("/organisations", given),
        caller.post(users_of(stage.university), user),
        caller.put(f"/users/{author.user_id}/rights", rights),
    ]
    assert [said(answer) for answer in answers] == [(403, "token_may_not_manage")] * 4
    assert caller.get("/me").json()["rights"] == ["review"]
    assert Organisation.objects.filter(name="演示学院").count() == 0
