"""Where a profile asks for it, a name is compared with the contract's of a listed project (B26)."""

import pytest
from tests.apps.expected.test_matching import name_project
from tests.records import move, publicity, refused, reload

from kedeng.apps.expected.models import ExpectedItem
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.judgement import judge

PLACE = ("title_not_of_contract", "overview.achievement_name")


@pytest.fixture
def named(draft, author, department_reviewer, listed):
    """A draft of a project that the department has on its list under another title."""
    listed(department_reviewer, number="2025—ＹＦ 01", name="演示任务书名称")
    return name_project(author, draft(title="演示成果"), "2025YF01")


def unexplained(record):
    return [(each.problem.code, each.problem.path) for each in judge(reload(record)).unexplained]


def test_b26_another_title_than_the_contracts_is_explained_where_the_profile_asks(
    named, author, stage
):
    assert unexplained(named) == []
    publicity(stage.round, "none", title_from_contract=True)
    assert unexplained(named) == [PLACE]
    with refused("form_incomplete"):
        move(author, named, "submit")
    told = {PLACE: "一个项目有两项成果"}
    actions.explain(actor=author, registration=reload(named), texts=told)
    sent = move(author, named, "submit")
    [said] = sent.revisions.get().explanations
    assert said["text"] == "一个项目有两项成果"
    assert "任务书名称是“演示任务书名称”" in said["sentence"]


def test_lists_of_other_units_say_nothing(stage, named):
    publicity(stage.round, "none", title_from_contract=True)
    ExpectedItem.objects.update(unit=stage.other_unit)
    assert unexplained(named) == []
