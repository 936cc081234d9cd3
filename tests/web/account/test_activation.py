"""激活账号: the code of a slip opens one page, there its holder chooses the password."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import get_resolver
from tests.stage import user_of
from tests.test_doors import patterns

from kedeng.apps.organisations import actions
from kedeng.apps.organisations.models import ActivationCode, User
from kedeng.domain.rights import Right
from kedeng.web.account import fresh

GOOD = "山高水长书声远近相闻"
WRONG = "0000-0000-0000-0000"
REFUSED = "登录名或初始密码（激活码）不对"


@pytest.fixture
def newcomer(stage):
    return actions.create_user(
        username="newcomer",
        name="演示新人",
        organisation=stage.university,
        rights=[Right.ENTER],
        password=None,
    )


@pytest.fixture
def code(newcomer):
    return actions.issue_code(actor=None, user=newcomer)


def type_code(client, code, username="newcomer"):
    return client.post("/activate/", {"username": username, "code": code})


def choose(client, new=GOOD, again=None):
    return client.post("/activate/", {"new": new, "again": new if again is None else again})


def log_in(client, password, username="newcomer"):
    return client.post("/login/", {"username": username, "password": password})


def test_a_code_leads_to_the_own_password_and_that_to_the_log_in(client, code):
    answer = type_code(client, code)
    assert (answer.status_code, answer["Location"]) == (302, "/activate/")
    assert "密码只有本人知道" in client.get("/activate/").content.decode()
    answer = choose(client)
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert SESSION_KEY not in client.session
    assert log_in(client, GOOD).status_code == 302
    assert client.get("/my/").status_code == 200


def test_a_code_may_be_typed_as_the_initial_password(client, code):
    answer = log_in(client, code.lower())
    assert (answer.status_code, answer["Location"]) == (302, "/activate/")
    assert choose(client)["Location"] == "/login/"
    assert log_in(client, GOOD).status_code == 302


def test_a_code_opens_one_page_the_manual_and_the_way_out(client, code):
    type_code(client, code)
    reached = set()
    for path in every_path():
        answers = {client.get(path).status_code, client.post(path).status_code}
        if answers != {302} or path == "/logout/":
            reached.add(path)
            type_code(client, code)
    assert reached == {"/activate/", "/manual/", "/logout/"}
    assert client.get("/no/such/page/")["Location"] == "/activate/"


def every_path():
    """Every address of the service, pages and API, with an example for each argument."""
    for pattern in patterns(get_resolver().url_patterns, "/"):
        yield re.sub(r"<\w+>|<\w+:\w+>", "1", pattern)


def test_a_code_gives_no_actor(client, code):
    type_code(client, code)
    assert SESSION_KEY not in client.session
    assert client.get("/manual/").wsgi_request.actor is None


def test_whoever_was_logged_in_here_is_logged_out(browser_of, author, code):
    browser = browser_of(author)
    type_code(browser, code)
    assert browser.get("/my/")["Location"] == "/activate/"


def test_the_short_session_ends_by_itself(client, code, monkeypatch):
    monkeypatch.setattr("kedeng.web.account.opened.LASTS", -fresh.FRESH)
    type_code(client, code)
    assert "16 位字母和数字" in client.get("/activate/").content.decode()
    assert client.get("/register/").status_code == 200


@pytest.mark.parametrize("username", ["newcomer", "nobody", ""])
def test_a_wrong_code_is_refused_alike_for_any_name(username, client, code):
    answer = type_code(client, WRONG, username)
    assert answer.status_code == 401
    assert REFUSED in answer.content.decode()


@pytest.mark.parametrize("how", ["used", "withdrawn", "worn out", "frozen"])
def test_a_code_that_is_over_is_refused_with_the_same_sentence(how, client, code, newcomer):
    if how == "used":
        type_code(client, code)
        choose(client)
    elif how == "withdrawn":
        actions.issue_code(actor=None, user=newcomer)
    elif how == "worn out":
        ActivationCode.objects.update(attempts_left=0)
    else:
        ActivationCode.objects.update(withdrawn_at="2026-01-01T00:00:00Z")
    for answer in (type_code(client, code), log_in(client, code)):
        assert answer.status_code == 401
        assert REFUSED in answer.content.decode()


def test_the_holder_of_an_expired_code_is_told_whom_to_ask(client, code, stage):
    stage.university.contact_phone = "0351-7654321"
    stage.university.save()
    ActivationCode.objects.update(expires_at="2026-01-01T00:00:00Z")
    assert "0351-7654321" in type_code(client, code).content.decode()
    assert "0351-7654321" not in type_code(client, WRONG).content.decode()


def test_a_code_taken_away_meanwhile_sets_nothing(client, code, newcomer):
    type_code(client, code)
    actions.issue_code(actor=None, user=newcomer)
    answer = choose(client)
    assert (answer.status_code, "刚刚失效" in answer.content.decode()) == (409, True)
    assert not User.objects.get(pk=newcomer.pk).has_usable_password()
    assert "16 位字母和数字" in client.get("/activate/").content.decode()


def test_what_is_wrong_with_a_password_is_said_and_the_page_stays(client, code):
    type_code(client, code)
    for new, again, said in (
        ("kurz", None, "密码有 4 个字符，至少要 10 个"),
        (GOOD, GOOD + "x", "两次输入的密码不一样"),
        ("newcomer-mountain", None, "密码里不能有“newcomer”"),
    ):
        answer = choose(client, new, again)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
        assert new not in answer.content.decode()
    assert choose(client).status_code == 302


def test_a_code_stands_in_no_address_and_is_not_sent_back(client, code):
    assert code not in type_code(client, code)["Location"]
    client.post("/logout/")
    answer = type_code(client, code[:-1])
    assert code[:-1] not in answer.content.decode()
    assert 'value="newcomer"' in answer.content.decode()


def test_a_new_code_ends_the_sessions_of_who_was_in(browser_of, author):
    browser = browser_of(author)
    assert browser.get("/my/").status_code == 200
    actions.issue_code(actor=None, user=user_of(author), reason="账号疑似被他人使用")
    assert browser.get("/my/").status_code == 302
