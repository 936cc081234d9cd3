"""How an item stands, and the rate with its denominator."""

import pytest

from kedeng.domain.expected import ExpectedKind, Standing, Tally, item_key, standing, tally
from kedeng.domain.states import State


@pytest.mark.parametrize(
    ("states", "reason", "expected"),
    [
        ([], "", Standing.OPEN),
        ([], "secret", Standing.EXCUSED),
        ([State.DRAFT], "secret", Standing.UNDER_WAY),
        ([State.REFUSED, State.WITHDRAWN, State.CANCELLED], "", Standing.OPEN),
        ([State.DRAFT, State.PUBLISHED], "", Standing.REGISTERED),
        ([State.NOT_ACCEPTED, State.RETURNED], "", Standing.UNDER_WAY),
    ],
)
def test_the_best_registration_says_how_it_stands(states, reason, expected):
    assert standing(states, reason) is expected


def test_the_rate_leaves_out_what_has_a_reason():
    counted = tally([Standing.REGISTERED] * 2 + [Standing.EXCUSED, Standing.UNDER_WAY])
    assert counted == Tally(registered=2, under_way=1, excused=1, open=0)
    assert (counted.total, counted.due, counted.rate) == (4, 3, "66.7%")
    assert tally([Standing.EXCUSED]).rate == ""


@pytest.mark.parametrize(
    ("registered", "due", "rate"),
    [
        (1999, 2000, "99.9%"),  # something is open
        (2000, 2000, "100.0%"),
        (1, 5000, "0.1%"),  # something is registered
        (0, 5000, "0.0%"),
        (1, 16, "6.3%"),  # 6.25
        (1, 80, "1.3%"),  # 1.25
        (3, 80, "3.8%"),  # 3.75
        (2, 3, "66.7%"),
    ],
)
def test_the_rate_is_rounded_as_people_round_and_hides_no_item(registered, due, rate):
    assert Tally(registered=registered, open=due - registered).rate == rate


def test_the_number_tells_items_apart_and_else_the_name():
    assert item_key(ExpectedKind.PATENT, "ZL202110123456.7", "甲") == "202110123456"
    assert item_key(ExpectedKind.OTHER, "", "“甲”—乙") == "·甲乙"
