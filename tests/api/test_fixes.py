"""The fix list through the API: list, answer, refusals."""

import pytest
from tests.api.conftest import said
from tests.records import move

from kedeng.apps.registrations import actions


@pytest.fixture
def noted(draft, author, unit_clerk):
    """A record that its unit's office returned with a note."""
    note = actions.Note("overview.keywords", "关键词", "请补充。", "other")
    record = move(author, draft(), "submit")
    return move(unit_clerk, record, "return", reason="改", to_desk=0, notes=[note])


def test_a_filer_answers_until_nothing_is_left(calls, noted, author):
    caller = calls(author)
    listed = caller.get(f"/registrations/{noted.code}/fixes").json()
    (note,) = listed["notes"]
    assert (listed["left"], note["answer"], note["reason_code"]) == (1, None, "other")
    path = f"/registrations/{noted.code}/fixes/{note['id']}/answers"
    assert said(caller.post(path, {"outcome": "not_changed"})) == (422, "answer_missing")
    assert said(caller.post(path, {"outcome": "burnt"})) == (422, "wrong_shape")
    done = caller.post(path, {"outcome": "done", "text": "已补"}).json()
    assert (done["left"], done["notes"][0]["answer"]["text"]) == (0, "已补")
    record = caller.get(f"/registrations/{noted.code}").json()
    assert record["moves"][-1]["notes"][0]["answer"]["outcome"] == "done"


def test_a_resubmission_says_what_is_open(calls, noted, author):
    body = {"transition": "resubmit", "expected_version": noted.version}
    refused = calls(author).post(f"/registrations/{noted.code}/moves", body)
    assert said(refused) == (409, "notes_open")
    told = calls(author).get(f"/registrations/{noted.code}/problems").json()
    assert told["is_complete"] is False
    assert told["refusals"] == [{"code": "notes_open", "sentence": refused.json()["message"]}]


def test_the_list_and_its_notes_are_nobody_elses(calls, noted, department_reviewer, author):
    stranger = calls(department_reviewer)
    assert said(stranger.get(f"/registrations/{noted.code}/fixes")) == (404, "not_found")
    path = f"/registrations/{noted.code}/fixes/999999/answers"
    assert said(calls(author).post(path, {"outcome": "done"})) == (404, "no_such_note")
