"""The judge's list is the page's list; explanations lapse with what they explain."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.api.conftest import said
from tests.records import windows

from kedeng.apps.registrations.judgement import judge
from kedeng.renderings.messages import sentence


@pytest.fixture
def caller(calls, author):
    return calls(author)


def test_a_complete_draft_has_nothing_in_its_way(caller, draft):
    found = caller.get(f"/registrations/{draft().code}/problems").json()
    assert found == {"is_complete": True, "problems": [], "refusals": []}


def test_a_complete_draft_that_a_submission_would_refuse_is_not_complete(
    caller, draft, record_in, stage
):
    record_in("in_review", title="同一成果")
    registration = draft(title="同一成果")
    windows(stage.round, submit=timezone.now() - timedelta(hours=1))
    path = f"/registrations/{registration.code}"
    found = caller.get(f"{path}/problems").json()
    assert (found["is_complete"], found["problems"]) == (False, [])
    assert [item["code"] for item in found["refusals"]] == ["window_closed", "duplicate"]
    windows(stage.round, submit=timezone.now() + timedelta(hours=1))
    [left] = caller.get(f"{path}/problems").json()["refusals"]
    tried = caller.post(f"{path}/moves", {"transition": "submit", "expected_version": 0})
    assert tried.json()["code"] == left["code"] == "duplicate"
    assert tried.json()["message"] == left["sentence"]


def test_a_record_that_is_under_way_waits_for_no_submission(caller, record_in):
    registration = record_in("in_review")
    found = caller.get(f"/registrations/{registration.code}/problems").json()
    assert found["refusals"] == []


def test_the_list_is_the_one_that_the_page_shows(caller, draft):
    registration = draft(complete=False)
    found = caller.get(f"/registrations/{registration.code}/problems").json()
    assert found["is_complete"] is False
    assert [
        (item["code"], item["path"], item["severity"], item["rule"], item["sentence"])
        for item in found["problems"]
    ] == [
        (item.code, item.path, item.severity.value, item.rule, sentence(item))
        for item in judge(registration).problems
    ]


def test_a_draft_is_judged_for_its_shape_alone_where_asked(caller, draft):
    path = f"/registrations/{draft(complete=False).code}/problems"
    assert caller.get(path, stage="draft").json() == {
        "is_complete": True,
        "problems": [],
        "refusals": [],
    }
    assert said(caller.get(path, stage="later")) == (422, "wrong_shape")


def confirmations(found):
    return [item for item in found["problems"] if item["severity"] == "confirm"]


def test_an_explanation_settles_a_doubt_until_the_values_change(caller, draft):
    path = f"/registrations/{draft().code}"
    tag = caller.get(f"{path}/sections/adoption").json()["version"]
    caller.patch(f"{path}/sections/adoption", {"adoption_status": "adopted"}, tag)
    asked = confirmations(caller.get(f"{path}/problems").json())
    assert [item["explanation"] for item in asked] == ["", "", ""]

    texts = [
        {"code": item["code"], "path": item["path"], "text": "采纳单位保密，证明随后补交"}
        for item in asked
    ]
    settled = caller.put(f"{path}/explanations", {"explanations": texts}).json()
    assert settled["is_complete"] is True
    assert {item["explanation"] for item in settled["problems"]} == {"采纳单位保密，证明随后补交"}

    changed = {"adopting_body": "演示市人民政府"}
    caller.patch(f"{path}/sections/adoption", changed, tag + 1)
    left = caller.get(f"{path}/problems").json()
    assert left["is_complete"] is False
    assert confirmations(left)[0]["explanation"] == ""


def test_explanations_of_another_shape_are_refused(caller, draft):
    path = f"/registrations/{draft(complete=False).code}/explanations"
    bodies = [
        {},
        {"explanations": [{"code": "a", "path": "b"}]},
        {"explanations": [{"code": "a", "path": "b", "text": "长" * 501}]},
        {"explanations": [{"code": "a", "path": "b" * 121, "text": "…"}]},
        {"explanations": "都对"},
    ]
    for body in bodies:
        assert said(caller.put(path, body)) == (422, "wrong_shape"), body
