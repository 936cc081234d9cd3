"""The nation's end: returns to the province, taking a publication down (process.md h3, N and I)."""

import pytest
from tests.mailing import follow_all
from tests.records import PAYLOADS, move, refused

from kedeng.apps.insight.front import taken_down
from kedeng.apps.insight.queues import returned_by_nation
from kedeng.apps.insight.why import why_card
from kedeng.apps.messages.queries import inbox
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.queries import QueueFilter

NOTE = actions.Note("people[q1].name", "完成人：姓名", "与证书不一致")


def loop(record, movers, source="received"):
    """Return a record from the nation with a note."""
    back = {"reason": "完成人有误", "notes": [NOTE]}
    assert record.state == source
    return move(movers["send_back"], record, "send_back", **back)


@pytest.mark.parametrize("source", ["reported", "received"])
def test_a_national_return_is_mended_and_reported_again(
    record_in, movers, source, provincial_auditor, author
):
    record = loop(record_in(source, title="山地苹果"), movers, source)
    assert (record.state, record.desk) == ("registered", 3)
    number = record.number
    assert returned_by_nation([record]) == {record.pk}
    asked = QueueFilter(problem="sent_back")
    assert list(queries.queue(provincial_auditor, asked)) == [record]
    follow_all()
    [told] = inbox(provincial_auditor).filter(topic="returned")
    assert told.headline == "退回省级：《山地苹果》"
    for name in ("report", "receive", "publish"):
        record = move(movers[name], record, name)
    assert (record.state, record.number) == ("published", number)
    assert list(queries.queue(provincial_auditor, asked)) == []
    did = [one.did for one in why_card(author, record).moves]
    assert did[:4] == ["公布", "接收入库", "再次上报国家", "退回省级"]
    assert did.count("上报国家") == 1
    follow_all()
    assert "再次上报国家：《山地苹果》" in [each.headline for each in inbox(author)]


def test_the_filer_does_not_answer_what_the_nation_noted(record_in, movers):
    from kedeng.apps.registrations.sent_back import open_notes  # noqa: PLC0415

    assert open_notes(loop(record_in("received"), movers)) == []


def test_a_publication_is_taken_down_with_a_reason_and_may_come_again(
    record_in, movers, national_receiver, provincial_auditor
):
    record = record_in("published")
    with refused("reason_missing"):
        move(national_receiver, record, "unpublish")
    with refused("right_missing") as params:
        move(movers["submit"], record, "unpublish", reason="演示")
    assert params == {}
    record = move(national_receiver, record, "unpublish", reason="公布有误")
    assert (record.state, record.published_at) == ("received", None)
    assert queries.public_registration(record.number) is None
    assert taken_down(record.number).number == record.number
    assert taken_down("9142025R9999") is None
    record = move(national_receiver, record, "publish")
    assert taken_down(record.number) is None
    assert queries.public_registration(record.number) == record
    record = move(national_receiver, record, "unpublish", reason="公布有误")
    cancelled = move(provincial_auditor, record, "cancel", **PAYLOADS["cancel"])
    assert cancelled.state == "cancelled"
