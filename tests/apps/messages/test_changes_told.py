"""Who hears of what happens after the number, and of nothing else."""

import io

import pytest
from tests.mailing import follow_all
from tests.records import move, picture
from tests.stage import person

from kedeng.apps.messages.models import Message
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import ChangeRequest
from kedeng.domain.changes import Kind
from kedeng.domain.rights import Right


def told(*actors):
    """Give the headlines of each actor's open messages on changes, oldest first."""
    rows = Message.objects.filter(topic="changes", settled_at=None).order_by("id")
    return [[row.headline for row in rows if row.recipient_id == actor.user_id] for actor in actors]


@pytest.fixture
def reported(record_in):
    record = record_in("reported", title="演示成果")
    follow_all()
    return record


def act(name, actor, change, **told):
    now = ChangeRequest.objects.get(pk=change.pk)
    getattr(actions, name)(actor=actor, change=now, expected_version=now.version, **told)
    follow_all()


def asked(actor, record, kind=Kind.CHANGE):
    change = actions.open_request(actor=actor, registration=record, kind=kind, reason="演示")
    content = {**record.revisions.get().answers["overview"], "achievement_name": "演示成果新"}
    if kind is not Kind.DEREGISTRATION:
        change = actions.propose_section(
            actor=actor, change=change, section="overview", content=content, expected_version=1
        )
    data = picture(5)
    actions.add_change_file(
        actor=actor, change=change, stream=io.BytesIO(data), size=len(data), file_name="a.png"
    )
    act("send_request", actor, change)
    return change


def test_a_change_asks_each_desk_in_turn_and_tells_filer_and_nation(
    reported, author, unit_clerk, department_reviewer, provincial_auditor, national_receiver
):
    everybody = (author, unit_clerk, department_reviewer, provincial_auditor, national_receiver)
    change, waiting = asked(author, reported), "变更申请待办理：《演示成果》"
    assert told(*everybody) == [[], [waiting], [], [], []]
    act("pass_on_change", unit_clerk, change, text="属实")
    assert told(*everybody) == [[], [], [waiting], [], []]
    act("pass_on_change", department_reviewer, change, text="属实")
    assert told(*everybody) == [[], [], [], [waiting], []]
    act("approve_change", provincial_auditor, change, text="")
    done = "登记已变更：《演示成果新》"
    assert told(*everybody) == [[done], [], [], [], [done]]
    text = Message.objects.get(recipient_id=author.user_id, headline=done).text
    assert text == ("演示省科学技术厅。登记号不变，现行的是第 2 版。\n改动：成果名称。\n原因：演示")


def test_a_return_and_a_refusal_are_told_to_the_filer_with_the_reason(reported, author, unit_clerk):
    change = asked(author, reported)
    act("send_change_back", unit_clerk, change, text="请附合同")
    message = Message.objects.get(recipient_id=author.user_id, topic="changes")
    assert (message.headline, "原因：请附合同" in message.text, message.needs_action) == (
        "变更申请被退回：《演示成果》",
        True,
        True,
    )


def test_a_correction_waits_for_a_colleague_and_is_told_to_the_desks(
    reported, author, unit_clerk, department_reviewer, provincial_auditor, stage
):
    second = person(stage.province, "second", Right.REVIEW)
    change = asked(provincial_auditor, reported, Kind.CORRECTION)
    assert told(second, author) == [["更正待确认：《演示成果》"], []]
    act("approve_change", second, change, text="")
    done = ["登记中的笔误已更正：《演示成果新》"]
    assert told(author, unit_clerk, department_reviewer, second) == [done, done, done, []]


def test_the_nation_hears_that_a_record_which_it_has_was_cancelled(
    reported, provincial_auditor, national_receiver, author
):
    move(provincial_auditor, reported, "cancel", reason="抄袭", reason_code="plagiarised")
    follow_all()
    message = Message.objects.get(recipient_id=national_receiver.user_id, topic="changes")
    assert (message.headline, "注销（剽窃）" in message.text) == ("已注销：《演示成果》", True)
    told_filer = Message.objects.get(recipient_id=author.user_id, headline="注销：《演示成果》")
    assert "原因：抄袭" in told_filer.text


def test_the_nation_hears_nothing_of_what_it_never_had(
    record_in, provincial_auditor, national_receiver
):
    move(provincial_auditor, record_in("registered"), "cancel", reason="抄袭", reason_code="other")
    follow_all()
    assert not Message.objects.filter(recipient_id=national_receiver.user_id).exists()
