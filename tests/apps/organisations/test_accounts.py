"""Accounts: rights as they are now, passwords, and tokens that never exceed their user."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.stage import PASSWORD, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import RefusedError, create_user
from kedeng.apps.organisations.models import ApiToken, User
from kedeng.domain.rights import Right


def kinds(actor):
    return [event.kind for event in events_of(f"user:{actor.user_id}")]


def test_an_actor_has_the_rights_of_the_moment(author):
    user = user_of(author)
    user.rights.create(right="return")
    assert queries.actor_for(user_of(author)).rights == {Right.ENTER, Right.RETURN}
    user.rights.all().delete()
    assert queries.actor_for(user_of(author)).rights == frozenset()


@pytest.mark.parametrize("what", ["user", "organisation"])
def test_who_is_disabled_is_no_actor(what, author):
    user = user_of(author)
    disabled = user if what == "user" else user.organisation
    disabled.is_active = False
    disabled.save()
    assert queries.actor_for(user_of(author)) is None


def test_a_user_is_told_in_history_without_the_password(author):
    [event] = events_of(f"user:{author.user_id}")
    assert (event.kind, event.details["username"], event.details["rights"]) == (
        "user.created",
        "author",
        ["enter"],
    )
    assert PASSWORD not in str(event.details)


def test_an_organisation_has_one_super_administrator(stage):
    def make(username):
        return create_user(
            username=username,
            name="演示",
            organisation=stage.university,
            rights=[Right.MANAGE],
            password=PASSWORD,
            is_super=True,
        )

    make("first")
    with pytest.raises(RefusedError, match="super_there_already"):
        make("second")
    assert User.objects.filter(is_super=True).count() == 1


def test_two_accounts_never_share_a_name(author, stage):
    with pytest.raises(RefusedError, match="username_taken"):
        create_user(
            username="author",
            name="演示",
            organisation=stage.department,
            rights=[],
            password=PASSWORD,
        )


# ── passwords ────────────────────────────────────────────────────────────────────────────────────


def test_a_password_is_changed_by_who_knows_the_old_one(author):
    actions.change_password(actor=author, old=PASSWORD, new="一个新的长口令 山高")
    assert user_of(author).check_password("一个新的长口令 山高")
    assert kinds(author)[-1] == "account.password_changed"


def test_a_wrong_old_password_changes_nothing(author):
    with pytest.raises(RefusedError, match="password_wrong"):
        actions.change_password(actor=author, old="falsch", new="一个新的长口令 山高")
    assert user_of(author).check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["short", "password123", "author1234"])
def test_a_weak_password_is_refused(weak, author):
    with pytest.raises(ValidationError):
        actions.change_password(actor=author, old=PASSWORD, new=weak)


def test_a_demo_account_keeps_its_password(author):
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    with pytest.raises(RefusedError, match="password_locked"):
        actions.change_password(actor=author, old=PASSWORD, new="一个新的长口令 山高")
    assert user_of(author).check_password(PASSWORD)


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────


def test_a_token_is_shown_once_and_kept_as_a_digest(author):
    token = actions.issue_token(actor=author, label="实验室脚本")
    row = ApiToken.objects.get()
    assert token.startswith("kd_")
    assert len(token) == 43
    assert token not in {str(value) for value in vars(row).values()}
    assert (row.label, row.hint) == ("实验室脚本", token[-6:])
    assert queries.user_of_token(token) == user_of(author)


def test_a_token_never_exceeds_its_users_present_rights(author):
    token = actions.issue_token(actor=author, label="")
    user_of(author).rights.all().delete()
    assert queries.actor_for(queries.user_of_token(token)).rights == frozenset()
    User.objects.filter(pk=author.user_id).update(is_active=False)
    assert queries.user_of_token(token) is None


def test_a_token_of_a_closed_organisation_opens_nothing(author, stage):
    token = actions.issue_token(actor=author, label="")
    stage.university.is_active = False
    stage.university.save()
    assert queries.actor_for(queries.user_of_token(token)) is None


def test_a_revoked_token_opens_nothing(author):
    token = actions.issue_token(actor=author, label="旧")
    [row] = queries.tokens_of(author)
    actions.revoke_token(actor=author, token_id=row.pk)
    assert (queries.user_of_token(token), queries.tokens_of(author)) == (None, [])
    actions.revoke_token(actor=author, token_id=row.pk)  # a second time is no event
    assert kinds(author) == ["user.created", "account.token_issued", "account.token_revoked"]


def test_the_listed_token_of_a_demo_account_is_not_revoked(author):
    token = actions.issue_token(actor=author, label="演示")
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    [row] = queries.tokens_of(author)
    with pytest.raises(RefusedError, match="token_locked"):
        actions.revoke_token(actor=author, token_id=row.pk)
    assert queries.user_of_token(token) == user_of(author)


def test_the_day_of_a_tokens_use_is_written_once(author, django_assert_num_queries):
    token = actions.issue_token(actor=author, label="")
    assert ApiToken.objects.get().last_used_on is None
    assert actions.use_token(token).user == user_of(author)
    assert ApiToken.objects.get().last_used_on == timezone.localdate()
    with django_assert_num_queries(2):  # token and rights
        actions.use_token(token)


def test_nobody_revokes_anothers_token(author, stranger):
    token = actions.issue_token(actor=author, label="")
    [row] = queries.tokens_of(author)
    actions.revoke_token(actor=stranger, token_id=row.pk)
    assert queries.user_of_token(token) is not None
    assert queries.tokens_of(stranger) == []


@pytest.mark.parametrize("token", ["", "kd_", "kd_" + "0" * 40, "Bearer x"])
def test_an_unknown_token_opens_nothing(token, db):
    assert queries.user_of_token(token) is None
