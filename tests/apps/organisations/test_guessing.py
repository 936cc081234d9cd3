"""How much guessing is judged: five at once, then one in a quarter of an hour."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.at_once import at_once

from kedeng.apps.organisations.actions import Allowance, give_back_guess, guessing, take_guess
from kedeng.apps.organisations.models import GuessAllowance

pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)
ONE = Allowance("account:one", 5, QUARTER)
OTHER = Allowance("account:other", 5, QUARTER)
WIDE = Allowance("network", 8, timedelta(seconds=2))
ZERO = timedelta(0)


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is moved: `clock.move(hours=1)`."""

    class Clock:
        now = timezone.now()

        def move(self, **by):
            self.now += timedelta(**by)

    found = Clock()
    monkeypatch.setattr(guessing.timezone, "now", lambda: found.now)
    return found


def judged(*allowances, times=20):
    return sum(take_guess(list(allowances)) == ZERO for _ in range(times))


def test_five_at_once_then_one_in_a_quarter(clock):
    assert judged(ONE) == 5
    clock.move(minutes=14)
    assert judged(ONE) == 0
    clock.move(minutes=1)
    assert judged(ONE) == 1


def test_a_day_of_guessing_gets_five_and_four_an_hour(clock):
    found = 0
    for _ in range(24 * 60 // 5):
        found += judged(ONE, times=7)
        clock.move(minutes=5)
    assert found <= 5 + 4 * 24
    assert found >= 4 * 24


def test_the_wait_is_told(clock):
    judged(ONE)
    clock.move(minutes=5)
    assert take_guess([ONE]) == timedelta(minutes=10)


def test_a_right_guess_costs_nothing_and_forgives_no_wrong_one(clock):
    for _ in range(10):
        take_guess([ONE])
        give_back_guess([ONE])
    judged(ONE, times=3)
    take_guess([ONE])
    give_back_guess([ONE])
    assert judged(ONE) == 2


def test_accounts_do_not_share_an_allowance(clock):
    judged(ONE)
    assert judged(OTHER) == 5


def test_what_one_key_refuses_is_not_charged_to_the_others(clock):
    judged(ONE)
    assert judged(ONE, WIDE) == 0
    assert judged(WIDE) == 8
    assert judged(OTHER, WIDE) == 0
    assert judged(OTHER) == 5


def test_the_keys_are_no_names(clock):
    take_guess([ONE])
    [row] = GuessAllowance.objects.all()
    assert len(row.key) == 64
    assert "account" not in row.key


def test_what_is_whole_again_is_swept(clock):
    take_guess([ONE])
    clock.move(hours=2)
    take_guess([OTHER])
    assert GuessAllowance.objects.count() == 1


def test_guesses_at_once_are_counted_too(committed):
    results = at_once([lambda: take_guess([ONE]) == ZERO] * 12)
    assert sum(results) == 5
