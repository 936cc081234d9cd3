"""One digest a day, of what needs no action and was not read meanwhile."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.mailing import follow_all, subject_of

from kedeng.apps.messages.actions import choose, mark_all_read
from kedeng.apps.messages.models import Delivery, Message
from kedeng.apps.messages.tasks import post, trim, write_digests
from kedeng.apps.messages.tasks.posting import Pauses
from kedeng.apps.organisations.models import User
from kedeng.domain.messages import Topic
from kedeng.lib.instants import CHINA, day_of


def morning(days=0, hour=8):
    """Eight o'clock in China, tomorrow or some days later: after all that the test has done."""
    day = day_of(timezone.now()) + timedelta(days=1 + days)
    return datetime.combine(day, datetime.min.time(), CHINA) + timedelta(hours=hour)


@pytest.fixture
def accepted(box, record_in, author):
    """An author with an address, two of whose records went some way."""
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    record_in("accepted", title="山地苹果")
    record_in("recommended", title="高山茶园")
    follow_all()
    return author


def test_a_day_is_told_in_one_letter_with_the_newest_of_each_record(accepted, box):
    assert (write_digests(morning()), write_digests(morning(hour=9))) == (1, 0)
    Delivery.objects.update(due_at=timezone.now())
    assert post(Pauses()) == 1
    to, message = box.message()
    assert (to, subject_of(message)) == (
        "author@example.org",
        "【科技成果在线登记】每日汇总：2 条新消息",
    )
    told = ["受理：《山地苹果》", "推荐：《高山茶园》"]
    assert [line for line in message.get_content().splitlines() if "《" in line] == told


def test_before_eight_there_is_none(accepted):
    assert write_digests(morning(hour=7)) == 0


def test_what_was_read_is_left_out(accepted):
    mark_all_read(actor=accepted)
    assert (write_digests(morning()), write_digests(morning(days=1))) == (0, 0)


def test_what_comes_after_the_digest_waits_for_the_next_day(accepted, record_in):
    write_digests(morning())
    record_in("accepted")
    follow_all()
    assert (write_digests(morning(hour=20)), write_digests(morning(days=1))) == (0, 1)


def test_who_opted_out_of_results_gets_none(box, record_in, author):
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    choose(actor=author, mail={Topic.RETURNED: True}, sms={})
    record_in("accepted")
    follow_all()
    assert write_digests(morning()) == 0


def test_a_long_day_names_forty_and_counts_the_rest(accepted):
    [one] = Message.objects.filter(recipient=accepted.user_id, for_digest=True)[:1]
    for number in range(1, 60):
        one.pk, one.event_id = None, 10**9 + number
        one.save(force_insert=True)
    write_digests(morning())
    [digest] = Delivery.objects.all()
    assert (digest.headline, "另有 21 条" in digest.body) == ("每日汇总：61 条新消息", True)


def test_old_letters_and_messages_are_forgotten(accepted):
    write_digests(morning())
    Delivery.objects.update(sent_at=timezone.now())
    kept = Message.objects.count()
    assert trim(timezone.now()) == 0
    trim(timezone.now() + timedelta(days=100))
    assert (Delivery.objects.count(), Message.objects.count()) == (0, kept)
    trim(timezone.now() + timedelta(days=500))
    assert Message.objects.count() == 0
