"""Certificates: where a version stands, what the first one waits for, which sentences it bears."""

import pytest

from kedeng.domain.certificates import (
    DISCLAIMERS,
    ENDED,
    LIVE,
    Giving,
    Publicity,
    Standing,
    Wait,
    disclaimers,
    standing,
    why_not_due,
)
from kedeng.domain.states import State


def test_h3_certificates_are_of_what_has_a_number_and_holds():
    assert {State.REGISTERED, State.REPORTED, State.RECEIVED, State.PUBLISHED} == LIVE
    assert {State.CANCELLED} == ENDED


@pytest.mark.parametrize(
    ("state", "version", "ended_by", "wanted"),
    [
        (State.PUBLISHED, 2, "", Standing.CURRENT),
        (State.REGISTERED, 1, "", Standing.REPLACED),
        (State.CANCELLED, 2, "cancel", Standing.CANCELLED),
        (State.CANCELLED, 1, "cancel", Standing.CANCELLED),
        (State.CANCELLED, 2, "deregister", Standing.DEREGISTERED),
    ],
)
def test_b69_what_ended_is_not_merely_replaced(state, version, ended_by, wanted):
    assert standing(state, version=version, newest=2, ended_by=ended_by) is wanted


OVER = Publicity(listed=True, over=True, objected=False)


@pytest.mark.parametrize(
    ("giving", "state", "publicity", "wanted"),
    [
        (Giving.NONE, State.REGISTERED, None, Wait.GIVEN_NONE),
        (Giving.MAIL, State.ACCEPTED, None, Wait.NO_NUMBER),
        (Giving.MAIL, State.CANCELLED, OVER, Wait.ENDED),
        (Giving.MAIL, State.REGISTERED, None, None),
        (Giving.MAIL, State.REGISTERED, OVER, None),
        (
            Giving.MAIL,
            State.REGISTERED,
            Publicity(listed=False, over=False, objected=False),
            Wait.NOT_PUBLICISED,
        ),
        (
            Giving.MAIL,
            State.REGISTERED,
            Publicity(listed=True, over=False, objected=True),
            Wait.UNDER_WAY,
        ),
        (
            Giving.MAIL,
            State.PUBLISHED,
            Publicity(listed=True, over=True, objected=True),
            Wait.OBJECTION,
        ),
    ],
)
def test_b53_what_the_first_one_waits_for(giving, state, publicity, wanted):
    assert why_not_due(giving, state, publicity) is wanted


def test_b63_each_sentence_has_its_source_and_the_grade_stands_where_it_is_asked_for():
    assert [each.source[:4] for each in DISCLAIMERS] == ["《科技成", "《甘肃省"]
    assert disclaimers({"certificate_no_grade": False}) == (DISCLAIMERS[0].text,)
    assert len(disclaimers({"certificate_no_grade": True})) == 2
