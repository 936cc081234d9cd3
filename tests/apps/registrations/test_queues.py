"""Queues of the desks: what waits, what has passed, and at which price."""

import pytest
from tests.records import move, reload

from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.queries import QueueFilter
from kedeng.domain.states import State


def titles(actor, **chosen):
    return [record.title for record in queries.queue(actor, QueueFilter(**chosen))]


@pytest.fixture
def filled(record_in):
    """Records of one route in several states."""
    return {
        state: record_in(state, title=state)
        for state in (
            "draft",
            "in_review",
            "returned",
            "not_recommended",
            "recommended",
            "reported",
        )
    }


def test_each_desk_finds_what_waits_for_it(
    filled, unit_clerk, department_reviewer, provincial_auditor, national_receiver, stranger
):
    assert {
        "unit": titles(unit_clerk),
        "department": titles(department_reviewer),
        "province": titles(provincial_auditor),
        "nation": titles(national_receiver),
        "stranger": titles(stranger),
    } == {
        "unit": ["in_review"],
        "department": [],
        "province": ["recommended"],
        "nation": ["reported"],
        "stranger": [],
    }


def test_what_was_not_recommended_waits_apart(
    filled, unit_clerk, department_reviewer, provincial_auditor, national_receiver
):
    actors = (unit_clerk, department_reviewer, provincial_auditor, national_receiver)
    assert [titles(actor, scope="declined") for actor in actors] == [
        [],
        ["not_recommended"],
        ["not_recommended"],
        [],
    ]


def test_what_has_passed_a_desk(filled, unit_clerk, department_reviewer, provincial_auditor):
    assert titles(unit_clerk, scope="passed") == [
        "returned",
        "not_recommended",
        "recommended",
        "reported",
    ]
    assert titles(department_reviewer, scope="passed") == ["recommended", "reported"]
    assert titles(provincial_auditor, scope="passed") == ["reported"]


def test_everything_seen_leaves_drafts_out(filled, unit_clerk, department_reviewer):
    assert "draft" not in titles(unit_clerk, scope="all")
    assert sorted(titles(department_reviewer, scope="all")) == [
        "not_recommended",
        "recommended",
        "reported",
        "returned",
    ]


def test_the_longest_waiting_comes_first(record_in, unit_clerk, author):
    first, second = record_in("in_review", title="甲"), record_in("in_review", title="乙")
    move(author, first, "recall")
    move(author, first, "submit")
    assert titles(unit_clerk) == ["乙", "甲"]
    assert reload(first).desk_since > reload(second).desk_since


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["基础甲", "软科学乙"]),
        ({"text": "甲"}, ["基础甲"]),
        ({"text": "演示大学"}, ["基础甲", "软科学乙"]),
        ({"text": "丙"}, []),
        ({"category": "soft_science"}, ["软科学乙"]),
        ({"state": "in_review"}, ["基础甲", "软科学乙"]),
        ({"state": "accepted"}, []),
        ({"unit": "演示大学"}, ["基础甲", "软科学乙"]),
        ({"unit": "外省演示公司"}, []),
    ],
)
def test_a_queue_is_filtered(chosen, expected, record_in, unit_clerk):
    record_in("in_review", title="基础甲", category="basic_theory")
    record_in("in_review", title="软科学乙")
    assert titles(unit_clerk, **chosen) == expected


def test_a_search_ignores_case_and_width(record_in, unit_clerk):
    record_in("in_review", title="ＡＩ辅助Diagnosis方法")
    assert titles(unit_clerk, text="ai辅助diagnosis") == ["ＡＩ辅助Diagnosis方法"]


def test_a_registered_record_is_found_by_its_number(record_in, provincial_auditor):
    registration = record_in("registered")
    assert titles(provincial_auditor, text=registration.number.lower()) == [registration.title]


def test_counts_and_units_for_the_filter(filled, department_reviewer, unit_clerk, stranger):
    assert queries.counts_by_state(department_reviewer) == {
        State.NOT_RECOMMENDED: 1,
        State.RECOMMENDED: 1,
        State.REPORTED: 1,
        State.RETURNED: 1,
    }
    assert queries.units_in_queue(department_reviewer) == ["演示大学"]
    assert queries.units_in_queue(stranger) == []


def test_a_queue_page_costs_two_statements_however_long_it_is(
    record_in, unit_clerk, django_assert_num_queries
):
    for place in range(3):
        actions.claim(actor=unit_clerk, registration=record_in("in_review", title=f"成果{place}"))
    with django_assert_num_queries(2):
        for record in queries.queue(unit_clerk, QueueFilter())[:20]:
            assert (record.round.title, record.filer_organisation.name) == (
                "演示省 2025 年度登记",
                "演示大学",
            )
            assert record.claimed_by.name == "演示clerk"
            assert len(record.stops.all()) == 5


def test_a_record_is_read_with_its_neighbours_at_once(
    record_in, unit_clerk, django_assert_num_queries
):
    code = record_in("in_review").code
    with django_assert_num_queries(2):
        registration = queries.registration_for(unit_clerk, code)
        assert registration.facts().desk == 1
        assert registration.round.profile.told == {}
        assert registration.filer.organisation.name == "演示大学"


def test_every_word_of_a_search_must_occur(draft, author, unit_clerk):
    for title in ("甲地水稻研究", "乙地小麦研究"):
        move(author, draft(title=title), "submit")
    assert titles(unit_clerk, text="水稻　演示大学") == ["甲地水稻研究"]
