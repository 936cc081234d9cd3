"""Closings are reminded of seven, three and one day before, with the missing pieces."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from tests.mailing import follow_all
from tests.records import move, windows

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.messages.queries import inbox
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import BulkAct
from kedeng.apps.registrations.tasks import Reminding
from kedeng.domain.events import Event
from kedeng.domain.messages import Topic
from kedeng.lib.instants import CHINA, day_of, end_of

LAST = day_of(timezone.now()) + timedelta(days=15)
"""The last day of the step that closes; nothing is due today."""


def remind(left, worker=None):
    """Let the worker's morning come, so many days before the last; give what it looked at."""
    worker = worker or Reminding()
    morning = datetime.combine(LAST - timedelta(days=left), time(8), CHINA)
    looked = 0
    while found := worker.step(morning):
        looked += found
    return looked


def events():
    found = HistoryEvent.objects.filter(kind=Event.DEADLINE_NEAR.value).order_by("pk")
    return [(event.subject.partition(":")[0], event.details["left"]) for event in found]


def deadlines(actor):
    return list(inbox(actor).filter(topic=Topic.DEADLINES.value))


@pytest.fixture
def closing(stage):
    windows(stage.round, submit=end_of(LAST), recommend=end_of(LAST))
    return stage.round


def test_a_draft_is_reminded_of_three_times(closing, draft, author):
    draft(complete=False)
    for left in range(10, -2, -1):
        remind(left)
    assert events() == [("registration", 7), ("registration", 3), ("registration", 1)]
    follow_all()
    assert [message.headline.partition("：")[0] for message in reversed(deadlines(author))] == [
        "在线提交还有 7 天",
        "在线提交还有 3 天",
        "在线提交还有 1 天",
    ]


def test_a_reminder_names_the_missing_pieces(closing, draft, author):
    registration = draft(title="山地苹果")
    registration.evidence.all().delete()
    remind(3)
    follow_all()
    [message] = deadlines(author)
    assert message.headline == "在线提交还有 3 天：《山地苹果》"
    closes, lacking, *missing = message.text.split("\n")
    assert (closes, lacking) == (
        f"在线提交截止：{LAST.month}月{LAST.day}日 24:00。",
        "还差 3 项：",
    )
    assert "· 证明材料 · 研究报告：没有上传，请上传（通知第四条第3项）。" in missing
    assert message.needs_action


def test_a_record_that_cannot_be_judged_stops_no_reminder(closing, draft, author, caplog):
    broken = draft(title="坏记录")
    draft(title="好记录")
    row = broken.sections.get(section="evaluation")
    row.content["evaluation_date"] = "2026-99-99"  # past every check of ours
    row.save()
    assert remind(3) == 2
    follow_all()
    assert [message.headline for message in deadlines(author)] == ["在线提交还有 3 天：《好记录》"]
    assert [each.code for each in caplog.records] == [broken.code]


def test_a_complete_draft_is_told_that_only_the_submission_lacks(closing, draft, author):
    draft()
    remind(1)
    follow_all()
    assert deadlines(author)[0].text.endswith("各项都已齐全，只差提交。")


def test_nobody_is_reminded_twice_by_a_second_worker(closing, draft):
    draft()
    assert (remind(7), remind(7), events()) == (1, 1, [("registration", 7)])


def test_a_morning_without_a_worker_is_made_up_for(closing, draft):
    draft()
    remind(2)
    assert events() == [("registration", 2)]


def test_a_worker_looks_at_a_day_once(closing, draft):
    draft()
    worker = Reminding()
    assert (remind(7, worker), remind(7, worker), remind(6, worker)) == (1, 0, 1)


def test_what_was_submitted_is_the_offices_to_be_reminded_of(closing, draft, movers, author):
    move(movers["submit"], draft(title="山地苹果"), "submit")
    remind(3)
    follow_all()
    assert deadlines(author) == []
    [message] = deadlines(movers["pass_on"])
    assert (message.headline, message.text.split("\n")[1:]) == (
        "在线提交还有 3 天：还有 1 项没有报送",
        ["演示省 2025 年度登记", "· 《山地苹果》"],
    )


def test_a_closing_that_was_put_off_is_reminded_of_anew(closing, draft, stage):
    draft()
    remind(3)
    windows(stage.round, submit=end_of(LAST + timedelta(days=4)))
    remind(3)
    assert events() == [("registration", 3), ("registration", 7)]


def test_the_newest_reminder_settles_the_one_before(closing, draft, author):
    draft()
    remind(7)
    remind(3)
    follow_all()
    newest, before = deadlines(author)
    assert (newest.settled_at is None, before.settled_at is None) == (True, False)


def test_what_may_still_be_undone_is_not_given_away(closing, record_in, movers, author):
    registration = move(movers["pass_on"], record_in("in_review"), "pass_on")
    asked = {"transition": "return", "reason": "关键词不全", "reason_code": "other"}
    rows = {registration.code: registration.version}
    act = actions.begin_bulk(actor=movers["return"], token=uuid.uuid4().hex, rows=rows, **asked)
    actions.run_bulk(actor=movers["return"], act=act)
    assert (remind(3), events()) == (1, [])
    BulkAct.objects.update(held_until=timezone.now())
    assert (remind(2), events()) == (1, [("registration", 2)])


def test_a_submission_settles_the_reminder(closing, draft, movers, author):
    registration = draft()
    remind(3)
    follow_all()
    move(movers["submit"], registration, "submit")
    follow_all()
    assert deadlines(author)[0].settled_at is not None
