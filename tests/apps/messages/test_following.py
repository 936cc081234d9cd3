"""History becomes messages: each role hears of its own duty, once, and of nothing else."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.mailing import follow_all
from tests.records import move, reload
from tests.stage import person

from kedeng.apps.history.actions import record
from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.messages.models import Delivery, Followed, Horizon, Message
from kedeng.apps.messages.queries import inbox, unread
from kedeng.apps.messages.tasks import follow, move_horizon
from kedeng.apps.organisations.models import User
from kedeng.apps.registrations import actions
from kedeng.domain.events import Event
from kedeng.domain.rights import Right


def told(actor):
    """What stands in somebody's inbox, oldest first."""
    return [message.headline for message in reversed(inbox(actor))]


def write(kind, subject, **details):
    with transaction.atomic():
        return record(kind=kind, subject=subject, actor=None, details=details)


@pytest.fixture
def quiet(draft, movers):
    """A complete draft; what its making told is over."""
    registration = draft(title="山地苹果")
    follow_all()
    Message.objects.all().delete()
    return registration


def test_each_desk_hears_when_its_duty_comes_and_the_filer_how_it_goes(quiet, movers):
    for name in ("submit", "pass_on"):
        quiet = move(movers[name], quiet, name)
    follow_all()
    assert [told(movers[name]) for name in ("submit", "pass_on", "recommend", "accept")] == [
        ["审查通过并报送：《山地苹果》"],
        ["待审查：《山地苹果》"],
        ["待审查：《山地苹果》"],
        [],
    ]


def test_a_returned_record_is_told_with_its_reason_and_asks_for_action(record_in, author):
    record_in("returned", title="山地苹果")
    follow_all()
    [message] = inbox(author).filter(needs_action=True)
    assert (message.headline, message.text, message.topic) == (
        "退回，请修改：《山地苹果》",
        "演示省教育厅：退回。\n原因：关键词不全",
        "returned",
    )


def test_the_registration_number_is_told(record_in, author):
    registration = record_in("registered")
    follow_all()
    assert f"登记号：{registration.number}" in inbox(author).first().text


def test_who_acts_is_not_told_of_it(record_in, unit_clerk, department_reviewer):
    record_in("returned")
    follow_all()
    assert [message.headline[:3] for message in inbox(department_reviewer)] == ["待审查"]


def test_colleagues_without_the_right_hear_nothing(quiet, stage, movers):
    typist = person(stage.university, "typist", Right.ENTER)
    receiver = person(stage.university, "receiver2", Right.RECEIVE)
    move(movers["submit"], quiet, "submit")
    follow_all()
    assert (told(typist), told(receiver)) == ([], [])


def test_a_suspended_person_hears_nothing(quiet, movers):
    User.objects.filter(pk=movers["pass_on"].user_id).update(is_active=False)
    move(movers["submit"], quiet, "submit")
    follow_all()
    assert Message.objects.count() == 0


def test_a_deputy_hears_in_the_place_of_who_lends(quiet, stage, movers):
    deputy = person(stage.university, "deputy", Right.ENTER)
    today = timezone.localdate()
    User.objects.get(pk=movers["pass_on"].user_id).deputations_given.create(
        deputy_id=deputy.user_id, from_day=today, through_day=today
    )
    move(movers["submit"], quiet, "submit")
    follow_all()
    assert told(deputy) == ["待审查：《山地苹果》"]


def test_who_is_given_a_record_hears_of_it(quiet, stage, movers):
    manager = person(stage.university, "head", Right.MANAGE)
    quiet = move(movers["submit"], quiet, "submit")
    actions.assign(actor=manager, registration=quiet, user_id=movers["pass_on"].user_id)
    follow_all()
    assert told(movers["pass_on"]) == ["待审查：《山地苹果》", "指派：《山地苹果》"]


def test_what_a_colleague_takes_up_waits_for_nobody_else(quiet, stage, movers):
    colleague = person(stage.university, "colleague", Right.FORWARD)
    clerk = movers["pass_on"]
    quiet = move(movers["submit"], quiet, "submit")
    actions.claim(actor=clerk, registration=quiet)
    follow_all()
    assert (unread(colleague).count(), unread(clerk).count()) == (0, 1)
    actions.release(actor=clerk, registration=reload(quiet))
    follow_all()
    assert (unread(colleague).count(), unread(clerk).count()) == (1, 1)


