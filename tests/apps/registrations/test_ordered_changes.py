"""A change that a decision on an objection ordered has a due day, and people are told of it."""

from datetime import datetime, time, timedelta

import pytest
from tests.apps.registrations.test_changes import attach, decide, send, up, write
from tests.mailing import follow_all
from tests.records import objection_to, publicise, publicity

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.messages.queries import inbox
from kedeng.apps.registrations import actions, change_records
from kedeng.apps.registrations.tasks import Reminding
from kedeng.domain.objections import Consequence
from kedeng.lib.instants import CHINA


@pytest.fixture
def ordered(record_in, stage, provincial_auditor):
    """A change that an upheld objection ordered, due in thirty days."""
    record = record_in("registered", title="演示成果")
    publicity(stage.round, "after_number")
    publicise(provincial_auditor, record)
    objection = objection_to(record)
    actions.take_objection(actor=provincial_auditor, objection=objection)
    told = {"reason": "应更正名称", "consequence": Consequence.MEND}
    actions.decide_objection(actor=provincial_auditor, objection=objection, **told)
    return change_records.open_change(record)


def mornings(change, lefts):
    """Let the worker's mornings come, so many days before the due day."""
    for left in lefts:
        Reminding().step(datetime.combine(change.due_on - timedelta(days=left), time(8), CHINA))
    follow_all()


def told():
    found = HistoryEvent.objects.filter(kind__in=("change.due_near", "change.overdue"))
    return [(each.kind, each.details["left"]) for each in found.order_by("pk")]


def asked(change, author):
    """Let the own side ask for what was ordered."""
    actions.give_reason(actor=author, change=change, reason="按异议决定变更")
    write(author, change, "overview", achievement_name="演示成果新")
    attach(author, change)
    send(author, change)
    follow_all()


def open_messages(actor, topic):
    return [each.headline for each in inbox(actor).filter(topic=topic, settled_at=None)]


def test_the_filer_is_reminded_three_times_and_the_province_told_once(
    ordered, author, provincial_auditor
):
    mornings(ordered, range(10, -4, -1))
    assert told() == [
        ("change.due_near", 7),
        ("change.due_near", 3),
        ("change.due_near", 1),
        ("change.overdue", -1),
    ]
    until = ordered.due_on.isoformat()
    assert open_messages(author, "deadlines") == [f"变更申请 {until} 截止：《演示成果》"]
    late = "按异议的决定应当变更，到期没有提出：《演示成果》"
    assert open_messages(provincial_auditor, "changes") == [late]
    assert inbox(provincial_auditor).get(headline=late).text.startswith(f"期限是 {until}。")
    assert open_messages(author, "changes") == ["请提出变更申请：《演示成果》"]


def test_what_was_asked_for_is_reminded_of_no_more(ordered, author, provincial_auditor):
    mornings(ordered, [3])
    asked(ordered, author)
    mornings(ordered, [1, 0, -1])
    assert told() == [("change.due_near", 3)]
    assert open_messages(author, "deadlines") == []
    assert open_messages(provincial_auditor, "changes") == []


def test_one_that_was_sent_back_in_time_and_not_asked_for_again_is_late(
    ordered, author, unit_clerk
):
    asked(ordered, author)
    decide(actions.send_change_back, unit_clerk, ordered, "请附合同")
    mornings(ordered, [-1])
    assert told() == [("change.overdue", -1)]


def test_one_that_came_in_time_and_was_sent_back_later_is_not_late(ordered, author, unit_clerk):
    asked(ordered, author)
    decide(actions.send_change_back, unit_clerk, ordered, "请附合同")
    ordered.due_on -= timedelta(days=40)
    type(ordered).objects.filter(pk=ordered.pk).update(due_on=ordered.due_on)
    mornings(ordered, [-41])
    assert told() == []


def test_the_province_is_told_no_more_when_it_is_made(
    ordered, author, unit_clerk, department_reviewer, provincial_auditor
):
    mornings(ordered, [-1])
    asked(ordered, author)
    assert open_messages(provincial_auditor, "changes") == []
    up(ordered, unit_clerk, department_reviewer)
    decide(actions.approve_change, provincial_auditor, ordered)
    mornings(ordered, [-5])
    assert told() == [("change.overdue", -1)]
