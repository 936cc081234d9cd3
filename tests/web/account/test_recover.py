"""找回密码: a letter to an address that its owner proved, over a real mail server."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone
from tests.stage import PASSWORD, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import issue_code
from kedeng.apps.organisations.models import GuessAllowance, MailCode, User

ADDRESS = "zhang@example.org"
GOOD = "山高水长书声远近相闻"
SAME = "如果登录名"


@pytest.fixture
def known(author):
    """The author, with a proved address."""
    User.objects.filter(pk=author.user_id).update(recovery_email=ADDRESS)
    return author


def ask(client, username="author"):
    return client.post("/recover/", {"username": username})


def answer_with(client, code, username="author"):
    return client.post("/recover/", {"username": username, "code": code})


# ── getting back in ──────────────────────────────────────────────────────────────────────────────


def test_a_letter_leads_to_a_new_password(client, known, box):
    assert SAME in ask(client).content.decode()
    to, text = box.letter()
    assert to == ADDRESS
    assert "10 分钟内有效，只能用一次" in text
    code = re.search(r"\d{8}", text)[0]
    assert answer_with(client, f" {code[:4]} {code[4:]}")["Location"] == "/activate/"
    assert SESSION_KEY not in client.session
    answer = client.post("/activate/", {"new": GOOD, "again": GOOD})
    assert answer["Location"] == "/login/"
    assert user_of(known).check_password(GOOD)
    kinds = [event.kind for event in events_of(f"user:{known.user_id}")]
    assert kinds[1:] == ["account.recovery_asked", "account.recovered"]
    client.post("/logout/")
    assert answer_with(client, code).status_code == 401


def test_the_answer_is_the_same_for_any_login_name(client, known, unit_clerk, box):
    User.objects.filter(pk=unit_clerk.user_id).update(email="contact@example.org")
    pages = {
        re.sub(r"csrfmiddlewaretoken\"[^>]*>", "", ask(Client(), name).content.decode()).replace(
            name, "—"
        )
        for name in ("author", "clerk", "nobody", "")
        if name
    }
    assert len(pages) == 1
    assert box.letter()[0] == ADDRESS
    assert box.is_empty()
    assert answer_with(client, "00000000", "nobody").status_code == 401


def test_a_code_serves_ten_minutes(client, known, box):
    ask(client)
    code = box.code()
    row = MailCode.objects.get()
    assert row.expires_at - row.issued_at == timedelta(minutes=10)
    MailCode.objects.update(expires_at=timezone.now())
    assert answer_with(client, code).status_code == 401


def test_the_sixth_try_is_refused(client, known, box):
    ask(client)
    code = box.code()
    wrong = "1" * 8 if code != "1" * 8 else "2" * 8
    assert [answer_with(Client(), wrong).status_code for _ in range(5)] == [401] * 5
    assert answer_with(client, code).status_code == 429
    GuessAllowance.objects.all().delete()
    assert answer_with(client, code).status_code == 401


def test_a_new_letter_withdraws_the_code_of_the_one_before(client, known, box):
    ask(client)
    first = box.code()
    ask(client)
    second = box.code()
    assert first == second or answer_with(client, first).status_code == 401
    assert answer_with(client, second).status_code == 302


def test_letters_are_limited_by_account(client, known, box):
    assert [ask(client).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert [ask(client, "nobody").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    for _ in range(3):
        box.letter()
    assert box.is_empty()


def test_a_code_ends_where_the_superior_takes_the_password_away(client, known, box):
    ask(client)
    answer_with(client, box.code())
    issue_code(actor=None, user=user_of(known), reason="账号疑似被他人使用")
    answer = client.post("/activate/", {"new": GOOD, "again": GOOD})
    assert (answer.status_code, "刚刚失效" in answer.content.decode()) == (409, True)


def test_who_was_never_activated_gets_no_letter(client, known, box):
    issue_code(actor=None, user=user_of(known), reason="重新发放")
    assert SAME in ask(client).content.decode()
    assert box.is_empty()


def test_without_a_mail_server_the_page_says_whom_to_ask(client, known, settings):
    settings.EMAIL_HOST = ""
    assert "本系统没有配置邮件" in ask(client).content.decode()
    assert not MailCode.objects.exists()


def test_a_mail_server_that_is_down_breaks_no_page(client, known, box, settings, caplog):
    settings.EMAIL_PORT = 1
    assert SAME in ask(client).content.decode()


# ── the own address ──────────────────────────────────────────────────────────────────────────────


def test_an_address_is_proved_by_a_letter(client, author, box):
    client.post("/login/", {"username": "author", "password": PASSWORD})
    answer = client.post("/account/address/", {"address": ADDRESS})
    assert f"验证码已发到 {ADDRESS}" in answer.content.decode()
    assert user_of(author).recovery_email == ""
    answer = client.post("/account/address/", {"code": box.code()})
    assert answer["Location"] == "/account/address/"
    assert user_of(author).recovery_email == ADDRESS
    assert ADDRESS in client.get("/account/").content.decode()
    assert "address" not in str([event.details for event in events_of(f"user:{author.user_id}")])


def test_the_former_address_is_told(client, known, box):
    client.post("/login/", {"username": "author", "password": PASSWORD})
    client.post("/account/address/", {"address": "neu@example.org"})
    client.post("/account/address/", {"code": box.code()})
    to, text = box.letter()
    assert (to, "找回邮箱刚刚换掉" in text) == (ADDRESS, True)
    client.post("/account/address/drop/")
    assert user_of(known).recovery_email == ""
    assert box.letter()[0] == "neu@example.org"


def test_a_wrong_code_proves_nothing(client, author, box):
    client.post("/login/", {"username": "author", "password": PASSWORD})
    client.post("/account/address/", {"address": ADDRESS})
    answer = client.post("/account/address/", {"code": "0", "sent_to": ADDRESS})
    assert (answer.status_code, "验证码不对" in answer.content.decode()) == (422, True)
    assert user_of(author).recovery_email == ""


@pytest.mark.parametrize("address", ["", "zhang", "zhang@", "a b@example.org"])
def test_what_is_no_address_is_refused_and_kept(address, client, author, box):
    client.post("/login/", {"username": "author", "password": PASSWORD})
    answer = client.post("/account/address/", {"address": address})
    assert (answer.status_code, f'value="{address}"' in answer.content.decode()) == (422, True)


def test_a_superior_writes_no_address_for_recovery(known):
    User.objects.filter(pk=known.user_id).update(email="superior@example.org")
    assert user_of(known).recovery_email == ADDRESS
