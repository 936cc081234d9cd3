"""The end of a session is told in time, and one button puts it off (WCAG 2.2.1)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.stage import user_of
from tests.web.account.second_factor import log_in

from kedeng.apps.organisations.models import Session

STAY = "/account/stay/"
HALF_HOUR, WORKING_DAY = 30 * 60, 12 * 3600


@pytest.fixture
def here(author) -> Client:
    browser = Client()
    log_in(browser, author)
    return browser


def age(**columns):
    now = timezone.now()
    Session.objects.update(**{name: now - ago for name, ago in columns.items()})


def told(page):
    """Seconds that a page tells: without a further request, and in any case."""
    found = re.search(r'data-left="(-?\d+)" data-most="(-?\d+)"', page.content.decode())
    return found and (int(found[1]), int(found[2]))


def about(seconds, *wanted):
    """Whether seconds are as wanted, or some fewer: a test takes its time."""
    return all(0 <= w - s < 30 for s, w in zip(seconds, wanted, strict=True))


def test_every_page_behind_a_login_tells_how_long_the_session_lasts(here):
    for path in ("/account/", "/my/", "/register/"):
        assert about(told(here.get(path)), HALF_HOUR, WORKING_DAY), path


def test_a_guest_is_told_of_no_session(client, db):
    assert told(client.get("/register/")) is None


def test_a_page_puts_the_end_off(here):
    age(seen_at=timedelta(minutes=29))
    assert about(told(here.get("/my/")), HALF_HOUR, WORKING_DAY)


def test_the_last_hour_of_a_long_session_is_told_as_it_is(here):
    age(began_at=timedelta(hours=11, minutes=50))
    assert about(told(here.get("/my/")), 600, 600)


def test_one_button_puts_the_end_off(here):
    age(seen_at=timedelta(minutes=28), began_at=timedelta(hours=2))
    answer = here.post(STAY)
    assert answer.status_code == 200
    assert about(answer.json().values(), HALF_HOUR, 10 * 3600)
    assert timezone.now() - Session.objects.get().seen_at < timedelta(seconds=30)


def test_no_button_puts_off_the_end_of_a_working_day(here):
    age(began_at=timedelta(hours=11, minutes=58))
    assert about(here.post(STAY).json().values(), 120, 120)


def test_a_session_that_has_ended_says_so(here):
    age(seen_at=timedelta(minutes=31))
    answer = here.post(STAY, headers={"X-Requested-With": "autosave"})
    assert answer.status_code == 401


def test_it_is_no_page_to_read(here):
    assert here.get(STAY).status_code == 405


def test_it_takes_no_post_of_another_site(author):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user_of(author))
    assert browser.post(STAY).status_code == 403


def test_a_background_save_tells_how_long_the_session_lasts(client, author, draft):
    client.force_login(user_of(author))
    registration = draft(complete=False)
    where = f"/my/{registration.code}/s/overview/"
    version = registration.sections.get(section="overview").version
    answer = client.post(
        where,
        {"version": str(version), "f.achievement_name": "新的名称"},
        headers={"X-Requested-With": "autosave"},
    )
    assert about(answer.json()["session"].values(), HALF_HOUR, WORKING_DAY)
