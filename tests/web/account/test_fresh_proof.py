"""A fresh proof before sensitive acts; what was posted goes on afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.stage import PASSWORD, superior
from tests.web.account.second_factor import App
from tests.web.test_access import address

from kedeng.apps.organisations.models import ApiToken, User
from kedeng.web import gates

PROVE = "/account/prove/"


@pytest.fixture
def browser(browser_of, author):
    """A browser whose last proof is eleven minutes old."""
    client = browser_of(author)
    grow_stale(client)
    return client


def grow_stale(client) -> None:
    session = client.session
    for name in ("began_at", "proved_at"):
        if name in session:
            session[name] = (timezone.now() - timedelta(minutes=11)).isoformat()
    session.save()


def test_every_sensitive_act_has_an_address():
    assert (gates.FRESH | gates.FRESH_TO_WRITE) - set(gates.PERMISSIONS) == set()


@pytest.fixture
def head(browser_of, stage):
    """The province's super administrator, whose last proof is eleven minutes old."""
    client = browser_of(superior(stage.province))
    grow_stale(client)
    return client


@pytest.mark.parametrize("name", sorted(gates.FRESH_TO_WRITE))
def test_rights_bodies_and_days_want_a_proof_once_they_are_posted(head, name):
    where = address(name)
    asked = head.post(where, {"reason": "说明"})
    assert (asked.status_code, "再次核验身份" in asked.content.decode()) == (401, True)
    assert '<textarea name="kept:reason" hidden>说明</textarea>' in asked.content.decode()
    assert head.get(where).status_code != 401


def test_soon_after_the_log_in_nothing_is_asked(browser_of, author):
    assert browser_of(author).post("/account/tokens/", {"label": "科研"}).status_code == 302
    assert ApiToken.objects.count() == 1


def test_later_a_proof_is_asked_and_what_was_posted_goes_on(browser):
    asked = browser.post("/account/tokens/", {"label": "科研系统"})
    assert (asked.status_code, ApiToken.objects.count()) == (401, 0)
    assert '<textarea name="kept:label" hidden>科研系统</textarea>' in asked.content.decode()
    proof = {"password": PASSWORD, "next": "/account/tokens/", "kept:label": "科研系统"}
    going_on = browser.post(PROVE, proof).content.decode()
    assert '<form method="post" action="/account/tokens/">' in going_on
    assert '<textarea name="label" hidden>科研系统</textarea>' in going_on
    browser.post("/account/tokens/", {"label": "科研系统"})
    assert ApiToken.objects.get().label == "科研系统"


def test_a_page_is_asked_for_too_and_comes_after_the_proof(browser):
    asked = browser.get("/account/security/app/")
    assert (asked.status_code, "再次核验身份" in asked.content.decode()) == (401, True)
    answer = browser.post(PROVE, {"password": PASSWORD, "next": "/account/security/app/"})
    assert answer["Location"] == "/account/security/app/"
    assert browser.get("/account/security/app/").status_code == 200


@pytest.mark.parametrize("posted", [{"password": "wrong"}, {}, {"otp": "000000"}])
def test_no_proof_no_act(browser, posted):
    answer = browser.post(PROVE, {**posted, "next": "/account/tokens/", "kept:label": "科研"})
    assert (answer.status_code, "科研" in answer.content.decode()) == (401, True)
    assert browser.post("/account/tokens/", {"label": "x"}).status_code == 401


def test_a_second_factor_is_a_proof(browser, author):
    app = App(author)
    browser.post(PROVE, {"otp": app.shows()})
    assert browser.post("/account/tokens/", {"label": "x"}).status_code == 302


def test_a_proof_is_no_good_after_ten_minutes(browser):
    browser.post(PROVE, {"password": PASSWORD})
    grow_stale(browser)
    assert browser.post("/account/tokens/", {"label": "x"}).status_code == 401


def test_no_password_comes_along(browser):
    posted = {"label": "x", "password": "geheim", "otp": "123456", "new": "geheimer"}
    page = browser.post("/account/tokens/", posted).content.decode()
    assert [name for name in ("geheim", "123456") if name in page] == []


def test_whereto_is_an_address_of_our_own(browser):
    answer = browser.post(PROVE, {"password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/account/security/"


def test_a_shared_demo_account_need_not_prove(browser, author):
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    assert browser.post("/account/tokens/", {"label": "x"}).status_code == 302


def test_the_password_is_changed_with_the_old_one_in_the_same_form(browser):
    posted = {"old": PASSWORD, "new": "qingshi-baiyun-83"}
    assert browser.post("/account/", posted).status_code == 302


def test_other_codes_than_those_of_a_second_factor_come_along(client, db):
    page = client.post("/desk/number-code/", {"code": "914", "source": "国登函"}).content.decode()
    assert '<textarea name="kept:code" hidden>914</textarea>' in page