def test_what_is_done_no_longer_waits(quiet, movers):
    for name in ("submit", "pass_on"):
        quiet = move(movers[name], quiet, name)
    follow_all()
    [waited] = inbox(movers["pass_on"])
    assert waited.settled_at is not None


def test_a_file_with_a_mark_is_told_without_a_word_of_it(quiet, stage):
    head = person(stage.department, "head", Right.MANAGE)
    write(Event.FILE_HELD, quiet.subject, held="HELD12345678", title="山地苹果")
    follow_all()
    [message] = inbox(head)
    assert message.headline == "有一份附件带有密级标志，已封存"
    assert "HELD12345678" in message.text
    assert "苹果" not in message.text


def test_a_guests_file_with_a_mark_is_told_to_whom_it_was_sent(stage):
    keeper = person(stage.province, "keeper", Right.MANAGE)
    other = person(stage.university, "other", Right.MANAGE)
    write(Event.FILE_HELD, "files", held="HELD12345678", organisation=stage.province.pk)
    follow_all()
    assert (told(keeper), told(other)) == (["有一份附件带有密级标志，已封存"], [])


def test_an_application_is_told_to_who_decides(stage):
    head = person(stage.department, "head", Right.MANAGE)
    other = person(stage.university, "other", Right.MANAGE)
    details = {"unit": "演示公司", "name": "王五", "to": stage.department.pk}
    write(Event.ACCOUNT_APPLIED_FOR, "account_application:A1", **details)
    follow_all()
    assert (told(head), told(other)) == (["有新的账号申请"], [])


def test_a_person_is_told_of_the_own_account_also_of_the_own_act(author):
    with transaction.atomic():
        subject = f"user:{author.user_id}"
        record(kind=Event.SECOND_FACTOR_REMOVED, subject=subject, actor=author)
    follow_all()
    assert told(author) == ["第二重验证已移除"]


def test_nothing_is_told_twice(quiet, movers):
    move(movers["submit"], quiet, "submit")
    follow_all()
    Followed.objects.all().delete()
    follow_all()
    assert Message.objects.count() == 1


def test_an_event_that_commits_late_is_not_missed(author):
    """PostgreSQL gives ids before it commits: one that comes below the newest is still taken."""
    for number, kind in ((10**9 + 1, Event.PASSWORD_CHANGED), (10**9, Event.RECOVERED)):
        subject = f"user:{author.user_id}"
        HistoryEvent.objects.create(
            pk=number, kind=kind.value, subject=subject, sequence=number, happened_at=timezone.now()
        )
        follow_all()
    assert sorted(told(author)) == ["登录密码已修改", "登录密码已通过邮箱找回"]


def test_an_event_that_cannot_be_told_stops_nothing(quiet, author):
    broken = write(Event.MOVED, quiet.subject, transition="submit")  # without a desk
    write(Event.PASSWORD_CHANGED, f"user:{author.user_id}")
    follow_all()
    assert told(author) == ["登录密码已修改"]
    assert "desk" in Followed.objects.get(pk=broken.pk).trouble


def test_the_horizon_moves_behind_a_day_and_keeps_what_it_has_not_seen(quiet):
    newest = HistoryEvent.objects.order_by("-pk").first()
    tomorrow = timezone.now() + timedelta(days=2)
    assert move_horizon(timezone.now()) == 0
    assert move_horizon(tomorrow) == Followed.objects.count() + HistoryEvent.objects.count()
    assert Horizon.objects.get().event_id == newest.pk
    assert follow(timezone.now()) == 0
    write(Event.CLAIMED, quiet.subject)
    assert (move_horizon(tomorrow), follow(timezone.now())) == (0, 1)


def test_without_a_mail_server_nothing_is_put_into_the_post(record_in):
    record_in("returned")
    follow_all()
    assert Delivery.objects.count() == 0
