"""登录安全: setting second factors up and removing them, recovery codes, lost ones."""

import html
import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.authenticator import Authenticator
from tests.stage import person, superior, user_of
from tests.web.account.second_factor import (
    SECURITY,
    App,
    is_in,
    log_in,
    offered_secret,
    set_app_up,
)

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.organisations.models import Session, User
from kedeng.apps.organisations.queries import factors_of
from kedeng.apps.rounds.models import RoundWindow
from kedeng.domain.rights import Right


def test_the_page_shows_secret_and_qr_once(browser_of, department_reviewer):
    browser = browser_of(department_reviewer)
    answer = browser.get(SECURITY + "app/")
    page = answer.content.decode()
    assert ("<svg" in page, 'class="secret num"' in page) == (True, True)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "style=" not in page[page.index("<svg") : page.index("</svg")]


def test_an_app_is_set_up_and_recovery_codes_are_shown_once(browser_of, department_reviewer):
    browser = browser_of(department_reviewer)
    page = set_app_up(browser).content.decode()
    codes = re.findall(r"<li>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</li>", page)
    assert (len(codes), "只在这里显示这一次" in page) == (10, True)
    after = browser.get(SECURITY).content.decode()
    assert ("已设置" in after, "还有 10 个" in after, codes[0] in after) == (True, True, False)


def test_a_wrong_code_sets_nothing_up_and_keeps_the_secret(browser_of, department_reviewer):
    browser = browser_of(department_reviewer)
    secret = offered_secret(browser)
    answer = browser.post(SECURITY + "app/", {"otp": "12345"})
    assert (answer.status_code, "还没有设置" in answer.content.decode()) == (422, True)
    assert offered_secret(browser) == secret
    assert not factors_of(department_reviewer.user_id)


def test_the_offered_secret_stands_in_no_table(browser_of, department_reviewer):
    browser = browser_of(department_reviewer)
    secret = offered_secret(browser)
    kept = " ".join(Session.objects.values_list("session_data", flat=True))
    assert (secret.hex() in kept, kept.startswith("a1.")) == (False, True)


def test_other_sessions_end_when_a_factor_is_set_up(browser_of, department_reviewer):
    here, elsewhere = browser_of(department_reviewer), browser_of(department_reviewer)
    set_app_up(here)
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_a_passkey_is_added_and_removed(browser_of, author):
    browser, device = browser_of(author), Authenticator("http://localhost:8000", "localhost")
    page = browser.get(SECURITY + "passkey/").content.decode()
    options = json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page)[1]))
    answer = browser.post(SECURITY + "passkey/", {"label": "电脑", "answer": device.make(options)})
    assert "备用码" in answer.content.decode()
    (key,) = factors_of(author.user_id).passkeys
    assert "通行密钥：电脑" in browser.get(SECURITY).content.decode()
    browser.post(f"{SECURITY}passkey/{key.pk}/remove/")
    assert not factors_of(author.user_id)


@pytest.mark.parametrize("answer", ["", "{", "[]", '{"id": 1}', "[" * 15_000])
def test_a_passkey_that_is_none_is_refused_in_words(browser_of, author, answer):
    browser = browser_of(author)
    browser.get(SECURITY + "passkey/")
    refused = browser.post(SECURITY + "passkey/", {"label": "", "answer": answer})
    assert (refused.status_code, "没有通过通行密钥核验" in refused.content.decode()) == (422, True)


def test_a_foreign_passkey_stays(browser_of, author, department_reviewer):
    browser, device = browser_of(author), Authenticator("http://localhost:8000", "localhost")
    page = browser.get(SECURITY + "passkey/").content.decode()
    options = json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page)[1]))
    browser.post(SECURITY + "passkey/", {"label": "电脑", "answer": device.make(options)})
    (key,) = factors_of(author.user_id).passkeys
    browser_of(department_reviewer).post(f"{SECURITY}passkey/{key.pk}/remove/")
    assert factors_of(author.user_id).passkeys == (key,)


