"""Whatever visitors do with the listed accounts, /demo/accounts.json stays true."""

import json

import pytest
from django.test import Client
from tests.stage import PASSWORD, user_of

from kedeng.apps.organisations.actions import issue_token
from kedeng.apps.organisations.models import ApiToken


@pytest.fixture
def listed(settings, tmp_path, author):
    """The author's account, listed as a demonstration does it."""
    user = user_of(author)
    user.password_locked = True
    user.save()
    settings.HOME, settings.KEDENG_DEMO = tmp_path, True
    account = {
        "username": user.username,
        "password": PASSWORD,
        "token": issue_token(actor=author, label="演示"),
        "rank": 4,
        "role": "author",
        "organisation": "演示大学",
    }
    file = tmp_path / "demo-accounts.json"
    file.write_text(json.dumps([account]), encoding="utf-8")
    return account


@pytest.fixture
def visitor(client, listed):
    """Somebody who has logged in with what the page lists."""
    credentials = {key: listed[key] for key in ("username", "password")}
    assert client.post("/login/", credentials)["Location"] == "/"
    return client


def still_true(client, listed):
    """Whether the list is as before, and password and token of it open what they opened."""
    [found] = client.get("/demo/accounts.json").json()
    credentials = {key: found[key] for key in ("username", "password")}
    me = Client(headers={"Authorization": f"Bearer {found['token']}"}).get("/api/v1/me")
    logged_in = Client().post("/login/", credentials)
    return (found, me.status_code, logged_in.status_code) == (listed, 200, 302)


def test_nobody_revokes_the_listed_token(visitor, listed):
    [row] = ApiToken.objects.all()
    answer = visitor.post(f"/account/tokens/{row.pk}/revoke/", follow=True)
    assert "演示令牌不能注销。" in answer.content.decode()
    assert still_true(visitor, listed)


def test_visitors_issue_and_revoke_tokens_of_their_own(visitor, listed):
    for number in range(3):
        visitor.post("/account/tokens/", {"label": f"访客 {number}"})
    for row in ApiToken.objects.all():
        visitor.post(f"/account/tokens/{row.pk}/revoke/")
    alive = ApiToken.objects.filter(revoked_at=None).values_list("label", flat=True)
    assert list(alive) == ["演示"]
    assert still_true(visitor, listed)


def test_nobody_changes_the_listed_password(visitor, listed):
    answer = visitor.post("/account/", {"old": PASSWORD, "new": "ein-anderes-Wort-2026"})
    assert "演示账号不能修改密码。" in answer.content.decode()
    assert still_true(visitor, listed)


def test_the_account_page_offers_no_form_that_would_be_refused(visitor):
    shown = visitor.get("/account/").content.decode()
    assert "演示账号由大家共用，不能修改密码。" in shown
    assert 'name="new"' not in shown
    assert "设置找回邮箱" not in shown
