"""Requests for a change over the API: the same acts, the same refusals as on the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import V1, said
from tests.records import picture, reload


@pytest.fixture
def registered(record_in):
    return record_in("registered", title="演示原名")


@pytest.fixture
def begun(registered, author, calls):
    """Open a request; gives the filer's caller and the request."""
    caller = calls(author)
    path = f"/registrations/{registered.code}/changes"
    opened = caller.post(path, {"kind": "change", "reason": "名称有误"})
    assert opened.status_code == 201
    return caller, opened.json()


def written(caller, change, **fields):
    path = f"/changes/{change['code']}/sections/overview"
    return caller.patch(path, fields, version=change["version"])


def attached(caller, change):
    file = SimpleUploadedFile("任务书.png", picture(8), "image/png")
    return caller.client.post(f"{V1}/changes/{change['code']}/files", {"file": file})


def act(caller, change, name, text="属实"):
    now = caller.get(f"/changes/{change['code']}").json()
    body = {"act": name, "expected_version": now["version"], "text": text}
    return caller.post(f"/changes/{change['code']}/acts", body)


def test_a_change_is_asked_for_and_decided(
    begun, registered, calls, unit_clerk, department_reviewer, provincial_auditor
):
    caller, change = begun
    wrote = written(caller, change, achievement_name="演示新名")
    assert wrote.json()["values"] == [
        {"place": "成果名称", "before": "演示原名", "after": "演示新名"}
    ]
    assert said(act(caller, change, "ask", "")) == (409, "change_file_missing")
    assert attached(caller, change).status_code == 201
    sent = act(caller, change, "ask", "").json()
    assert (sent["standing"], sent["touches_key"], sent["offered"]) == (
        "asked",
        True,
        ["withdraw"],
    )
    for actor in (unit_clerk, department_reviewer):
        desk = calls(actor)
        assert [each["code"] for each in desk.get("/changes").json()["items"]] == [change["code"]]
        assert said(act(desk, change, "pass_on", "")) == (409, "reason_missing")
        assert act(desk, change, "pass_on").status_code == 200
    done = act(calls(provincial_auditor), change, "approve", "").json()
    assert (done["standing"], done["revision"], reload(registered).title) == (
        "approved",
        2,
        "演示新名",
    )
    assert [step["did"] for step in done["steps"]] == [
        "开始填写",
        "提交申请",
        "同意并报送",
        "同意并报送",
        "批准",
    ]


def test_what_was_written_meanwhile_is_not_overwritten(begun):
    caller, change = begun
    assert written(caller, change, achievement_name="演示甲").status_code == 200
    assert said(written(caller, change, achievement_name="演示乙")) == (412, "change_stale")
    path = f"/changes/{change['code']}/sections/overview"
    assert said(caller.patch(path, {"achievement_name": "演示乙"})) == (428, "version_missing")


def test_a_strangers_request_is_not_found_and_a_draft_is_its_makers(
    begun, registered, calls, stranger, department_reviewer
):
    _, change = begun
    for actor in (stranger, department_reviewer):
        assert calls(actor).get(f"/changes/{change['code']}").status_code == 404
    assert calls(department_reviewer).get(f"/registrations/{registered.code}/changes").json() == []
    assert calls(stranger).get(f"/registrations/{registered.code}/changes").status_code == 404


def test_a_file_is_taken_out_and_the_request_withdrawn(begun):
    caller, change = begun
    file = attached(caller, change).json()["files"][0]
    path = f"/changes/{change['code']}/files/{file['id']}"
    assert caller.delete(path).status_code == 204
    assert said(caller.delete(path)) == (404, "no_such_file")
    assert act(caller, change, "withdraw").json()["standing"] == "withdrawn"
    assert said(act(caller, change, "withdraw")) == (409, "change_settled")
