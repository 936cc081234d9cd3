"""Which passwords are taken: two policies, no common ones, no words of the context."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.stage import PASSWORD, superior, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.organisations.passwords import common_passwords
from kedeng.apps.organisations.queries import password_due_on, password_policy_of
from kedeng.domain.passwords import DENGBAO, MODERN


def reasons(actor, password):
    try:
        validate_password(password, user_of(actor))
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        "山高水长书声远近相闻",
        "correct horse battery",
        "x7" * 5 + "kQz!",
        "长" * 3 + "夜难明赤县天百年魔怪舞翩跹" * 5,
    ],
)
def test_a_filer_needs_ten_characters_and_no_kinds(password, author):
    assert reasons(author, password) == []


def test_a_password_of_more_than_64_characters_is_taken_whole(author):
    password = "云山苍苍，江水泱泱，先生之风，山高水长。" * 4
    assert len(password) > 64
    assert reasons(author, password) == []
    user = user_of(author)
    user.set_password(password)
    assert not user.check_password(password[:-1])
    assert reasons(author, "长" * 257) == ["密码有 257 个字符，最多 256 个。"]


def test_a_short_password_says_how_short(author, department_reviewer):
    assert reasons(author, "山高水长书")[0].startswith("密码有 5 个字符，至少要 10 个。")
    assert reasons(department_reviewer, "Xk7!pQ2z#mN")[0].startswith(
        "密码有 11 个字符，至少要 12 个。"
    )


@pytest.mark.parametrize("password", ["1234567890", "qwertyuiop", "iloveyou123", "password12"])
def test_a_common_password_is_refused(password, author):
    assert len(common_passwords()) > 40_000
    assert "很多人都在用" in "".join(reasons(author, password))


@pytest.mark.parametrize(
    "password", ["aaaaaaaaaaaaaa", "abcabcabcabc", "1234567890ab", "Abcd1234!@#$"]
)
def test_a_pattern_is_refused(password, author):
    assert "程序很快就能猜到" in "".join(reasons(author, password))


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("演示大学万岁万岁万万岁", "演示大学"),
        ("YanShiDaXue#mountain", "演示大学"),
        ("qq-ysdx-mountain-7", "演示大学"),
        ("my-author-mountain", "author"),
        ("mountain-KJCG-river", "kjcg"),
        ("成果登记山高水长书声远近", "成果登记"),
        ("mountain-river-1987", "1987"),
        ("山高水长20260115书声", "2026"),
        ("演示省山高水长书声远近", "演示"),
    ],
)
def test_a_word_of_the_context_is_named(password, word, author):
    assert reasons(author, password)[0].startswith(f"密码里不能有“{word}”")


def test_the_words_of_the_whole_university_count_in_its_faculty(author, stage):
    faculty = Organisation.objects.create(name="物理系", rank=4, parent=stage.university)
    User.objects.filter(pk=author.user_id).update(organisation=faculty)
    assert reasons(author, "wulixi-mountain-x")[0].startswith("密码里不能有“物理系”")
    assert reasons(author, "yanshidaxue-mountain")[0].startswith("密码里不能有“演示大学”")


def test_who_reviews_needs_three_kinds_or_a_long_passphrase(department_reviewer):
    assert "密码只用了 2 类字符" in reasons(department_reviewer, "mountainriver7")[0]
    assert reasons(department_reviewer, "Mountain-river7") == []
    assert reasons(department_reviewer, "mountain river cloud moon") == []


# ── which policy, and its age ────────────────────────────────────────────────────────────────────


def test_reviewers_and_managers_follow_dengbao_and_filers_modern(
    author, department_reviewer, settings
):
    assert password_policy_of(user_of(author)) is MODERN
    assert password_policy_of(user_of(department_reviewer)) is DENGBAO
    settings.PASSWORD_POLICY = "dengbao"
    assert password_policy_of(user_of(author)) is DENGBAO


def test_a_body_chooses_for_its_subtree_and_the_stricter_choice_wins(
    author, department_reviewer, stage
):
    top = superior(stage.province)
    actions.choose_password_policy(actor=top, policy="modern")
    assert password_policy_of(user_of(department_reviewer)) is MODERN
    actions.choose_password_policy(actor=superior(stage.university), policy="dengbao")
    assert password_policy_of(user_of(author)) is DENGBAO
    assert password_policy_of(user_of(department_reviewer)) is MODERN
    event = events_of(f"organisation:{stage.province.pk}")[-1]
    assert (event.kind, event.actor_id, event.details) == (
        "organisation.password_policy_chosen",
        top.user_id,
        {"policy": ["", "modern"]},
    )


def test_only_a_province_loosens_and_only_its_super_administrator(stage, provincial_auditor):
    with pytest.raises(RefusedError, match="policy_not_yours"):
        actions.choose_password_policy(actor=superior(stage.university), policy="modern")
    with pytest.raises(RefusedError, match="policy_not_yours"):
        actions.choose_password_policy(actor=superior(stage.province), policy="none")
    with pytest.raises(RefusedError, match="super_only"):
        actions.choose_password_policy(actor=provincial_auditor, policy="dengbao")


def test_a_reviewers_password_is_due_after_180_days_and_a_filers_never(author, department_reviewer):
    set_at = timezone.now()
    User.objects.update(password_set_at=set_at)
    assert password_due_on(user_of(department_reviewer)) == set_at + timedelta(days=180)
    assert password_due_on(user_of(author)) is None


def test_a_shared_account_is_never_due(department_reviewer):
    User.objects.update(password_set_at=timezone.now(), password_locked=True)
    assert password_due_on(user_of(department_reviewer)) is None


# ── changed while somebody else acts ─────────────────────────────────────────────────────────────


class Meanwhile:
    """A validator that judges nothing: while it looks, what `acts` hold happens."""

    acts: ClassVar[list[Callable[[], Any]]] = []

    def validate(self, *_):
        while self.acts:
            self.acts.pop()()


@pytest.fixture
def meanwhile(settings):
    settings.AUTH_PASSWORD_VALIDATORS = [{"NAME": f"{__name__}.Meanwhile"}]
    yield Meanwhile.acts
    Meanwhile.acts.clear()


def test_a_password_that_a_superior_took_away_meanwhile_stays_away(author, stage, meanwhile):
    user, above = user_of(author), superior(stage.university)
    meanwhile.append(lambda: actions.issue_code(actor=above, user=user, reason="账号被盗"))
    with pytest.raises(RefusedError, match="password_wrong"):
        actions.change_password(actor=author, old=PASSWORD, new="山高水长书声远近相闻")
    assert (user_of(author).has_usable_password(), user_of(author).activated_at) == (False, None)


def test_of_two_changes_of_one_password_the_first_counts(author, meanwhile):
    first, second = "山高水长书声远近相闻", "云山苍苍江水泱泱先生之风"
    meanwhile.append(lambda: actions.change_password(actor=author, old=PASSWORD, new=first))
    with pytest.raises(RefusedError, match="password_wrong"):
        actions.change_password(actor=author, old=PASSWORD, new=second)
    assert user_of(author).check_password(first)
