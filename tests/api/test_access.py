"""Who gets in: a live token of an active user, with the rights of this moment; nobody else."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.api.conftest import V1, said
from tests.records import picture
from tests.stage import user_of

from kedeng.api.urls import api
from kedeng.apps.organisations.actions import issue_token, revoke_token
from kedeng.apps.organisations.queries import tokens_of

SPEC = api.get_openapi_schema(path_prefix="")
OPERATIONS = [
    (method, path)
    for path, methods in SPEC["paths"].items()
    for method, operation in methods.items()
    if operation.get("security")
]
ON_A_RECORD = [(method, path) for method, path in OPERATIONS if "{code}" in path]
BODIES = {
    "/registrations/{code}/evidence/uploads": {"file_name": "a.png", "size": 1},
    "/registrations/{code}/evidence/uploads/{upload}/finish": {"slots": ["R-1"]},
    "/registrations": {"category": "soft_science", "secrecy": "public"},
    "/registrations/{code}/copies": {"secrecy": "public"},
    "/registrations/{code}/sections/{section}": {"achievement_name": "别人的"},
    "/registrations/{code}/explanations": {"explanations": []},
    "/registrations/{code}/fixes/{note_id}/answers": {"outcome": "done"},
    "/registrations/{code}/claim": {"username": "nobody"},
    "/registrations/{code}/changes": {"kind": "change", "reason": "别人的"},
    "/registrations/{code}/pleas": {"kind": "ask_return", "reason": "别人的"},
    "/registrations/{code}/pleas/{plea_id}/decline": {"answer": "别人的"},
    "/registrations/{code}/moves": {"transition": "withdraw", "expected_version": 0},
}


def address(path, code):
    names = {"code": code, "section": "overview", "slot": "R-1", "digest": "0" * 64}
    return re.sub(r"{(\w+)}", lambda match: names.get(match[1], "1"), path)


def call(client, method, path, code):
    target = address(path, code)
    if path.endswith("/evidence") and method == "post":
        file = SimpleUploadedFile("材料.png", picture(), "image/png")
        return client.post(f"{V1}{target}", {"slots": "R-1", "file": file})
    if path.endswith("/slots/{slot}"):
        return client.put(f"{V1}{target}?file_name=a.png", b"", content_type="image/png")
    if path.endswith("/uploads/{upload}/{number}"):
        target += f"?digest={'0' * 64}"
    body = json.dumps(BODIES[path]) if path in BODIES and method != "get" else ""
    return getattr(client, method)(
        f"{V1}{target}", data=body, content_type="application/json", headers={"If-Match": '"1"'}
    )


def test_every_operation_but_the_public_ones_asks_for_a_token(draft):
    code = draft(complete=False).code
    answers = {each: call(Client(), *each, code) for each in OPERATIONS}
    assert {each: said(answer) for each, answer in answers.items()} == dict.fromkeys(
        OPERATIONS, (401, "token_wrong")
    )
    assert {answer["WWW-Authenticate"] for answer in answers.values()} == {'Bearer realm="kedeng"'}


def test_a_foreign_record_does_not_exist(draft, stranger):
    token = issue_token(actor=stranger, label="测试")
    client = Client(headers={"Authorization": f"Bearer {token}"})
    code = draft(complete=False).code
    assert {each: said(call(client, *each, code)) for each in ON_A_RECORD} == dict.fromkeys(
        ON_A_RECORD, (404, "not_found")
    )


def test_an_unknown_code_answers_as_a_foreign_one_does(calls, author):
    caller = calls(author)
    codes = ["ZZZZZZZZZZZZ", "abc", "A%00B", "%F0%9F%98%80", "A" * 300]
    assert {code: said(caller.get(f"/registrations/{code}")) for code in codes} == dict.fromkeys(
        codes, (404, "not_found")
    )


def test_the_token_says_whose_it_is(calls, author, stage):
    me = calls(author).get("/me").json()
    assert [step["step"] for step in me["rounds"][0].pop("windows")] == ["submit", "recommend"]
    assert me == {
        "name": "演示author",
        "organisation": "演示大学",
        "rank": 4,
        "rights": ["enter"],
        "rounds": [{"id": stage.round.pk, "title": "演示省 2025 年度登记", "year": 2025}],
    }


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer kd_0000", "Basic a2Q6a2Q=", "kd_0000"])
def test_what_is_no_live_token_is_refused_in_words(header, db):
    response = Client(headers={"Authorization": header}).get(f"{V1}/me")
    assert (response.status_code, response.json()) == (
        401,
        {
            "code": "token_wrong",
            "message": "没有令牌，或令牌已失效。请加上请求头 Authorization: Bearer kd_…；"
            "令牌在网页“账号”中签发。",
            "params": {},
        },
    )


def test_a_revoked_token_is_dead_at_once(calls, author):
    caller = calls(author)
    assert caller.get("/me").status_code == 200
    revoke_token(actor=author, token_id=tokens_of(author)[0].pk)
    assert said(caller.get("/me")) == (401, "token_wrong")


@pytest.mark.parametrize("whose", ["user", "organisation"])
def test_a_disabled_account_takes_its_tokens_along(whose, calls, author):
    caller, user = calls(author), user_of(author)
    target = user if whose == "user" else user.organisation
    target.is_active = False
    target.save()
    assert said(caller.get("/me")) == (401, "token_wrong")


def test_a_right_that_was_taken_away_is_gone_at_the_next_request(calls, unit_clerk):
    caller = calls(unit_clerk)
    assert caller.get("/queue").status_code == 200
    user_of(unit_clerk).rights.exclude(right="enter").delete()
    assert said(caller.get("/queue")) == (403, "right_missing")


def test_a_session_cookie_opens_nothing(author):
    client = Client()
    client.force_login(user_of(author))
    assert client.get(f"{V1}/me").status_code == 401
