"""Guessing at the log-in: counted by account or known device; a network refuses nobody."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.stage import PASSWORD, person, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import guessing, issue_code
from kedeng.domain.rights import Right
from kedeng.web.account import guard

CAMPUS = "202.207.160.9"
ELSEWHERE = "61.134.1.4"


def log_in(client, username="author", password="falsch-falsch", address=CAMPUS):
    fields = {"username": username, "password": password}
    return client.post("/login/", fields, REMOTE_ADDR=address)


def guesses(times, **how):
    """Post wrong passwords, each from a browser of its own; give the status of each."""
    return [log_in(Client(), **how).status_code for _ in range(times)]


def said(answer):
    found = re.search(r'role="alert".*?<p>(.*?)</p>', answer.content.decode(), re.DOTALL)
    return found[1].strip()


def test_five_wrong_passwords_are_judged_then_one_has_to_wait(author):
    assert guesses(8) == [401] * 5 + [429] * 3
    answer = log_in(Client())
    assert said(answer) == (
        "登录尝试太多，暂时不再受理。请等 15 分钟后再试；在常用的电脑或手机上登录不受影响。"
    )
    assert 890 < int(answer["Retry-After"]) <= 901


def test_capitals_make_no_further_allowance(author):
    assert guesses(3) == [401] * 3
    assert guesses(5, username="AUTHOR") == [401] * 2 + [429] * 3


def test_a_device_is_known_under_any_spelling(author):
    own = Client()
    assert log_in(own, username="Author", password=PASSWORD).status_code == 302
    own.post("/logout/")
    guesses(8, username="auTHor")
    assert log_in(own, password=PASSWORD).status_code == 302


def test_even_the_right_password_has_to_wait_on_an_unknown_device(author):
    guesses(5)
    assert log_in(Client(), password=PASSWORD).status_code == 429


@pytest.mark.parametrize("address", [CAMPUS, ELSEWHERE])
def test_the_owner_comes_in_on_a_known_device(address, author):
    own = Client()
    assert log_in(own, password=PASSWORD).status_code == 302
    own.post("/logout/")
    guesses(8)
    assert log_in(own, password=PASSWORD, address=address).status_code == 302


def test_a_known_device_has_an_allowance_of_its_own_and_no_more(author):
    own = Client()
    log_in(own, password=PASSWORD)
    own.post("/logout/")
    assert [log_in(own).status_code for _ in range(7)] == [401] * 5 + [429] * 2
    assert guesses(1) == [401]


def test_a_device_known_to_one_account_is_none_to_another(author, unit_clerk):
    own = Client()
    log_in(own, password=PASSWORD)
    own.post("/logout/")
    guesses(5, username="clerk")
    assert log_in(own, username="clerk", password=PASSWORD).status_code == 429


def test_a_browser_cannot_write_its_own_mark(author):
    forger = Client()
    forger.cookies["kedeng_device"] = "0123456789abcdef.0123456789abcdef"
    guesses(5)
    assert log_in(forger, password=PASSWORD).status_code == 429


def test_colleagues_at_the_same_address_are_undisturbed(author, stage):
    colleagues = [person(stage.university, f"c{number}", Right.ENTER) for number in range(6)]
    guesses(40)
    for number in range(len(colleagues)):
        assert log_in(Client(), username=f"c{number}", password=PASSWORD).status_code == 302


def test_right_passwords_cost_nothing(author):
    assert [log_in(Client(), password=PASSWORD).status_code for _ in range(12)] == [302] * 12


def test_an_account_that_there_is_not_answers_alike(author):
    answers = {}
    for username in ("author", "nobody-at-all"):
        first = log_in(Client(), username=username)
        guesses(4, username=username)
        later = log_in(Client(), username=username)
        answers[username] = (first.status_code, said(first), later.status_code, said(later))
    assert answers["author"] == answers["nobody-at-all"]
    assert answers["author"][0::2] == (401, 429)


@pytest.fixture
def sprayed(db, monkeypatch):
    """A campus from which wrong passwords went to a dozen names that nobody bears."""
    monkeypatch.setattr(guard, "NETWORK_AT_ONCE", 10)
    monkeypatch.setattr(guard, "NETWORK_EVERY", timedelta(hours=1))
    return [log_in(Client(), username=f"u{number}").status_code for number in range(12)]


def test_a_network_that_sprays_is_told_to_wait(sprayed, author):
    assert sprayed == [401] * 10 + [429] * 2
    assert guesses(1, address=ELSEWHERE) == [401]


def test_whoever_knows_the_password_comes_in_all_the_same(sprayed, author, unit_clerk):
    statuses = [
        log_in(Client(), username=name, password=PASSWORD).status_code
        for name in ("author", "clerk")
    ]
    assert statuses == [302, 302]


def test_a_wrong_one_from_there_tells_nobody_who_has_an_account(sprayed, author):
    answers = [log_in(Client(), username=name) for name in ("author", "u-new")]
    assert [answer.status_code for answer in answers] == [429, 429]
    assert {said(answer) for answer in answers} == {
        "登录名或密码不对；所在的网络刚才出错太多，请等 60 分钟再试。输入正确的，随时可以登录。"
    }


@pytest.mark.parametrize(("page", "field"), [("/activate/", "code"), ("/login/", "password")])
def test_a_code_comes_through_as_well(sprayed, client, author, page, field):
    code = issue_code(actor=None, user=user_of(author), reason="忘记密码")
    answers = [
        Client().post(page, {"username": "author", field: typed}, REMOTE_ADDR=CAMPUS)
        for typed in ("7K3M-Q9TX-2H4V-ZB0C", code)
    ]
    assert [answer.status_code for answer in answers] == [429, 302]
    assert answers[1]["Location"] == "/activate/"


@pytest.mark.parametrize(
    ("address", "told", "proxies", "network"),
    [
        ("202.207.160.9", "", 0, "202.207.160.9"),
        ("202.207.160.9", "1.2.3.4", 0, "202.207.160.9"),
        ("127.0.0.1", "1.2.3.4", 0, ""),
        ("10.0.0.1", "9.9.9.9, 202.207.160.9", 1, "202.207.160.9"),
        ("10.0.0.1", "9.9.9.9, 202.207.160.9, 10.0.0.2", 2, "202.207.160.9"),
        ("10.0.0.1", "", 1, ""),
        ("2001:da8:1:2:3:4:5:6", "", 0, "2001:da8:1:2::/64"),
        ("nonsense", "", 0, ""),
    ],
)
def test_whose_network_it_is(address, told, proxies, network, rf, settings):
    settings.PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR=address, headers={"X-Forwarded-For": told})
    assert guard.network_of(request) == network


def test_log_ins_are_told_in_history_without_what_was_typed(author):
    log_in(Client(), password="mein-geheimnis")
    log_in(Client(), password=PASSWORD)
    log_in(Client(), username="mein-geheimnis")
    own = [event.kind for event in events_of(f"user:{author.user_id}")]
    assert own == ["user.created", "account.login_failed", "account.logged_in"]
    [foreign] = events_of("login")
    assert (foreign.kind, foreign.details) == ("account.login_failed", {})


def test_a_wrong_old_password_is_a_guess_too(browser_of, author):
    browser = browser_of(author)
    fields = {"old": "falsch", "new": "山高水长书声远近相闻"}
    for _ in range(5):
        assert "原密码不对" in browser.post("/account/", fields).content.decode()
    assert "操作太频繁" in browser.post("/account/", fields).content.decode()


def test_the_allowance_comes_back_with_time(author, monkeypatch):
    guesses(6)
    row = guessing.GuessAllowance.objects.order_by("full_at").last()
    row.full_at -= timedelta(minutes=15)
    row.save()
    assert guesses(2) == [401, 429]
