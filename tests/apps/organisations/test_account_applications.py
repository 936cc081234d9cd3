"""Applications for an account: whose inbox, what an approval creates, who is refused."""

import pytest
from django.utils import timezone
from tests.stage import Stage, person

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import RefusedError, create_organisation, create_user
from kedeng.apps.organisations.actions.account_applications import (
    AccountRequest,
    Approval,
    apply_for_account,
    approve_account,
    refuse_account,
)
from kedeng.apps.organisations.models import AccountApplication, Organisation, User
from kedeng.apps.organisations.queries import actor_for, user_by_id
from kedeng.apps.organisations.queries.applications import (
    MOST_AN_HOUR,
    account_application_for,
    account_inbox,
    proposed_username,
)
from kedeng.apps.organisations.queries.directory import departments_of, units_to_ask
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.lib.credit_code import check_character

FRONT = "91140000MA0TEXT77"
CODE = FRONT + check_character(FRONT)


@pytest.fixture
def super_of():
    """Give a factory of super administrators: `super_of(stage.department)`."""

    def make(organisation: Organisation) -> Actor:
        user = create_user(
            username=f"super-{organisation.pk}",
            name="演示管理员",
            organisation=organisation,
            rights=(),
            password=None,
            is_super=True,
        )
        return actor_for(user_by_id(user.pk))

    return make


@pytest.fixture
def apply(stage: Stage):
    """Give a factory of applications: `apply(unit=…, unit_name=…, name=…)`."""
    serial = iter(range(1000))

    def make(*, ticket=None, network="n", **more) -> AccountApplication:
        given = {
            "department": stage.department,
            "uscc": CODE,
            "name": "李演示",
            "phone": "0351-0000000",
            "email": "li@example.org",
            "reason": "登记本人成果",
            **more,
        }
        if "unit" not in given:
            given.setdefault("unit_name", "演示新公司")
        asked = AccountRequest(**given)
        return apply_for_account(asked=asked, ticket=ticket or f"t{next(serial)}", network=network)

    return make


def refusal_of(call, *args, **given) -> str:
    with pytest.raises(RefusedError) as caught:
        call(*args, **given)
    return caught.value.code


# ── whose inbox ──────────────────────────────────────────────────────────────────────────────────


def test_an_application_lands_with_the_department_alone(stage, apply, super_of, stranger):
    manager, above = super_of(stage.department), super_of(stage.province)
    application = apply()
    assert list(account_inbox(manager)) == [application]
    assert [list(account_inbox(each)) for each in (above, stranger)] == [[], []]
    assert account_application_for(stranger, application.number) is None


def test_who_does_not_manage_has_no_inbox(stage, apply, department_reviewer):
    apply()
    assert list(account_inbox(department_reviewer)) == []


def test_a_unit_with_a_managed_office_decides_itself(stage, apply, super_of):
    lonely = apply(unit=stage.university, name="甲")  # nobody manages its office yet
    clerk = super_of(stage.university)
    asleep = apply(unit=stage.university, name="丙")  # the code has not been used yet
    User.objects.filter(pk=clerk.user_id).update(activated_at=timezone.now())
    managed = apply(unit=stage.university, name="乙")
    assert (lonely.addressee, asleep.addressee) == (stage.department, stage.department)
    assert managed.addressee == stage.university
    assert list(account_inbox(clerk)) == [managed]


def test_a_unit_named_by_hand_that_is_there_is_found(stage, apply):
    assert apply(unit_name="演示 大学").unit == stage.university


def test_only_open_departments_and_their_units_are_offered(stage):
    district = create_organisation(name="演示区科技局", rank=3, parent=stage.department)
    small = create_organisation(name="演示小公司", rank=4, parent=district, has_office=False)
    assert set(departments_of(stage.province)) == {stage.department, district}
    assert list(units_to_ask(stage.department)) == [stage.university]
    assert list(units_to_ask(district, text="小 公")) == [small]
    assert list(departments_of(stage.other_province, text="教育")) == []


# ── what is taken in ─────────────────────────────────────────────────────────────────────────────


def test_the_same_page_sent_twice_gives_one_application(apply):
    assert apply(ticket="once") == apply(ticket="once")
    assert AccountApplication.objects.count() == 1


def test_a_second_application_of_the_same_person_is_refused_while_one_waits(stage, apply, super_of):
    first = apply()
    assert refusal_of(apply, name="李 演示") == "already_applied"
    assert apply(name="王演示").name == "王演示"
    refuse_account(actor=super_of(stage.department), application=first, opinion="请补充理由")
    assert apply().state == "pending"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"unit_name": " "}, "unit_missing"),
        ({"uscc": CODE[:-1] + "!"}, "uscc_wrong"),
        ({"name": ""}, "name_missing"),
        ({"phone": ""}, "phone_missing"),
        ({"email": "nobody"}, "email_wrong"),
        ({"reason": ""}, "reason_missing"),
    ],
)
def test_what_is_missing_is_refused(apply, wrong, code):
    assert refusal_of(apply, **wrong) == code
    assert not AccountApplication.objects.exists()


def test_a_foreign_unit_or_no_department_is_not_found(stage, apply):
    assert refusal_of(apply, unit=stage.other_unit) == "not_found"
    assert refusal_of(apply, department=stage.province) == "not_found"


