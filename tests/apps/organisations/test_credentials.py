"""First credentials: issued by the level above, used once by their holder, known to nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.stage import PASSWORD, person, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import OutOfReachError, Proof, ProofKind, RefusedError
from kedeng.apps.organisations.models import ActivationCode, ExternalIdentity, User
from kedeng.domain.activation import Activation
from kedeng.domain.rights import Right

GOOD = "山高水长书声远近相闻"


@pytest.fixture
def manager(stage):
    """Somebody of the university who manages and files, and is no super administrator."""
    return person(stage.university, "manager", Right.ENTER, Right.MANAGE)


@pytest.fixture
def newcomer(stage):
    """An account of the university without any credential."""
    return actions.create_user(
        username="newcomer",
        name="演示新人",
        organisation=stage.university,
        rights=[Right.ENTER],
        password=None,
    )


def supers(organisation, username="boss"):
    return queries.actor_for(
        actions.create_user(
            username=username,
            name="演示超管",
            organisation=organisation,
            rights=[],
            password=PASSWORD,
            is_super=True,
        )
    )


def activation_of(user):
    return Activation(queries.with_activation(User.objects.filter(pk=user.pk)).get().activation)


def refusal_of(username, code):
    with pytest.raises(RefusedError) as caught:
        actions.redeem_code(username=username, typed=code)
    return caught.value.code


def activate(user, code, new=GOOD):
    code_id = actions.redeem_code(username=user.username, typed=code)
    return actions.set_own_password(proof=Proof(ProofKind.ISSUED, code_id), new=new)


# ── issuing ──────────────────────────────────────────────────────────────────────────────────────


def test_a_code_is_eighty_bits_in_groups_kept_as_a_digest(manager, newcomer):
    code = actions.issue_code(actor=manager, user=newcomer)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
    row = ActivationCode.objects.get()
    assert row.attempts_left == 5
    assert row.expires_at - row.issued_at == timedelta(days=7)
    assert code.replace("-", "") not in {str(value) for value in vars(row).values()}
    assert len({actions.issue_code(actor=manager, user=newcomer) for _ in range(20)}) == 20


def test_the_days_of_a_code_are_a_setting(manager, newcomer, settings):
    settings.ACTIVATION_DAYS = 30
    actions.issue_code(actor=manager, user=newcomer)
    row = ActivationCode.objects.get()
    assert row.expires_at - row.issued_at == timedelta(days=30)


def test_each_level_issues_for_the_next(stage, newcomer):
    province = supers(stage.province)
    department = supers(stage.department, "below")
    actions.issue_code(actor=province, user=user_of(department), reason="忘记密码，已电话核实")
    with pytest.raises(OutOfReachError):
        actions.issue_code(actor=province, user=newcomer)
    with pytest.raises(RefusedError, match="not_yourself"):
        actions.issue_code(actor=province, user=user_of(province), reason="x")


def test_a_manager_takes_nobody_over_who_holds_more(manager, unit_clerk):
    with pytest.raises(RefusedError, match="not_grantable"):
        actions.issue_code(actor=manager, user=user_of(unit_clerk), reason="x")
    assert user_of(unit_clerk).check_password(PASSWORD)


@pytest.mark.parametrize("starts", [0, 5])
def test_a_manager_takes_nobody_over_to_whom_more_is_lent(
    stage, manager, author, unit_clerk, starts
):
    day = timezone.localdate() + timedelta(days=starts)
    actions.deputise(
        actor=supers(stage.university),
        giver=user_of(unit_clerk),
        deputy=user_of(author),
        from_day=day,
        through_day=day,
    )
    with pytest.raises(RefusedError, match="not_grantable"):
        actions.issue_code(actor=manager, user=user_of(author), reason="x")
    assert user_of(author).check_password(PASSWORD)


def test_a_superior_of_another_branch_issues_nothing(stage, newcomer, stranger):
    with pytest.raises(OutOfReachError):
        actions.issue_code(actor=stranger, user=newcomer)


def test_who_was_active_gets_a_new_code_for_a_recorded_reason_only(manager, author):
    with pytest.raises(RefusedError, match="reason_missing"):
        actions.issue_code(actor=manager, user=user_of(author))
    actions.issue_code(actor=manager, user=user_of(author), reason="忘记密码，已当面核实")
    assert not user_of(author).has_usable_password()
    assert activation_of(user_of(author)) is Activation.ISSUED


def test_a_new_code_closes_every_other_way_in(manager, author):
    token = actions.issue_token(actor=author, label="程序")
    actions.bind_identity(actor=author, issuer="https://portal.example", subject="s", name="某人")
    letter = actions.ask_to_confirm(actor=author, address="old@example.org")
    actions.confirm_address(actor=author, typed=letter.code)
    sent = actions.ask_to_recover(username="author")
    code = actions.issue_code(actor=manager, user=user_of(author), reason="换人")
    assert queries.user_of_token(token) is None
    assert not ExternalIdentity.objects.exists()
    assert activate(user_of(author), code).recovery_email == ""
    assert actions.ask_to_recover(username="author") is None
    with pytest.raises(RefusedError, match="mail_code_refused"):
        actions.redeem_recovery_code(username="author", typed=sent.code)


def test_an_issue_is_told_at_both_levels_without_the_code(stage, newcomer):
    actor = supers(stage.university)
    code = actions.issue_code(actor=actor, user=newcomer)
    told = [
        events_of(f"user:{newcomer.pk}")[-1],
        events_of(f"organisation:{stage.university.pk}")[-1],
    ]
    assert [event.kind for event in told] == ["credential.issued", "credential.issued"]
    assert {event.actor_id for event in told} == {actor.user_id}
    assert code not in str([event.details for event in told])


def test_a_suspended_account_and_a_shared_one_get_no_code(manager, newcomer):
    User.objects.filter(pk=newcomer.pk).update(password_locked=True)
    with pytest.raises(RefusedError, match="password_locked"):
        actions.issue_code(actor=manager, user=newcomer)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    with pytest.raises(RefusedError, match="user_suspended"):
        actions.issue_code(actor=manager, user=newcomer)


# ── using ────────────────────────────────────────────────────────────────────────────────────────


def test_a_code_lets_its_holder_choose_the_password_once(manager, newcomer):
    code = actions.issue_code(actor=manager, user=newcomer)
    assert activation_of(newcomer) is Activation.ISSUED
    assert activate(newcomer, code).check_password(GOOD)
    assert activation_of(newcomer) is Activation.ACTIVE
    assert refusal_of("newcomer", code) == "code_refused"
    assert [event.kind for event in events_of(f"user:{newcomer.pk}")[1:]] == [
        "credential.issued",
        "account.activated",
        "credential.refused",
    ]


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: code.replace("-", " "), "　{}　".format]
)
def test_a_code_may_be_typed_as_people_type(change, manager, newcomer):
    assert activate(newcomer, change(actions.issue_code(actor=manager, user=newcomer)))


def test_a_reissue_withdraws_the_earlier_code(manager, newcomer):
    first = actions.issue_code(actor=manager, user=newcomer)
    second = actions.issue_code(actor=manager, user=newcomer)
    assert refusal_of("newcomer", first) == "code_refused"
    assert activate(newcomer, second)


def test_a_frozen_code_opens_nothing(manager, newcomer):
    code = actions.issue_code(actor=manager, user=newcomer)
    actions.freeze_code(actor=manager, user=newcomer, reason="纸条丢失")
    assert refusal_of("newcomer", code) == "code_refused"
    assert activation_of(newcomer) is Activation.NOT_ISSUED
    assert events_of(f"user:{newcomer.pk}")[-2].kind == "credential.frozen"


def test_the_sixth_try_is_refused_even_with_the_right_code(manager, newcomer):
    code = actions.issue_code(actor=manager, user=newcomer)
    wrong = "0000-0000-0000-0000"
    assert [refusal_of("newcomer", wrong) for _ in range(5)] == ["code_refused"] * 5
    assert refusal_of("newcomer", code) == "code_refused"
    assert activation_of(newcomer) is Activation.EXPIRED


def test_an_expired_code_tells_its_holder_alone_whom_to_ask(stage, manager, newcomer):
    stage.university.contact_name, stage.university.contact_phone = "演示老师", "0351-1"
    stage.university.save()
    code = actions.issue_code(actor=manager, user=newcomer)
    ActivationCode.objects.update(expires_at=timezone.now())
    assert refusal_of("newcomer", "0000-0000-0000-0000") == "code_refused"
    with pytest.raises(RefusedError, match="code_expired") as caught:
        actions.redeem_code(username="newcomer", typed=code)
    assert caught.value.params == {"contact": "演示大学 演示老师 0351-1"}


def test_nobody_else_uses_a_code(manager, newcomer, stage):
    other = person(stage.university, "other", Right.ENTER)
    code = actions.issue_code(actor=manager, user=newcomer)
    assert refusal_of(other.name, code) == refusal_of("nobody", code) == "code_refused"
    assert ActivationCode.objects.get().attempts_left == 5


def test_a_code_withdrawn_while_the_password_is_typed_sets_nothing(manager, newcomer):
    code_id = actions.redeem_code(
        username="newcomer", typed=actions.issue_code(actor=manager, user=newcomer)
    )
    actions.freeze_code(actor=manager, user=newcomer)
    with pytest.raises(RefusedError, match="code_gone"):
        actions.set_own_password(proof=Proof(ProofKind.ISSUED, code_id), new=GOOD)
    assert not User.objects.get(pk=newcomer.pk).has_usable_password()


def test_a_weak_password_leaves_the_code_as_it_was(manager, newcomer):
    code = actions.issue_code(actor=manager, user=newcomer)
    with pytest.raises(ValidationError):
        activate(newcomer, code, "123456")
    assert activate(newcomer, code)
