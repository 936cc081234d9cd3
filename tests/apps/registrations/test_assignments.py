"""Who manages a desk gives records to its reviewers, gives them again, puts them back."""

import pytest
from tests.records import move, refused, reload
from tests.stage import DESK, again, person

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.models import User
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.desks import reviewers_of
from kedeng.domain.rights import Right


@pytest.fixture
def colleague(stage):
    return person(stage.province, "colleague", *DESK, Right.ACCEPT)


@pytest.fixture
def waiting(record_in):
    return record_in("recommended")


def give(actor, record, to):
    actions.assign(actor=actor, registration=reload(record), user_id=to.user_id)
    return reload(record)


def kinds(record):
    return [event.kind.partition(".")[2] for event in events_of(record.subject)]


def test_a_manager_gives_gives_again_and_puts_back(waiting, provincial_auditor, colleague):
    assert give(provincial_auditor, waiting, colleague).claimed_by_id == colleague.user_id
    given = give(provincial_auditor, waiting, provincial_auditor)
    assert given.claimed_by_id == provincial_auditor.user_id
    give(provincial_auditor, waiting, colleague)
    give(provincial_auditor, waiting, colleague)  # who has it already: nothing
    actions.release(actor=provincial_auditor, registration=reload(waiting))
    assert reload(waiting).claimed_by_id is None
    assert kinds(waiting)[-4:] == ["assigned", "assigned", "assigned", "released"]
    last, back = events_of(waiting.subject)[-2:]
    assert last.details == {
        "to": [colleague.user_id, colleague.name],
        "from": [provincial_auditor.user_id, provincial_auditor.name],
    }
    assert back.details == {"from": [colleague.user_id, colleague.name]}


def test_a_reviewer_without_management_gives_nothing(waiting, provincial_auditor, colleague):
    with refused("right_missing"):
        give(colleague, waiting, provincial_auditor)
    give(provincial_auditor, waiting, provincial_auditor)
    with refused("not_claimed_by_you"):
        actions.release(actor=colleague, registration=reload(waiting))


def test_what_is_given_blocks_colleagues_and_the_sender(
    waiting, provincial_auditor, colleague, department_reviewer
):
    give(provincial_auditor, waiting, colleague)
    with refused("claimed_by_another") as params:
        move(provincial_auditor, waiting, "accept")
    assert params == {"name": colleague.name}
    with refused("already_claimed"):
        move(department_reviewer, waiting, "take_back")


def test_only_reviewers_of_the_desk_get_something(
    waiting, provincial_auditor, colleague, department_reviewer, stage
):
    enterer = person(stage.province, "enterer", Right.ENTER)
    for somebody in (department_reviewer, enterer):
        with refused("not_a_reviewer"):
            give(provincial_auditor, waiting, somebody)
    User.objects.filter(pk=colleague.user_id).update(is_active=False)
    assert again(colleague) is None
    with refused("not_a_reviewer"):
        give(provincial_auditor, waiting, colleague)
    names = [user.username for user in reviewers_of(provincial_auditor)]
    assert names == ["auditor"]


def test_nobody_is_given_what_they_filed(waiting, provincial_auditor, colleague):
    type(waiting).objects.filter(pk=waiting.pk).update(filer_id=colleague.user_id)
    with refused("files_it") as params:
        give(provincial_auditor, waiting, colleague)
    assert params == {"name": colleague.name}


def test_nothing_is_given_that_lies_elsewhere(record_in, provincial_auditor, stranger):
    for state, actor in (("registered", provincial_auditor), ("recommended", stranger)):
        record = record_in(state, title=state)
        code = "not_claimable_now" if state == "registered" else "not_at_your_desk"
        with refused(code):
            give(actor, record, actor)


def test_what_moved_meanwhile_is_not_given(waiting, provincial_auditor, colleague):
    seen = reload(waiting)
    move(provincial_auditor, waiting, "accept")
    with refused("moved_meanwhile"):
        actions.assign(actor=provincial_auditor, registration=seen, user_id=colleague.user_id)
