"""No record is stuck: ways out of a return, a supplement and a refusal to recommend."""

import pytest
from tests.records import move, refused, reload

from kedeng.apps.registrations import actions, queries


def offered(actor, registration):
    return [row.name for row in queries.offered_moves(actor, registration)]


def test_a_department_does_not_recommend_what_came_back_to_it(
    record_in, provincial_auditor, department_reviewer
):
    registration = move(
        provincial_auditor, record_in("recommended"), "return", reason="缺章", to_desk=2
    )
    registration = move(department_reviewer, registration, "not_recommend", reason="确属重复")
    assert (registration.state, registration.desk, registration.reach) == ("not_recommended", 2, 3)


# ── what was not recommended ─────────────────────────────────────────────────────────────────────


def test_a_filer_gives_up_what_was_not_recommended(record_in, author):
    registration = record_in("not_recommended")
    assert offered(author, registration) == ["give_up"]
    registration = move(author, registration, "give_up")
    assert (registration.state, registration.desk) == ("withdrawn", 0)


def test_then_the_same_result_may_be_tried_again(record_in, draft, author):
    move(author, record_in("not_recommended", title="演示再报成果"), "give_up")
    assert move(author, draft(title="演示再报成果"), "submit").state == "in_review"


# ── supplements ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def supplied(record_in, author):
    return move(author, record_in("supplement"), "resupply")


def test_a_supplement_is_recalled_until_the_province_takes_it_up(supplied, author):
    assert offered(author, supplied) == ["recall_supplement"]
    registration = move(author, supplied, "recall_supplement")
    assert (registration.state, registration.desk) == ("supplement", 0)
    registration = move(author, registration, "resupply")
    assert (registration.state, registration.submissions) == ("recommended", 3)


def test_a_claimed_supplement_is_not_recalled(supplied, author, provincial_auditor):
    actions.claim(actor=provincial_auditor, registration=supplied)
    assert offered(author, reload(supplied)) == []
    with refused("already_claimed"):
        move(author, supplied, "recall_supplement")


def test_a_recommendation_is_not_the_filers_to_recall(record_in, author):
    registration = record_in("recommended")
    assert offered(author, registration) == []
    with refused("handled_since"):
        move(author, registration, "recall_supplement")


def test_the_province_ends_what_is_never_supplied(record_in, provincial_auditor):
    registration = record_in("supplement")
    assert offered(provincial_auditor, registration) == ["decline_unsupplied"]
    with refused("reason_missing"):
        move(provincial_auditor, registration, "decline_unsupplied")
    registration = move(provincial_auditor, registration, "decline_unsupplied", reason="逾期未补正")
    assert (registration.state, registration.desk) == ("not_accepted", 3)
