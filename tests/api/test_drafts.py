"""Opening, copying, reading and deleting drafts."""

import pytest
from tests.api.conftest import said
from tests.records import move

from kedeng.apps.registrations.models import Registration

NEW = {"category": "soft_science", "secrecy": "public"}


def test_a_draft_opens_with_the_unit_and_the_defaults_filled_in(calls, author):
    response = calls(author).post("/registrations", NEW)
    assert response.status_code == 201
    record = response.json()
    sections = {section["section"]: section for section in record["sections"]}
    assert sections["units"]["content"][0]["unit_name"] == "演示大学"
    assert sections["units"]["version"] == 1
    assert (sections["people"]["version"], sections["people"]["content"]) == (0, [])
    head = ("category_name", "state", "state_name", "version", "is_editable", "route", "revision")
    assert {key: record[key] for key in head} == {
        "category_name": "软科学成果",
        "state": "draft",
        "state_name": "草稿",
        "version": 0,
        "is_editable": True,
        "route": [],
        "revision": None,
    }
    assert [row["transition"] for row in record["offered_moves"]] == ["submit"]


def test_any_other_answer_to_the_secrecy_question_stores_nothing(calls, author):
    caller = calls(author)
    for answer in ("1", "秘密", "不清楚", ""):
        response = caller.post("/registrations", NEW | {"secrecy": answer})
        assert said(response) == (409, "secret"), answer
    assert not Registration.objects.exists()


def test_a_draft_says_that_another_body_has_registered_the_result(calls, author):
    caller = calls(author)
    elsewhere = {"elsewhere_body": "演示部登记机构", "elsewhere_number": "部登1"}
    record = caller.post("/registrations", NEW | elsewhere).json()
    assert {key: record[key] for key in elsewhere} == elsewhere
    half = caller.post("/registrations", NEW | {"elsewhere_number": "部登1"})
    assert said(half) == (409, "elsewhere_incomplete")


def test_a_draft_needs_the_right_to_enter(calls, department_reviewer):
    assert said(calls(department_reviewer).post("/registrations", NEW)) == (403, "right_missing")


def test_a_round_of_another_province_is_none(calls, stranger, stage):
    mine = calls(stranger).post("/registrations", NEW)
    theirs = calls(stranger).post("/registrations", NEW | {"round_id": stage.round.pk})
    assert (said(mine), said(theirs)) == ((409, "no_round"), (409, "no_round"))


def test_a_body_of_another_shape_is_refused_in_words(calls, author):
    caller = calls(author)
    bodies = [
        ({}, "请求的内容不对：body.category：缺少这一项；body.secrecy：缺少这一项。"),
        (NEW | {"category": "poem"}, "body.category：只能是"),
        (NEW | {"titel": "甲"}, "请求的内容不对：body.titel：没有这一项。"),
        (NEW | {"secrecy": "\u202e"}, "body.secrecy：含有无法保存的字符"),
        (NEW | {"round_id": 0}, "body.round_id：不能小于 1"),
        ([], "body：应是对象"),
    ]
    for body, message in bodies:
        response = caller.post("/registrations", body)
        assert said(response) == (422, "wrong_shape"), body
        assert message in response.json()["message"]


def test_what_is_no_json_is_refused_in_words(calls, author):
    client = calls(author).client
    response = client.post("/api/v1/registrations", "{", content_type="application/json")
    assert said(response) == (422, "not_json")


def test_a_list_of_ones_own_is_cut_into_pages(calls, author, unit_clerk, draft):
    codes = [draft(complete=False).code for _ in range(3)]
    page = calls(author).get("/registrations", page=1, page_size=2).json()
    rest = calls(author).get("/registrations", page=2, page_size=2).json()
    assert [page["count"], page["page"], page["page_size"]] == [3, 1, 2]
    assert [item["code"] for item in page["items"] + rest["items"]] == codes[::-1]
    assert calls(unit_clerk).get("/registrations").json()["count"] == 3


@pytest.mark.parametrize("drafts", [1, 3])
def test_a_list_takes_the_same_statements_for_few_and_many(
    calls, author, draft, drafts, django_assert_num_queries
):
    for _ in range(drafts):
        draft(complete=False)
    caller = calls(author)
    caller.get("/me")  # the day's first use of the token is noted
    with django_assert_num_queries(6):  # token, rights, lent ones, count, records, routes
        caller.get("/registrations")


def test_a_copy_begins_with_the_answers_of_the_earlier_one(calls, author, draft):
    caller, source = calls(author), draft(title="可复制的演示研究")
    response = caller.post(f"/registrations/{source.code}/copies", {"secrecy": "public"})
    assert (response.status_code, response.json()["title"]) == (201, "可复制的演示研究")
    refused = caller.post(f"/registrations/{source.code}/copies", {"secrecy": "1"})
    assert said(refused) == (409, "secret")


def test_a_draft_can_be_deleted_and_a_submitted_one_cannot(calls, author, draft):
    caller, first, second = calls(author), draft(complete=False), draft()
    assert caller.delete(f"/registrations/{first.code}").status_code == 204
    assert said(caller.get(f"/registrations/{first.code}")) == (404, "not_found")
    move(author, second, "submit")
    assert said(caller.delete(f"/registrations/{second.code}")) == (409, "not_editable_now")


def test_after_submission_everybody_reads_the_same_revision(calls, author, unit_clerk, draft):
    submitted = move(author, draft(), "submit")
    path = f"/registrations/{submitted.code}"
    mine, theirs = calls(author).get(path).json(), calls(unit_clerk).get(path).json()
    assert mine["revision"] == theirs["revision"]
    assert mine["revision"]["number"] == 1
    assert (mine["sections"], mine["evidence"], mine["is_editable"]) == (None, None, False)
    assert [row["transition"] for row in mine["offered_moves"]] == ["recall"]
    assert [(desk["kind"], desk["name"]) for desk in theirs["route"]] == [
        ("filer", "演示大学"),
        ("unit", "演示大学"),
        ("department", "演示省教育厅"),
        ("province", "演示省科学技术厅"),
        ("nation", "演示国家成果网"),
    ]
    assert [(made["done"], made["by"], made["to_state"]) for made in theirs["moves"]] == [
        ("提交", "演示author", "in_review")
    ]
