"""The Why-card: any state, number or refusal says who, when, which rule, which version."""

import pytest
from tests.records import bring, move, objection_to, reload
from tests.stage import DESK, person

from kedeng.apps.insight.why import why_card
from kedeng.apps.insight.why_cases import CaseBecause
from kedeng.apps.registrations import actions
from kedeng.domain.changes import Kind
from kedeng.domain.objections import Consequence
from kedeng.domain.rights import Right
from kedeng.domain.workflow import TRANSITIONS, Guard
from kedeng.renderings.rules_in_words import GUARD_WORDS, OBJECTION_RULE, asked_by, rule_of


def possible(actor, record):
    return {one.label: one.why_not for one in why_card(actor, record).possible}


def test_every_move_has_a_rule_and_every_guard_its_words():
    assert set(GUARD_WORDS) == set(Guard)
    for name, row in TRANSITIONS.items():
        rule = rule_of(name)
        assert rule.text
        assert rule.source
        assert all(asked_by(row))


def test_a_state_says_who_when_by_which_rule_and_on_which_version(
    record_in, department_reviewer, provincial_auditor
):
    record = record_in("recommended")
    card = why_card(provincial_auditor, record)
    since = card.since
    last = record.moves.last()
    assert (card.state, since.did, since.person, since.at) == (
        "待受理",
        "推荐",
        department_reviewer.name,
        last.moved_at,
    )
    assert since.rule.source == "登记通知第三条第3项"
    assert since.confirmed[0].startswith("真实性")
    assert "在这个环节的办理时间以内" in since.asked[1]
    assert (since.revision, since.digest) == (1, record.revisions.get().digest[:16])
    assert since.window.closes is not None
    assert (card.profile, card.round) == ("演示 第 1 版", "演示省 2025 年度登记")
    assert card.pack == "山西省2025年度科技成果登记材料 第 1 版"
    assert [one.did for one in card.moves] == ["推荐", "审查通过并报送", "提交"]


def test_a_number_is_taken_apart(record_in, provincial_auditor):
    card = why_card(provincial_auditor, record_in("registered"))
    number = card.number
    parts = (number.code, number.year, number.letter, number.serial, number.verified)
    assert parts == ("914", "2025", "R", "0001", False)
    assert (number.body, number.given.person) == ("演示省科学技术厅", "演示auditor")


def test_a_refusal_is_the_one_that_the_move_would_meet(
    record_in, author, unit_clerk, department_reviewer, stage
):
    record = bring(record_in("draft"), "in_review", {"submit": author})
    assert possible(unit_clerk, record) == {
        "审查通过，报送上级": "",
        "推荐": "下一环节仍是审查单位，请使用“审查通过，报送上级”。",
        "退回修改": "",
        "收回修改": "",
    }
    assert possible(department_reviewer, record) == {}


def test_a_missing_right_is_told_where_one_stands(record_in, stage):
    helper = person(stage.department, "helper", Right.RECEIVE)
    record = record_in("in_review")
    reviewer = person(stage.university, "returner", Right.RETURN)
    assert possible(reviewer, record)["退回修改"] == ""
    assert "没有这项权限" in possible(reviewer, record)["审查通过，报送上级"]
    assert possible(helper, record_in("recommended", title="另一项")) != {"推荐": ""}


def test_own_reviews_and_undone_moves_are_marked(draft, stage):
    clerk = person(stage.university, "sole", Right.ENTER, *DESK)
    record = move(clerk, draft(actor=clerk), "submit")
    record = move(clerk, record, "pass_on")
    first = why_card(clerk, record).moves[0]
    assert (first.did, first.own, first.undone) == ("审查通过并报送", True, False)


def test_a_draft_has_no_move_yet(draft, author):
    card = why_card(author, draft(complete=False))
    assert (card.since, card.number, card.moves) == (None, None, ())
    assert "还不能提交" in {one.label: one.why_not for one in card.possible}["提交"]


@pytest.mark.parametrize("state", ["returned", "refused", "published"])
def test_every_state_has_its_card(record_in, author, provincial_auditor, state):
    record = record_in(state)
    for actor in (author, provincial_auditor):
        assert why_card(actor, record).since is not None


def test_after_the_number_the_card_says_what_may_be_asked_and_what_became_of_it(
    record_in, author, unit_clerk, provincial_auditor
):
    record = record_in("registered")
    asked = ("申请变更", "申请自愿注销", "更正笔误")
    assert {key: possible(author, record).get(key) for key in asked} == {
        "申请变更": "",
        "申请自愿注销": "",
        "更正笔误": None,
    }
    assert possible(provincial_auditor, record)["更正笔误"] == ""
    change = actions.open_request(
        actor=author, registration=record, kind=Kind.CHANGE, reason="名称有误"
    )
    assert possible(author, record)["申请自愿注销"].startswith("这项登记已有一件申请在办")
    [told] = why_card(unit_clerk, record).changes
    assert (told.kind, told.standing, told.reason) == ("变更", "草稿", "名称有误")
    assert [(step.did, step.person) for step in told.steps] == [("开始填写", author.name)]
    assert "由省级登记机构决定" in told.rule.text
    assert why_card(provincial_auditor, record).changes == ()  # not sent so far
    actions.withdraw_change(actor=author, change=change)
    cancelled = move(provincial_auditor, record, "cancel", reason="查实", reason_code="plagiarised")
    assert why_card(author, cancelled).since.reason == "剽窃：查实"


def test_the_card_tells_who_decided_an_objection_and_never_who_objected(
    record_in, author, provincial_auditor, stranger
):
    record = record_in("publicised")
    objection = objection_to(record, name="演示异议人")
    assert why_card(author, record).cases == ()
    actions.take_objection(actor=provincial_auditor, objection=objection)
    [case] = why_card(author, record).cases
    assert (case.standing, case.at) == ("已受理，处理中", None)
    actions.decide_objection(
        actor=provincial_auditor,
        objection=objection,
        reason="排序不实",
        consequence=Consequence.RETURN,
    )
    objection.refresh_from_db()
    card = why_card(author, reload(record))
    assert card.cases == (
        CaseBecause(
            number=objection.number,
            standing="异议成立",
            ground="完成人及排序",
            consequence="退回修改",
            person=provincial_auditor.name,
            organisation="演示省科学技术厅",
            at=objection.decided_at,
            rule=OBJECTION_RULE,
            reason="排序不实",
        ),
    )
    assert "演示异议人" not in str(card)