def test_who_needs_a_second_factor_keeps_the_last_one(browser_of, author, department_reviewer):
    for actor, left in ((author, False), (department_reviewer, True)):
        App(actor)
        browser_of(actor).post(SECURITY + "app/remove/")
        assert bool(factors_of(actor.user_id)) is left


def test_removing_an_app_that_is_not_there_tells_nothing(browser_of, author):
    subject = f"user:{author.user_id}"
    before = HistoryEvent.objects.filter(subject=subject).count()
    browser_of(author).post(SECURITY + "app/remove/")
    assert HistoryEvent.objects.filter(subject=subject).count() == before


def test_what_was_due_is_settled_by_setting_one_up(client, stage, department_reviewer):
    RoundWindow.objects.update(closes=timezone.now() - timedelta(days=1))
    log_in(client, department_reviewer)
    codes_page = set_app_up(client).content.decode()
    assert '<a class="btn btn--main" href="/">已经保存好，继续</a>' in codes_page
    assert client.get("/desk/").status_code == 200


def test_a_shared_demo_account_is_told_that_it_takes_none(browser_of, author):
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    browser = browser_of(author)
    assert "演示账号由大家共用" in browser.get(SECURITY).content.decode()
    assert [browser.get(SECURITY + page)["Location"] for page in ("app/", "passkey/")] == [
        SECURITY,
        SECURITY,
    ]
    assert browser.post(SECURITY + "app/", {"otp": "000000"}).status_code == 422
    assert not factors_of(author.user_id)


def test_new_recovery_codes_are_shown(browser_of, author):
    app, browser = App(author), browser_of(author)
    page = browser.post(SECURITY + "codes/").content.decode()
    assert (page.count("<li>"), app.codes[0] in page.replace("-", "")) == (10, False)


def test_no_recovery_codes_without_a_second_factor(browser_of, author):
    answer = browser_of(author).post(SECURITY + "codes/", follow=True)
    assert "这个账号没有设置第二重验证" in answer.content.decode()


# ── a lost one ───────────────────────────────────────────────────────────────────────────────────


def lost(actor) -> str:
    return f"/account/people/{actor.user_id}/second-factor/"


def test_the_superior_removes_a_lost_one_and_every_session_ends(
    client, browser_of, stage, department_reviewer
):
    app, head = App(department_reviewer), browser_of(superior(stage.department))
    log_in(client, department_reviewer)
    client.post("/login/second/", {"otp": app.shows()})
    without = head.post(lost(department_reviewer), {"reason": ""})
    assert (without.status_code, is_in(client)) == (422, True)
    head.post(lost(department_reviewer), {"reason": "手机丢失，核对工作证"})
    assert (is_in(client), bool(factors_of(department_reviewer.user_id))) == (False, False)
    assert log_in(client, department_reviewer).status_code == 302


def test_a_strangers_account_is_not_there(browser_of, stage, stranger, author, department_reviewer):
    App(department_reviewer)
    for actor in (stranger, author):
        browser = browser_of(actor)
        assert browser.get(lost(department_reviewer)).status_code == 404
        answer = browser.post(lost(department_reviewer), {"reason": "手机丢失"})
        assert answer.status_code == 404
    assert factors_of(user_of(department_reviewer).pk)


def test_who_manages_nothing_learns_nothing_of_the_own_superior(browser_of, stage, author):
    head = superior(stage.university)
    App(head)
    browser = browser_of(author)
    assert browser.get(lost(head)).status_code == 404
    assert browser.post(lost(head), {"reason": "手机丢失"}).status_code == 404
    assert factors_of(head.user_id)


def test_a_manager_takes_no_factor_off_whose_rights_are_not_held(browser_of, stage, unit_clerk):
    App(unit_clerk)
    manager = browser_of(person(stage.university, "manager", Right.MANAGE))
    assert manager.post(lost(unit_clerk), {"reason": "手机丢失"}).status_code == 403
    assert factors_of(unit_clerk.user_id)
