"""Thousands of guesses at one account, or at invented names, while a campus logs in."""

import time

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from tests.at_once import at_once
from tests.stage import PASSWORD, person

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.models import User, UserRight
from kedeng.domain.rights import Right
from kedeng.web.account import guard

pytestmark = pytest.mark.trial
CAMPUS = "202.207.160.9"
GUESSES, COLLEAGUES = 10_000, 500


def log_in(client, username, password):
    fields = {"username": username, "password": password}
    return client.post("/login/", fields, REMOTE_ADDR=CAMPUS).status_code


def hire(organisation, many):
    """Create colleagues with a password that they chose long ago."""
    hashed = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(username=f"c{place}", name=f"演示{place}", organisation=organisation, password=hashed)
        for place in range(many)
    )
    UserRight.objects.bulk_create(UserRight(user=user, right=Right.ENTER.value) for user in users)


def test_ten_thousand_guesses_leave_a_campus_undisturbed(stage):
    victim = person(stage.university, "victim", Right.ENTER)
    hire(stage.university, COLLEAGUES)
    own = Client()
    assert log_in(own, "victim", PASSWORD) == 302
    own.post("/logout/")

    began, judged, colleagues = time.monotonic(), 0, []
    every = GUESSES // COLLEAGUES
    for number in range(GUESSES):
        judged += log_in(Client(), "victim", f"guess-{number}") == 401
        if number % every == 0:
            colleagues.append(log_in(Client(), f"c{number // every}", PASSWORD))
    hours = (time.monotonic() - began) / 3600

    assert judged <= 5 + 4 * hours
    assert colleagues == [302] * COLLEAGUES
    assert log_in(own, "victim", PASSWORD) == 302
    kinds = [event.kind for event in events_of(f"user:{victim.user_id}")]
    assert kinds.count("account.login_failed") == judged


def test_names_that_nobody_bears_lock_nobody_out(stage):
    """More wrong guesses than a network has at once; every colleague is on a new browser."""
    hire(stage.university, COLLEAGUES)
    sprayed = [
        log_in(Client(), f"nobody-{number}", "falsch-falsch")
        for number in range(guard.NETWORK_AT_ONCE * 2)
    ]
    assert sprayed.count(401) < guard.NETWORK_AT_ONCE * 2
    colleagues = [log_in(Client(), f"c{number}", PASSWORD) for number in range(COLLEAGUES)]
    assert colleagues == [302] * COLLEAGUES


def test_guesses_at_once_are_no_more(committed, stage):
    person(stage.university, "victim", Right.ENTER)

    def guess():
        return [log_in(Client(), "victim", "falsch-falsch") for _ in range(25)]

    statuses = [status for found in at_once([guess] * 8) for status in found]
    assert statuses.count(401) == 5
    assert statuses.count(429) == 195
