"""Claims: a desk takes a record up, and its sender can no longer take it back (process.md B47)."""

import pytest
from tests.records import move, refused, reload
from tests.stage import person

from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations import actions
from kedeng.domain.rights import Right


@pytest.fixture
def second_clerk(stage):
    return person(stage.university, "clerk2", Right.REVIEW, Right.FORWARD)


def holder(registration):
    return reload(registration).claimed_by_id


def test_a_claim_names_its_holder_and_is_told_once(author, unit_clerk, draft):
    registration = move(author, draft(), "submit")
    for _ in range(2):
        actions.claim(actor=unit_clerk, registration=registration)
    assert holder(registration) == unit_clerk.user_id
    kinds = [event.kind for event in events_of(registration.subject)]
    assert kinds.count("registration.claimed") == 1


def test_a_record_has_one_holder(author, unit_clerk, second_clerk, draft):
    registration = move(author, draft(), "submit")
    actions.claim(actor=unit_clerk, registration=registration)
    with refused("claimed_by_another") as params:
        actions.claim(actor=second_clerk, registration=reload(registration))
    assert params == {"name": "演示clerk"}
    with refused("claimed_by_another"):
        move(second_clerk, registration, "pass_on")
    assert move(unit_clerk, registration, "pass_on").desk == 2


def test_only_the_holder_releases(author, unit_clerk, second_clerk, draft):
    registration = move(author, draft(), "submit")
    actions.claim(actor=unit_clerk, registration=registration)
    with refused("not_claimed_by_you"):
        actions.release(actor=second_clerk, registration=reload(registration))
    actions.release(actor=unit_clerk, registration=reload(registration))
    assert holder(registration) is None
    actions.claim(actor=second_clerk, registration=reload(registration))
    assert holder(registration) == second_clerk.user_id


def test_a_claim_on_an_old_page_is_refused(author, unit_clerk, draft):
    submitted = move(author, draft(), "submit")
    move(author, submitted, "recall")
    with refused("moved_meanwhile"):
        actions.claim(actor=unit_clerk, registration=submitted)
    assert holder(submitted) is None


def test_a_recall_on_an_old_page_finds_the_claim(author, unit_clerk, draft):
    submitted = move(author, draft(), "submit")
    actions.claim(actor=unit_clerk, registration=submitted)
    with refused("already_claimed") as params:
        actions.move(actor=author, registration=submitted, transition="recall", expected_version=1)
    assert params["since"].utcoffset().total_seconds() == 8 * 3600  # as clocks in Shanxi show it
    actions.release(actor=unit_clerk, registration=reload(submitted))
    assert move(author, submitted, "recall").state == "draft"


def test_a_new_desk_starts_unclaimed_and_the_same_desk_keeps_its_holder(
    author, unit_clerk, department_reviewer, provincial_auditor, record_in
):
    registration = record_in("recommended")
    assert holder(registration) is None
    actions.claim(actor=provincial_auditor, registration=registration)
    registration = move(provincial_auditor, registration, "accept")
    assert (registration.claimed_by_id, registration.desk) == (provincial_auditor.user_id, 3)
    registration = move(provincial_auditor, registration, "return", reason="缺页", to_desk=2)
    assert (registration.claimed_by_id, registration.claimed_at) == (None, None)


def test_a_claim_is_no_move(author, unit_clerk, draft):
    registration = move(author, draft(), "submit")
    actions.claim(actor=unit_clerk, registration=registration)
    fresh = reload(registration)
    assert (fresh.version, fresh.state, fresh.desk) == (1, "in_review", 1)


@pytest.mark.parametrize("state", ["draft", "not_recommended", "registered", "refused"])
def test_what_does_not_wait_for_a_review_is_not_claimed(state, record_in, provincial_auditor):
    registration = record_in(state)
    with pytest.raises(actions.moves.RefusedMoveError):
        actions.claim(actor=provincial_auditor, registration=registration)
