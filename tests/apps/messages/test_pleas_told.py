"""A plea asks its desk at once; its asker hears the answer, and nobody else of either."""

import pytest
from tests.mailing import follow_all
from tests.records import ALL_CHECKED, move
from tests.stage import DESK, person

from kedeng.apps.messages.models import Message
from kedeng.apps.registrations import actions
from kedeng.domain.pleas import PleaKind
from kedeng.domain.rights import Right

RETURN, APPEAL, CANCEL = PleaKind


def told(*actors):
    """Give the headlines of each actor's open messages on pleas, oldest first."""
    rows = Message.objects.filter(topic="pleas", settled_at=None).order_by("id")
    return [[row.headline for row in rows if row.recipient_id == actor.user_id] for actor in actors]


@pytest.fixture
def at_department(record_in, unit_clerk):
    return move(unit_clerk, record_in("in_review", title="演示成果"), "pass_on")


def ask(actor, record, kind=RETURN, **more):
    plea = actions.plead(actor=actor, registration=record, kind=kind, reason="演示理由", **more)
    follow_all()
    return plea


def test_the_desk_is_asked_and_the_asker_answered(
    stage, at_department, author, unit_clerk, department_reviewer, provincial_auditor
):
    writer = person(stage.department, "writer", Right.REVIEW)
    everybody = (author, unit_clerk, department_reviewer, writer, provincial_auditor)
    plea = ask(author, at_department)
    waiting = "请求退回，请答复：《演示成果》"
    assert told(*everybody) == [[], [], [waiting], [], []]
    message = Message.objects.get(recipient_id=department_reviewer.user_id, topic="pleas")
    assert (message.needs_action, message.text) == (
        True,
        "演示大学。请在登记的页面办理；不同意的，写明理由。\n原因：演示理由",
    )
    actions.decline_plea(actor=department_reviewer, plea=plea, answer="已近办结")
    follow_all()
    assert told(*everybody) == [["没有同意请求退回：《演示成果》"], [], [], [], []]
    answer = Message.objects.get(recipient_id=author.user_id, topic="pleas")
    assert answer.text == "演示省教育厅。\n原因：已近办结"


def test_who_took_the_record_up_is_asked_alone(stage, at_department, author, department_reviewer):
    colleague = person(stage.department, "colleague", *DESK)
    actions.claim(actor=colleague, registration=at_department)
    ask(author, at_department)
    asked = told(department_reviewer, colleague)
    assert asked == [[], ["请求退回，请答复：《演示成果》"]]


def test_a_move_that_grants_it_tells_its_asker_and_settles_the_desk(
    at_department, unit_clerk, author, department_reviewer
):
    ask(unit_clerk, at_department)
    move(department_reviewer, at_department, "return", reason="按请求", to_desk=0)
    follow_all()
    granted = ["已同意请求退回：《演示成果》"]
    assert told(unit_clerk, author, department_reviewer) == [granted, [], []]


def test_a_move_that_leaves_it_behind_says_so(at_department, author, department_reviewer):
    ask(author, at_department)
    move(department_reviewer, at_department, "recommend", checks=ALL_CHECKED)
    follow_all()
    assert told(author, department_reviewer) == [["请求退回已失效：《演示成果》"], []]
    assert Message.objects.get(recipient_id=author.user_id, topic="pleas").text == (
        "演示省教育厅。推荐，原来的请求不再处理。"
    )


def test_appeals_and_proposals_go_to_who_manages_the_province(
    stage, record_in, author, provincial_auditor
):
    examiner = person(stage.province, "examiner", *DESK)
    ask(author, record_in("refused", title="演示未登记"), APPEAL)
    ask(examiner, record_in("registered", title="演示已登记"), CANCEL, ground="false")
    assert told(author, examiner, provincial_auditor) == [
        [],
        [],
        ["申请复核，请答复：《演示未登记》", "提请撤销，请答复：《演示已登记》"],
    ]
    text = Message.objects.filter(topic="pleas").order_by("id").last().text
    assert "依据：虚假\n原因：演示理由" in text


def test_what_a_bulk_act_granted_is_told_when_it_can_no_longer_be_undone(
    at_department, author, department_reviewer
):
    ask(author, at_department)
    at_department.refresh_from_db()
    act = actions.begin_bulk(
        actor=department_reviewer,
        token="t" * 32,
        transition="return",
        rows={at_department.code: at_department.version},
        reason="按请求",
        reason_code="other",
    )
    actions.run_bulk(actor=department_reviewer, act=act)
    follow_all()
    granted = Message.objects.get(recipient_id=author.user_id, topic="pleas")
    assert granted.shown_from > act.held_until
    actions.undo_bulk(actor=department_reviewer, act=act)
    follow_all()
    assert told(author) == [[]]
