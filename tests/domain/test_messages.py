"""Who hears of a move, by its row; which reminder a day brings."""

from datetime import date, datetime

import pytest

from kedeng.domain.messages import (
    EVENTS,
    TOPICS,
    Hearer,
    Topic,
    day_begun,
    duties,
    notices_of_move,
    stage_of,
    takes_back,
)
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS, Position
from kedeng.lib.instants import CHINA, end_of
from kedeng.renderings.letters import WORDED

CLOSES = end_of(date(2026, 1, 21))


def test_the_topics_speak_of_the_reader_without_a_form_of_address():
    assert [row.label for row in TOPICS.values() if "您" in row.told] == []


def heard(name, desk):
    return {(n.hearer, n.topic): n.needs_action for n in notices_of_move(name, desk)}


def test_a_submission_is_told_to_the_desk_alone():
    assert heard("submit", 1) == {(Hearer.HOLDER, Topic.ARRIVALS): False}


def test_a_return_is_told_at_once_to_whom_it_came_back():
    assert heard("return", 0) == {(Hearer.HOLDER, Topic.RETURNED): True}
    assert heard("send_back", 3) == {(Hearer.HOLDER, Topic.RETURNED): True}


def test_a_step_forward_waits_for_the_digest_of_filer_and_next_desk():
    assert heard("recommend", 3) == {
        (Hearer.FILER, Topic.RESULTS): False,
        (Hearer.HOLDER, Topic.ARRIVALS): False,
    }


def test_the_province_hears_of_what_was_not_recommended():
    assert heard("not_recommend", 2) == {
        (Hearer.FILER, Topic.RESULTS): True,
        (Hearer.HOLDER, Topic.ARRIVALS): False,
        (Hearer.PROVINCE, Topic.ARRIVALS): False,
    }


def test_what_is_taken_back_or_undone_is_told_to_nobody():
    silent = {name for name, row in TRANSITIONS.items() if row.position is Position.FORMER_DESK}
    silent |= {name for name in TRANSITIONS if takes_back(name)}
    assert {"recall", "take_back", "recall_report", "undo_return"} <= silent
    assert {name: heard(name, 1) for name in silent} == {name: {} for name in silent}


def test_every_refusal_reaches_its_filer_at_once():
    refusals = {name for name, row in TRANSITIONS.items() if row.stops_record}
    own = {"withdraw", "give_up", "suspend"}  # the filer's own; and what the objection tells
    late = {name for name in refusals - own if True not in heard(name, 0).values()}
    assert late == set()


@pytest.mark.parametrize(
    ("state", "kind", "who"),
    [
        (State.IN_REVIEW, StopKind.UNIT, {Right.FORWARD}),
        (State.RECOMMENDED, StopKind.PROVINCE, {Right.ACCEPT}),
        (State.ACCEPTED, StopKind.PROVINCE, {Right.REVIEW}),
        (State.REGISTERED, StopKind.PROVINCE, {Right.FORWARD}),
        (State.REPORTED, StopKind.NATION, {Right.ACCEPT}),
        (State.PUBLISHED, StopKind.NATION, set()),
    ],
)
def test_a_duty_is_what_the_workflow_offers_there(state, kind, who):
    assert duties(state, kind) == who


@pytest.mark.parametrize(
    ("day", "stage"),
    [(13, None), (14, 7), (17, 7), (18, 3), (19, 3), (20, 1), (21, 1), (22, None)],
)
def test_a_closing_is_reminded_of_seven_three_and_one_day_before(day, stage):
    assert stage_of(CLOSES, date(2026, 1, day)) == stage


def test_a_day_begins_at_eight_in_china():
    assert day_begun(datetime(2026, 1, 5, 7, 59, tzinfo=CHINA)) is None
    assert day_begun(datetime(2026, 1, 5, 8, 0, tzinfo=CHINA)) == date(2026, 1, 5)


def test_every_event_that_is_told_has_words():
    assert set(EVENTS) == WORDED


def test_every_topic_is_told_of_and_described():
    used = {notice.topic for row in EVENTS.values() for notice in row}
    assert used | {Topic.RETURNED, Topic.RESULTS, Topic.ARRIVALS} == set(Topic) == set(TOPICS)
