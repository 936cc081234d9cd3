"""Old passwords: warned of in time, due outside of windows only, then one page until it is new."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.records import windows
from tests.stage import PASSWORD

from kedeng.apps.organisations.models import User
from kedeng.apps.rounds.models import PolicyProfile

pytestmark = pytest.mark.usefixtures("alone")
GOOD = "山高水长书声远近相闻何处"


def log_in(username="reviewer"):
    client = Client()
    client.post("/login/", {"username": username, "password": PASSWORD})
    return client


@pytest.fixture
def alone(settings):
    """Nobody needs a second factor, which would come first."""
    settings.SECOND_FACTOR = "nobody"


@pytest.fixture
def closed(stage):
    """All windows of the round are over."""
    over = timezone.now() - timedelta(days=1)
    windows(stage.round, submit=over, recommend=over)


def set_days_ago(days):
    User.objects.update(password_set_at=timezone.now() - timedelta(days=days))


def test_a_password_that_is_due_opens_the_page_of_a_new_one_only(department_reviewer, closed):
    set_days_ago(181)
    client = log_in()
    for path in ("/desk/", "/", "/register/", "/api/v1/me"):
        assert client.get(path)["Location"] == "/account/", path
    assert "请先设置新密码" in client.get("/account/").content.decode()
    answer = client.post("/account/", {"old": PASSWORD, "new": GOOD + "云山苍苍"})
    assert answer.status_code == 302
    assert client.get("/desk/").status_code == 200


def test_the_same_password_is_no_new_one(department_reviewer, closed):
    set_days_ago(181)
    answer = log_in().post("/account/", {"old": PASSWORD, "new": PASSWORD})
    assert "新密码和原密码一样" in answer.content.decode()


def test_nothing_falls_due_inside_an_open_window(department_reviewer, stage):
    set_days_ago(400)
    client = log_in()
    page = client.get("/desk/")
    assert (page.status_code, "不强制更换" in page.content.decode()) == (200, True)


@pytest.mark.parametrize(("days", "warned"), [(100, False), (165, False), (167, True), (179, True)])
def test_a_warning_comes_two_weeks_ahead(days, warned, department_reviewer, closed):
    set_days_ago(days)
    page = log_in().get("/desk/").content.decode()
    assert ("登录密码将于" in page) is warned


@pytest.mark.parametrize(
    ("site", "province", "due"),
    [(180, "180", 180), (90, "180", 90), (180, "90", 90), (180, None, 180)],
)
def test_ninety_days_are_chosen_by_site_or_province(
    site, province, due, department_reviewer, closed, stage, settings
):
    settings.PASSWORD_DAYS = site
    told = {"key": "password_days", "value": province, "source": "演示", "status": "SOURCED"}
    PolicyProfile.objects.filter(pk=stage.round.profile_id).update(entries=[told])
    set_days_ago(due - 1)
    assert log_in().get("/desk/").status_code == 200
    set_days_ago(due + 1)
    assert log_in().get("/desk/")["Location"] == "/account/"


def test_a_filers_password_does_not_age(author, closed):
    set_days_ago(4000)
    assert log_in("author").get("/my/").status_code == 200


def test_a_second_factor_that_is_due_comes_first(department_reviewer, closed, settings):
    settings.SECOND_FACTOR = "everybody"
    set_days_ago(181)
    client = log_in()
    assert client.get("/desk/")["Location"] == "/account/security/"
    assert client.get("/account/security/").status_code == 200
