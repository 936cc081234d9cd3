"""Two people press at the same moment: one account, one decision, one receipt."""

import pytest
from tests.at_once import at_once
from tests.stage import set_stage

from kedeng.apps.organisations.actions import RefusedError, create_user
from kedeng.apps.organisations.actions.account_applications import (
    AccountRequest,
    Approval,
    apply_for_account,
    approve_account,
    refuse_account,
)
from kedeng.apps.organisations.models import AccountApplication, Organisation, User
from kedeng.apps.organisations.queries import actor_for, user_by_id
from kedeng.domain.rights import Right
from kedeng.lib.credit_code import check_character

FRONT = "91140000MA0TEXT77"


@pytest.fixture
def stage(committed):
    return set_stage()


@pytest.fixture
def asked(stage) -> AccountRequest:
    return AccountRequest(
        department=stage.department,
        unit_name="演示新公司",
        uscc=FRONT + check_character(FRONT),
        name="李演示",
        phone="0351-0000000",
        email="li@example.org",
        reason="登记成果",
    )


@pytest.fixture
def managers(stage):
    """The department's super administrator and a colleague who manages."""
    made = [
        create_user(
            username=f"manager-{serial}",
            name=f"演示管理员{serial}",
            organisation=stage.department,
            rights=(Right.MANAGE,),
            password=None,
            is_super=serial == 1,
        )
        for serial in (1, 2)
    ]
    return [actor_for(user_by_id(user.pk)) for user in made]


def test_two_decisions_at_once_have_one_effect(asked, managers):
    first, second = managers
    made = apply_for_account(asked=asked, ticket="t", network="")

    def of_the_table() -> AccountApplication:
        return AccountApplication.objects.select_related("addressee", "unit").get(pk=made.pk)

    seen = [of_the_table(), of_the_table()]
    approval = Approval(username="liyanshi")
    told = at_once(
        [
            lambda: approve_account(actor=first, application=seen[0], approval=approval),
            lambda: refuse_account(actor=second, application=seen[1], opinion="不"),
        ]
    )
    (refused,) = [each for each in told if isinstance(each, Exception)]
    assert (type(refused), refused.code) == (RefusedError, "decided_meanwhile")
    approved = of_the_table().state == "approved"
    assert User.objects.filter(name="李演示").count() == int(approved)
    assert Organisation.objects.filter(name="演示新公司").count() == int(approved)


def test_the_same_page_sent_twice_at_once_gives_one_application(asked):
    told = at_once([lambda: apply_for_account(asked=asked, ticket="t", network="")] * 2)
    assert AccountApplication.objects.count() == 1
    assert {each.number for each in told} == {AccountApplication.objects.get().number}


def test_the_same_person_at_two_pages_at_once_has_one_application(asked):
    told = at_once(
        [
            lambda: apply_for_account(asked=asked, ticket="one", network=""),
            lambda: apply_for_account(asked=asked, ticket="two", network=""),
        ]
    )
    codes = [each.code for each in told if isinstance(each, RefusedError)]
    assert (codes, AccountApplication.objects.count()) == (["already_applied"], 1)
