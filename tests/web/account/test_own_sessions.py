"""Sessions: listed and ended by their owner, ended by time, useless in a copy of the database."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.db.models import F
from django.test import Client
from django.utils import timezone
from tests.stage import PASSWORD, superior, user_of
from tests.web.account.second_factor import is_in, log_in

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions
from kedeng.apps.organisations.models import Session, User
from kedeng.apps.organisations.session_store import row_key

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
PAGE = "/account/sessions/"
ENDED = "account.sessions_ended"


@pytest.fixture
def here(author) -> Client:
    browser = Client()
    log_in(browser, author)
    return browser


@pytest.fixture
def elsewhere(author) -> Client:
    browser = Client(headers={"User-Agent": FIREFOX}, REMOTE_ADDR="192.0.2.7")
    log_in(browser, author)
    return browser


def key_of(browser: Client) -> str:
    return row_key(browser.cookies[site.SESSION_COOKIE_NAME].value)


def test_own_sessions_are_listed_with_device_place_and_time(here, elsewhere):
    page = here.get(PAGE).content.decode()
    today = timezone.localtime().strftime("%Y-%m-%d")
    for text in ("Firefox，Linux", "192.0.2.7", "现在这台", "30 分钟没有操作", "12 小时", today):
        assert text in page, text
    assert page.count("现在这台") == 1


def test_one_session_is_ended_at_once(here, elsewhere, author):
    here.post(f"{PAGE}{key_of(elsewhere)}/end/")
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    event = events_of(f"user:{author.user_id}")[-1]
    assert (event.kind, event.details) == ("account.sessions_ended", {"sessions": 1})


def test_all_others_are_ended_at_once(here, elsewhere, author):
    third = Client()
    log_in(third, author)
    here.post(PAGE + "others/end/")
    assert [is_in(one) for one in (here, elsewhere, third)] == [True, False, False]


def test_nobody_elses_session_is_listed_or_ended(here, browser_of, stranger):
    browser = browser_of(stranger)
    assert browser.get(PAGE).content.decode().count("<tr>") == 2
    browser.post(f"{PAGE}{key_of(here)}/end/")
    browser.post(PAGE + "others/end/")
    assert is_in(here)


def test_a_changed_password_ends_the_other_sessions(here, elsewhere, author):
    here.post("/account/", {"old": PASSWORD, "new": "qingshi-baiyun-83"})
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert Session.objects.filter(user_id=author.user_id).count() == 1


def test_a_suspended_persons_sessions_are_dead_at_once(here, author):
    User.objects.filter(pk=author.user_id).update(is_active=False)
    assert not is_in(here)


def test_visitors_of_a_shared_demo_account_do_not_see_or_end_each_other(here, elsewhere, author):
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    assert "192.0.2.7" not in here.get(PAGE).content.decode()
    here.post(PAGE + "others/end/")
    here.post(f"{PAGE}{key_of(elsewhere)}/end/")
    assert is_in(elsewhere)


# ── number ───────────────────────────────────────────────────────────────────────────────────────


def logged_in(actor, number: int) -> list[Client]:
    """Browsers that logged in one after the other, each used last a minute later."""
    browsers = [Client() for _ in range(number)]
    for browser in browsers:
        Session.objects.filter(user_id=actor.user_id).update(
            seen_at=F("seen_at") - timedelta(minutes=1)
        )
        log_in(browser, actor)
    return browsers


@pytest.mark.parametrize(("who", "most"), [("author", 3), ("unit_clerk", 1)])
def test_a_log_in_too_many_ends_the_session_used_longest_ago(request, who, most):
    actor = request.getfixturevalue(who)
    browsers = logged_in(actor, most + 1)
    told = browsers[-1].get("/account/").content.decode()
    assert f"同时最多在 {most} 处登录，最久没有操作的 1 处已退出" in told
    assert [is_in(each) for each in browsers] == [False, *[True] * most]
    ended = [e.details for e in events_of(f"user:{actor.user_id}") if e.kind == ENDED]
    assert ended == [{"sessions": 1, "limit": most}]
    assert f"同时最多在 {most} 处登录" in browsers[-1].get(PAGE).content.decode()


def test_a_session_that_has_run_out_is_none_too_many(author):
    logged_in(author, 3)
    age(seen_at=timedelta(hours=1))
    (browser,) = logged_in(author, 1)
    assert "处已退出" not in browser.get("/account/").content.decode()


def test_a_shared_demo_account_is_open_anywhere(author):
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    assert [is_in(each) for each in logged_in(author, 5)] == [True] * 5


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


def age(**columns: timedelta) -> None:
    now = timezone.now()
    Session.objects.update(**{name: now - ago for name, ago in columns.items()})


@pytest.mark.parametrize(
    ("who", "idle", "lives"),
    [("author", 29, True), ("author", 31, False), ("clerk", 14, True), ("clerk", 16, False)],
)
def test_an_idle_session_ends(client, request, who, idle, lives):
    actor = request.getfixturevalue({"author": "author", "clerk": "unit_clerk"}[who])
    log_in(client, actor)
    age(seen_at=timedelta(minutes=idle))
    assert is_in(client) is lives


@pytest.mark.parametrize(("hours", "lives"), [(11, True), (13, False)])
def test_a_session_ends_after_a_working_day(here, hours, lives):
    age(began_at=timedelta(hours=hours))
    assert is_in(here) is lives


def test_a_session_in_use_is_noted_once_a_minute(here):
    age(seen_at=timedelta(seconds=30))
    (before,) = Session.objects.values_list("seen_at", flat=True)
    here.get("/account/")
    assert Session.objects.get().seen_at == before
    age(seen_at=timedelta(minutes=2))
    here.get("/account/")
    assert Session.objects.get().seen_at > before


def test_a_text_typed_in_an_ended_session_is_not_lost(here):
    age(seen_at=timedelta(hours=1))
    answer = here.post("/my/X/s/overview/", {"r.keywords": "写了很久"})
    assert (answer.status_code, "写了很久" in answer.content.decode()) == (401, True)
    background = here.post(
        "/my/X/s/overview/", {"a": "b"}, headers={"X-Requested-With": "autosave"}
    )
    assert background.status_code == 401


def test_a_log_in_begins_anew(here, author):
    age(began_at=timedelta(hours=11))
    log_in(here, author)
    assert timezone.now() - Session.objects.get().began_at < timedelta(minutes=1)


# ── at rest ──────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_of_the_table_logs_nobody_in(here, author):
    cookie, row = here.cookies[site.SESSION_COOKIE_NAME].value, Session.objects.get()
    assert cookie not in (row.session_key, row.session_data)
    thief = Client()
    thief.cookies[site.SESSION_COOKIE_NAME] = row.session_key
    assert not is_in(thief)
    assert user_of(author).password not in row.session_data


def test_a_session_that_does_not_open_is_nobodys(here):
    Session.objects.update(session_data="a1.AAAA")
    assert not is_in(here)


def test_behind_a_proxy_the_address_is_the_visitors(author, settings):
    settings.PROXIES = 1
    browser = Client(headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.4"})
    log_in(browser, author)
    assert Session.objects.get().address == "198.51.100.4"


def test_a_password_set_anew_ends_every_session(here, stage, author):
    head, user = superior(stage.university), user_of(author)
    code = actions.issue_code(actor=head, user=user, reason="忘记密码，已电话核实")
    code_id = actions.redeem_code(username=user.username, typed=code)
    proof = actions.Proof(actions.ProofKind.ISSUED, code_id)
    actions.set_own_password(proof=proof, new="qingshi-baiyun-83")
    assert not Session.objects.filter(user=user).exists()
    assert not is_in(here)