def test_a_network_that_floods_is_stopped_and_others_are_not(apply):
    for serial in range(MOST_AN_HOUR):
        apply(name=f"演示{serial}", network="robot")
    assert refusal_of(apply, name="又一个", network="robot") == "too_many_applications"
    assert apply(name="旁人", network="elsewhere").state == "pending"


# ── decisions ────────────────────────────────────────────────────────────────────────────────────


def test_an_approval_creates_the_unit_and_a_filer_without_a_password(stage, apply, super_of):
    application = apply()
    user = approve_account(
        actor=super_of(stage.department),
        application=application,
        approval=Approval(username="li.yanshi"),
    )
    actor = actor_for(user_by_id(user.pk))
    unit = user.organisation
    assert (unit.name, unit.rank, unit.parent, unit.has_office, unit.uscc) == (
        *("演示新公司", 4, stage.department, False),
        CODE,
    )
    assert (actor.rights, actor.is_super) == (frozenset({Right.ENTER}), False)
    assert not user.has_usable_password()
    application.refresh_from_db()
    assert (application.state, application.user, application.unit) == ("approved", user, unit)
    kinds = [event.kind for event in events_of(f"account_application:{application.number}")]
    assert kinds == ["account_application.sent", "account_application.decided"]


def test_a_one_person_unit_has_one_account_that_manages_and_files(stage, apply, super_of):
    approval = Approval(username="li.yanshi", as_super=True)
    user = approve_account(actor=super_of(stage.department), application=apply(), approval=approval)
    actor = actor_for(user_by_id(user.pk))
    assert (actor.rights, actor.is_super) == (frozenset({Right.ENTER, Right.MANAGE}), True)


def test_a_super_administrator_who_never_came_in_gives_way(stage, apply, super_of):
    asleep = super_of(stage.university)
    approval = Approval(username="li.yanshi", as_super=True)
    given = {"actor": super_of(stage.department), "application": apply(unit=stage.university)}
    user = approve_account(**given, approval=approval)
    assert (user.organisation, user.is_super) == (stage.university, True)
    assert user_by_id(asleep.user_id).is_super is False


def test_nobody_hands_on_what_he_or_she_does_not_hold(stage, apply):
    small = create_organisation(
        name="演示小公司", rank=4, parent=stage.department, has_office=False
    )
    application = apply(unit=small)
    manager = person(stage.department, "manager", Right.MANAGE)
    filing = person(stage.department, "filing-manager", Right.MANAGE, Right.ENTER)
    given = {"application": application, "approval": Approval(username="li.yanshi")}
    assert refusal_of(approve_account, actor=manager, **given) == "not_grantable"
    assert approve_account(actor=filing, **given).organisation == small


def test_a_new_unit_is_the_super_administrators_to_define(stage, apply):
    filing = person(stage.department, "filing-manager", Right.MANAGE, Right.ENTER)
    given = {"application": apply(), "approval": Approval(username="li.yanshi")}
    assert refusal_of(approve_account, actor=filing, **given) == "super_only"
    assert not Organisation.objects.filter(name="演示新公司").exists()


def test_a_stranger_decides_nothing(stage, apply, super_of, department_reviewer):
    application = apply()
    given = {"application": application, "approval": Approval(username="li.yanshi")}
    for actor in (super_of(stage.other_province), super_of(stage.province)):
        assert refusal_of(approve_account, actor=actor, **given) == "not_found"
        refused = {"application": application, "opinion": "不"}
        assert refusal_of(refuse_account, actor=actor, **refused) == "not_found"
    assert refusal_of(approve_account, actor=department_reviewer, **given) == "manage_missing"


def test_of_two_decisions_the_first_counts(stage, apply, super_of):
    application, manager = apply(), super_of(stage.department)
    seen_by_both = AccountApplication.objects.get(pk=application.pk)
    approval = Approval(username="li.yanshi")
    approve_account(actor=manager, application=application, approval=approval)
    given = {"actor": manager, "application": seen_by_both}
    assert refusal_of(refuse_account, **given, opinion="不") == "decided_meanwhile"
    again = Approval(username="li.yanshi2")
    assert refusal_of(approve_account, **given, approval=again) == "decided_meanwhile"
    assert User.objects.filter(name="李演示").count() == 1


def test_a_namesake_is_pointed_out_before_a_second_account_is_made(stage, apply, super_of):
    manager = super_of(stage.department)
    first = apply()
    approve_account(actor=manager, application=first, approval=Approval(username="li.one"))
    second = apply()
    given = {"actor": manager, "application": second}
    one = Approval(username="li.two")
    assert refusal_of(approve_account, **given, approval=one) == "account_exists"
    assert second.unit == AccountApplication.objects.get(pk=first.pk).unit
    approve_account(**given, approval=Approval(username="li.two", is_another=True))
    assert User.objects.filter(name="李演示").count() == 2


def test_a_refusal_needs_a_reason(stage, apply, super_of):
    given = {"actor": super_of(stage.department), "application": apply()}
    assert refusal_of(refuse_account, **given, opinion="") == "reason_missing"


def test_a_login_name_is_proposed_that_is_free(stage):
    assert proposed_username("li.yanshi", "李演示") == "li.yanshi"
    person(stage.university, "liyanshi")
    assert proposed_username("", "李演示") == "liyanshi2"
