"""代办: lent from one day through another, what the giver holds at that moment, never 管理."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.stage import again, person, superior, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import OutOfReachError, RefusedError
from kedeng.apps.organisations.models import Deputation
from kedeng.domain.rights import Right


def day(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def university(stage):
    return superior(stage.university)


@pytest.fixture
def lend(university, unit_clerk, author):
    """Lend the clerk's rights to the author: `lend(0, 3)` from today for four days."""

    def make(first, last, actor=None, giver=unit_clerk, deputy=author):
        return actions.deputise(
            actor=actor or university,
            giver=user_of(giver),
            deputy=user_of(deputy),
            from_day=day(first),
            through_day=day(last),
            reason="出差",
        )

    return make


def refused_with(code):
    return pytest.raises(RefusedError, match=f"^{code}$")


@pytest.mark.parametrize(
    ("first", "last", "lent"), [(0, 0, True), (-3, 0, True), (0, 9, True), (1, 9, False)]
)
def test_it_begins_and_ends_by_the_day(first, last, lent, lend, author):
    lend(first, last)
    assert (Right.REVIEW in again(author).rights) is lent


def test_it_is_over_the_day_after(lend, author):
    Deputation.objects.filter(pk=lend(-3, 0).pk).update(through_day=day(-1))
    assert again(author).rights == {Right.ENTER}


def test_managing_is_never_lent(lend, unit_clerk, author):
    user_of(unit_clerk).rights.create(right="manage")
    lend(0, 3)
    assert again(author).rights == {Right.ENTER, Right.REVIEW, Right.FORWARD, Right.RETURN}


def test_what_the_giver_loses_the_deputy_loses(lend, unit_clerk, author):
    lend(0, 3)
    user_of(unit_clerk).rights.filter(right="review").delete()
    assert Right.REVIEW not in again(author).rights


def test_it_is_ended_at_once(lend, university, author):
    actions.end_deputation(actor=university, deputation=lend(0, 3))
    assert again(author).rights == {Right.ENTER}
    kinds = [event.kind for event in events_of(f"user:{author.user_id}")]
    assert kinds[-2:] == ["user.deputation_begun", "user.deputation_ended"]
    assert events_of(f"user:{author.user_id}")[-1].details["giver"][1] == "演示clerk"


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (3, 1, "days_in_wrong_order"),
        (-9, -1, "days_in_the_past"),
        (0, 400, "deputation_too_long"),
    ],
)
def test_impossible_days_are_refused(first, last, code, lend):
    with refused_with(code):
        lend(first, last)


def test_the_same_two_have_one_at_a_time(lend):
    lend(0, 3)
    with refused_with("deputation_there_already"):
        lend(3, 9)
    lend(4, 9)


def test_a_manager_lends_on_nothing_that_he_does_not_hold(lend, stage):
    manager = person(stage.university, "manager", Right.MANAGE)
    with refused_with("not_grantable"):
        lend(0, 3, actor=manager)


def test_what_is_lent_is_used_and_not_handed_on(lend, stage, unit_clerk, author):
    manager = person(stage.university, "manager", Right.MANAGE)
    lend(0, 3, deputy=manager)
    manager = again(manager)
    assert (Right.REVIEW in manager.rights, Right.REVIEW in manager.lent) == (True, True)
    with refused_with("not_grantable"):
        actions.define_user(
            actor=manager,
            organisation=stage.university,
            username="friend",
            name="演示友人",
            rights=[Right.REVIEW],
        )
    with refused_with("not_grantable"):
        actions.set_rights(
            actor=manager,
            user=user_of(author),
            rights=[Right.ENTER, Right.REVIEW],
            expected=[Right.ENTER],
        )
    with refused_with("not_grantable"):
        lend(0, 3, actor=manager)
    with refused_with("not_grantable"):  # the giver's own account is not the deputy's to take over
        actions.issue_code(actor=manager, user=user_of(unit_clerk), reason="x")


def test_what_somebody_holds_too_is_not_lent(lend, university, stage):
    manager = person(stage.university, "manager", Right.MANAGE, Right.REVIEW)
    lend(0, 3, deputy=manager)
    assert again(manager).lent == {Right.ENTER, Right.FORWARD, Right.RETURN}


def test_only_colleagues_stand_in_for_each_other(lend, department_reviewer, stranger, author):
    with refused_with("other_body"):
        lend(0, 3, giver=department_reviewer)
    with pytest.raises(OutOfReachError):
        lend(0, 3, deputy=stranger)
    with refused_with("other_body"):
        lend(0, 3, giver=author)


def test_who_holds_nothing_lends_nothing(lend, stage):
    with refused_with("nothing_to_lend"):
        lend(0, 3, giver=person(stage.university, "manager", Right.MANAGE))


def test_a_deputation_of_a_foreign_body_is_not_found(lend, stranger, university):
    made = lend(0, 3)
    assert queries.deputation_for(stranger, made.pk) is None
    assert queries.deputation_for(university, made.pk) == made
    with pytest.raises(OutOfReachError):
        actions.end_deputation(actor=stranger, deputation=made)
