"""Somebody leaves: everything open goes to a colleague, then the account ends; or nothing does."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records import reload
from tests.stage import again, person, superior, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import OutOfReachError, RefusedError, deputise
from kedeng.apps.organisations.models import Deputation, User
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.open_records import open_tasks
from kedeng.domain.rights import Right


@pytest.fixture
def university(stage):
    return superior(stage.university)


@pytest.fixture
def heir(stage):
    return person(stage.university, "heir", Right.ENTER, Right.REVIEW)


def leave(actor, leaver, heir):
    return actions.leave(actor=actor, user=user_of(leaver), colleague=user_of(heir), reason="调离")


def lend(actor, giver, deputy):
    today = timezone.localdate()
    days = {"from_day": today, "through_day": today + timedelta(days=9)}
    return deputise(actor=actor, giver=user_of(giver), deputy=user_of(deputy), **days)


def refused_with(code):
    return pytest.raises(RefusedError, match=f"^{code}$")


def test_open_records_go_to_the_colleague(university, author, heir, record_in):
    open_, closed = record_in("returned"), record_in("withdrawn")
    assert list(open_tasks(user_of(author)).filed) == [open_]
    left = leave(university, author, heir)
    assert (left.filed, left.claimed, left.was_super) == (1, 0, False)
    assert (reload(open_).filer, reload(closed).filer) == (user_of(heir), user_of(author))
    assert events_of(open_.subject)[-1].details == {
        "part": "filer",
        "from": [author.user_id, author.name],
        "to": [heir.user_id, heir.name],
    }
    assert again(author) is None


def test_claims_go_to_the_colleague_or_back_to_the_pool(
    university, unit_clerk, heir, record_in, stage, draft
):
    one = record_in("in_review", title="甲")
    own = draft(title="乙", actor=heir)
    actions.move(actor=heir, registration=own, transition="submit", expected_version=0)
    for record in (one, reload(own)):
        actions.claim(actor=unit_clerk, registration=record)
    left = leave(university, unit_clerk, heir)
    assert (left.claimed, left.released) == (1, 1)
    assert reload(one).claimed_by == user_of(heir)
    assert reload(own).claimed_by is None  # nobody reviews what they filed


def test_what_was_lent_ends_and_what_was_borrowed_goes_on(
    university, unit_clerk, author, heir, stage
):
    colleague = person(stage.university, "colleague", Right.RETURN)
    for giver, deputy in ((author, heir), (colleague, author)):
        lend(university, giver, deputy)
    left = leave(university, author, heir)
    live = Deputation.objects.filter(ended_at=None).values_list("giver", "deputy")
    assert (left.deputations, left.lapsed, list(live)) == (
        2,
        (),
        [(colleague.user_id, heir.user_id)],
    )
    assert again(heir).rights == {Right.ENTER, Right.REVIEW, Right.RETURN}


def test_the_super_administrator_leaves_the_role_behind(university, heir, stage):
    assert leave(university, university, heir).was_super
    assert (again(university), again(heir).is_super) == (None, True)


def test_the_body_above_lets_a_childs_super_administrator_go(university, heir, stage):
    assert leave(superior(stage.department), university, heir).was_super
    assert User.objects.get(organisation=stage.university, is_super=True) == user_of(heir)


def test_a_leave_that_fails_changes_nothing(university, author, stage, draft, monkeypatch):
    record = draft()
    reviewer = person(stage.university, "reviewer-only", Right.REVIEW)
    with refused_with("colleague_lacks"):
        leave(university, author, reviewer)
    assert (reload(record).filer, again(author)) == (user_of(author), author)


def test_the_whole_act_is_one(university, author, heir, stage, draft):
    record = draft()
    lender = person(stage.university, "lender", Right.RETURN)
    lend(university, lender, author)
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    with refused_with("account_shared"):  # at the very end
        leave(university, author, heir)
    assert (reload(record).filer, again(author) is None) == (user_of(author), False)
    live = Deputation.objects.filter(ended_at=None).values_list("giver", "deputy")
    assert list(live) == [(lender.user_id, author.user_id)]


def test_what_the_colleague_stands_in_for_already_is_not_lent_twice(
    university, author, heir, stage
):
    lender = person(stage.university, "lender", Right.RETURN)
    for deputy in (author, heir):
        lend(university, lender, deputy)
    left = leave(university, author, heir)
    live = Deputation.objects.filter(ended_at=None).values_list("giver", "deputy")
    assert (left.deputations, left.lapsed, again(author)) == (1, (lender.name,), None)
    assert list(live) == [(lender.user_id, heir.user_id)]


def drop_rights(lender):
    user_of(lender).rights.all().delete()


def suspend(lender):
    User.objects.filter(pk=lender.user_id).update(is_active=False)


@pytest.mark.parametrize("since", [drop_rights, suspend])
def test_what_nobody_could_lend_today_ends_with_the_leaver(since, university, author, heir, stage):
    lender = person(stage.university, "lender", Right.RETURN)
    lend(university, lender, author)
    since(lender)
    left = leave(university, author, heir)
    assert (left.lapsed, again(author)) == ((lender.name,), None)
    assert not Deputation.objects.filter(ended_at=None).exists()


def test_what_the_manager_may_not_hand_on_ends_with_the_leaver(university, author, heir, stage):
    manager = person(stage.university, "manager", Right.MANAGE, Right.ENTER)
    lender = person(stage.university, "lender", Right.RETURN)
    lend(university, lender, author)
    left = leave(manager, author, heir)
    assert (left.lapsed, again(author)) == ((lender.name,), None)


@pytest.mark.parametrize("who", ["department_reviewer", "author"])
def test_only_a_colleague_takes_over(who, request, university, author):
    with refused_with("other_body"):
        leave(university, author, request.getfixturevalue(who))


def test_nobody_lets_people_of_another_body_go(author, heir, stranger, stage):
    with pytest.raises(OutOfReachError):
        leave(stranger, author, heir)
    with pytest.raises(OutOfReachError):
        leave(superior(stage.department), author, heir)


def test_a_manager_is_let_go_by_another(heir, stage):
    manager = person(stage.university, "manager", Right.MANAGE)
    with refused_with("not_yourself"):
        leave(manager, manager, heir)
