"""A login name is one, whatever its capitals: at every door, and in the database itself."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from tests.stage import person, superior, user_of

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries.applications import proposed_username
from kedeng.domain.rights import Right

TWINS = import_module("kedeng.apps.organisations.migrations.0010_login_name_once").refuse_twins


@pytest.fixture
def zhang(stage):
    return user_of(person(stage.university, "Zhang.San", Right.ENTER))


@pytest.mark.parametrize("typed", ["Zhang.San", "zhang.san", "ZHANG.SAN"])
def test_an_account_is_found_by_any_spelling(typed, zhang):
    assert User.objects.get_by_natural_key(typed) == zhang
    assert queries.member_named(zhang.organisation, typed, zhang.name) == zhang


def test_nobody_gets_a_login_name_that_differs_in_capitals_alone(stage, zhang):
    with pytest.raises(actions.RefusedError, match="username_taken"):
        actions.define_user(
            actor=superior(stage.university),
            organisation=stage.university,
            username="zhang.SAN",
            name="演示李",
            rights=[],
        )
    assert proposed_username("zhang.san", "张三") == "zhang.san2"


def test_the_database_refuses_a_second_spelling(stage, zhang):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="zhang.san", name="演示李", organisation=stage.university)


def test_a_code_is_redeemed_under_any_spelling(stage, zhang):
    code = actions.issue_code(actor=None, user=zhang, reason="忘记密码")
    code_id = actions.redeem_code(username="ZHANG.san", typed=code)
    assert zhang.activation_codes.get().pk == code_id


def test_the_migration_names_who_must_be_renamed(stage, zhang):
    with connection.cursor() as cursor:
        cursor.execute("drop index login_name_once")
    here = SimpleNamespace(connection=connection)
    TWINS(apps, here)
    User.objects.create(username="zhang.san", name="演示李", organisation=stage.university)
    with pytest.raises(ValueError, match=r"Zhang\.San = zhang\.san"):
        TWINS(apps, here)
