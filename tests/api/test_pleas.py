"""Pleas over the API: the same acts, the same refusals as on the pages."""

import pytest
from tests.api.conftest import said
from tests.records import move
from tests.stage import DESK, person

WHY = {"kind": "ask_return", "reason": "演示：附件传错"}


@pytest.fixture
def at_department(record_in, unit_clerk):
    return move(unit_clerk, record_in("in_review"), "pass_on")


def test_a_plea_is_asked_read_and_declined(at_department, calls, author, department_reviewer):
    mine, path = calls(author), f"/registrations/{at_department.code}/pleas"
    made = mine.post(path, WHY)
    assert made.status_code == 201
    plea = made.json()
    assert (plea["kind"], plea["standing"], plea["asked_of"]) == ("ask_return", "open", "演示大学")
    assert said(mine.post(path, WHY)) == (409, "plea_there_already")
    desk = calls(department_reviewer)
    waiting = desk.get("/pleas").json()
    assert [each["id"] for each in waiting["items"]] == [plea["id"]]
    assert said(desk.post(f"{path}/{plea['id']}/decline", {"answer": ""})) == (
        409,
        "plea_answer_missing",
    )
    declined = desk.post(f"{path}/{plea['id']}/decline", {"answer": "已近办结"}).json()
    assert (declined["standing"], declined["answer"], declined["answered_of"]) == (
        "declined",
        "已近办结",
        "演示省教育厅",
    )
    assert mine.get(path).json() == [declined]
    assert desk.get("/pleas").json()["count"] == 0
    because = mine.get(f"/registrations/{at_department.code}/why").json()["pleas"]
    assert [(one["label"], one["standing"]) for one in because] == [("请求退回", "没有同意")]


def test_a_plea_is_taken_back_by_who_asked(at_department, calls, author, unit_clerk):
    mine, path = calls(author), f"/registrations/{at_department.code}/pleas"
    back = f"{path}/{mine.post(path, WHY).json()['id']}/withdraw"
    assert said(calls(unit_clerk).post(back, {})) == (403, "plea_not_yours")
    taken = mine.post(back, {}).json()
    assert (taken["standing"], taken["answered_by"], taken["answer"]) == (
        "withdrawn",
        "演示author",
        "",
    )
    assert said(mine.post(back, {})) == (409, "plea_settled")
    assert said(mine.post(f"{path}/999/withdraw", {})) == (404, "not_found")


def test_a_proposal_names_its_ground(stage, record_in, calls, author):
    path = f"/registrations/{record_in('registered').code}/pleas"
    caller = calls(person(stage.province, "examiner", *DESK))
    proposal = {"kind": "propose_cancel", "reason": "演示"}
    assert said(caller.post(path, proposal)) == (409, "ground_missing")
    made = caller.post(path, {**proposal, "ground": "false"})
    assert (made.status_code, made.json()["ground"]) == (201, "false")
    assert calls(author).get(path).json() == []


def test_others_are_refused(
    at_department, calls, author, unit_clerk, department_reviewer, stranger
):
    path = f"/registrations/{at_department.code}/pleas"
    assert said(calls(stranger).post(path, WHY)) == (404, "not_found")
    assert said(calls(department_reviewer).post(path, WHY)) == (403, "right_missing")
    plea = calls(author).post(path, WHY).json()["id"]
    answer = {"answer": "否"}
    assert said(calls(unit_clerk).post(f"{path}/{plea}/decline", answer)) == (
        403,
        "not_at_your_desk",
    )
    assert said(calls(author).post(f"{path}/999/decline", answer)) == (404, "not_found")
    assert said(calls(author).get("/pleas")) == (403, "right_missing")
    assert said(calls(author).post(path, {**WHY, "kind": "wish"})) == (422, "wrong_shape")
