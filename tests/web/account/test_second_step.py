"""The second step of a log-in: nothing is open before it, and nothing typed is lost on the way."""

import html
import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.authenticator import Authenticator
from tests.stage import user_of
from tests.web.account.second_factor import App, is_in, log_in

from kedeng.apps.organisations import actions, passkeys
from kedeng.apps.organisations.models import Session
from kedeng.apps.rounds.models import RoundWindow

STEP = "/login/second/"


@pytest.fixture
def app(department_reviewer) -> App:
    return App(department_reviewer)


def test_a_password_alone_opens_nothing(client, app, department_reviewer):
    answer = log_in(client, department_reviewer)
    assert (answer.status_code, "第二步验证" in answer.content.decode()) == (200, True)
    for path in ("/account/", "/desk/", "/account/security/app/"):
        assert client.get(path)["Location"].startswith("/login/?next="), path


def test_the_apps_code_opens_the_account_once(client, app, department_reviewer):
    code = app.shows()
    log_in(client, department_reviewer)
    assert client.post(STEP, {"otp": code, "next": "/desk/"})["Location"] == "/desk/"
    assert is_in(client)
    client.post("/logout/")
    log_in(client, department_reviewer)
    again = client.post(STEP, {"otp": code})
    assert (again.status_code, is_in(client)) == (401, False)
    assert "动态码不对，或者已经用过" in again.content.decode()


def test_a_recovery_code_opens_it_too(client, app, department_reviewer):
    log_in(client, department_reviewer)
    client.post(STEP, {"otp": app.codes[3]})
    assert is_in(client)


def test_the_session_gets_a_new_cookie_at_the_second_step(client, app, department_reviewer):
    log_in(client, department_reviewer)
    before = client.cookies["kedeng_session"].value
    client.post(STEP, {"otp": app.shows()})
    assert client.cookies["kedeng_session"].value != before


def test_without_a_password_there_is_no_second_step(client, app):
    answer = client.post(STEP, {"otp": app.shows(), "kept:text": "写了很久"})
    assert (answer.status_code, is_in(client)) == (401, False)
    assert "写了很久" in answer.content.decode()


def test_who_has_none_is_not_asked(client, author):
    assert log_in(client, author)["Location"] == "/"
    assert is_in(client)


def test_what_was_typed_comes_through_both_steps(client, app, department_reviewer):
    typed = {"next": "/desk/r/X/move/", "kept:note": "第一段\n第二段"}
    first = log_in(client, department_reviewer, **typed).content.decode()
    assert '<textarea name="kept:note" hidden>第一段\n第二段</textarea>' in first
    second = client.post(STEP, {"otp": app.shows(), **typed}).content.decode()
    assert '<textarea name="note" hidden>第一段\n第二段</textarea>' in second
    assert 'action="/desk/r/X/move/"' in second


def test_a_changed_password_ends_the_wait(client, app, department_reviewer):
    log_in(client, department_reviewer)
    user = user_of(department_reviewer)
    user.set_password("another-password-2026")
    user.save()
    assert client.post(STEP, {"otp": app.shows()}).status_code == 401


def test_the_wait_ends_after_ten_minutes(client, app, department_reviewer):
    log_in(client, department_reviewer)
    session = client.session
    at = timezone.now() - timedelta(minutes=11)
    session["pending"] = {**session["pending"], "at": at.isoformat()}
    session.save()
    answer = client.post(STEP, {"otp": app.shows()})
    assert "第二步验证超过了 10 分钟" in answer.content.decode()


def test_a_suspended_person_does_not_come_in(client, app, department_reviewer):
    log_in(client, department_reviewer)
    user = user_of(department_reviewer)
    user.is_active = False
    user.save()
    assert client.post(STEP, {"otp": app.shows()}).status_code == 401


def test_a_passkey_takes_the_second_step(client, department_reviewer):
    device = Authenticator("http://localhost:8000", "localhost")
    user = user_of(department_reviewer)
    options, state = passkeys.options_to_make(user, [])
    answer = json.loads(device.make(options))
    actions.add_passkey(actor=department_reviewer, label="", state=state, answer=answer)
    page = log_in(client, department_reviewer).content.decode()
    offered = json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page)[1]))
    client.post(STEP, {"answer": device.prove(offered)})
    assert is_in(client)


@pytest.mark.parametrize("posted", [{}, {"otp": ""}, {"answer": "{"}, {"answer": "[1]"}])
def test_nonsense_is_refused_not_an_error(client, app, department_reviewer, posted):
    log_in(client, department_reviewer)
    assert client.post(STEP, posted).status_code == 401


# ── who must set one up, and when ────────────────────────────────────────────────────────────────


@pytest.fixture
def closed(stage):
    RoundWindow.objects.update(closes=timezone.now() - timedelta(days=1))


def test_inside_an_open_window_there_is_a_notice_alone(client, department_reviewer):
    log_in(client, department_reviewer)
    page = client.get("/desk/")
    assert (page.status_code, "本账号需要第二重验证，请在" in page.content.decode()) == (200, True)


def test_outside_the_windows_it_is_set_up_first(client, closed, department_reviewer):
    log_in(client, department_reviewer)
    assert client.get("/desk/")["Location"] == "/account/security/"
    assert client.post("/account/tokens/", {"label": "x"})["Location"] == "/account/security/"
    assert "请先设置第二重验证" in client.get("/account/security/").content.decode()


def test_a_filer_need_not(client, closed, author):
    log_in(client, author)
    assert client.get("/my/").status_code == 200


@pytest.mark.parametrize(("said", "status"), [("nobody", 200), ("everybody", 302)])
def test_the_site_says_who_needs_one(client, closed, author, settings, said, status):
    settings.SECOND_FACTOR = said
    log_in(client, author)
    assert client.get("/my/").status_code == status


def profile_says(stage, value):
    profile = stage.round.profile
    row = {"key": "second_factor", "value": value, "source": "厅办函", "status": "SOURCED"}
    profile.entries, profile.state = [*profile.entries, row], "active"
    profile.save()


def test_a_profile_asks_for_more_than_the_site(client, closed, stage, author):
    profile_says(stage, "everybody")
    log_in(client, author)
    assert client.get("/my/")["Location"] == "/account/security/"


def test_a_profile_never_asks_for_less(client, closed, stage, department_reviewer):
    profile_says(stage, "nobody")
    log_in(client, department_reviewer)
    assert client.get("/desk/")["Location"] == "/account/security/"


def test_a_demonstration_asks_nobody(client, closed, department_reviewer, settings):
    settings.KEDENG_DEMO = True
    log_in(client, department_reviewer)
    assert client.get("/desk/").status_code == 200


def test_who_comes_back_with_a_text_saves_it_first(client, closed, department_reviewer):
    log_in(client, department_reviewer, **{"next": "/desk/", "kept:note": "意见"})
    assert client.get("/desk/").status_code == 200


def test_a_log_in_sweeps_sessions_that_have_expired(client, author):
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now())
    log_in(client, author)
    assert not Session.objects.filter(session_key="old").exists()
