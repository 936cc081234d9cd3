"""Letters over a real mail server: at once for what needs action, marked after the server's yes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.mailing import follow_all, free_port, subject_of, use_mail
from tests.records import move

from kedeng.apps.messages.actions import choose
from kedeng.apps.messages.channels import MailSender, letter_of
from kedeng.apps.messages.models import Delivery, Message
from kedeng.apps.messages.queries import choices_of
from kedeng.apps.messages.tasks import post
from kedeng.apps.messages.tasks.posting import Pauses, _deliver
from kedeng.apps.organisations.models import User
from kedeng.domain.messages import Topic


@pytest.fixture
def returned(box, record_in, author):
    """A record that came back to an author with an address, and the letter that tells so."""
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    record_in("returned", title="山地苹果")
    follow_all()
    return Delivery.objects.get()


def send():
    return post(Pauses())


def test_a_return_goes_out_at_once(returned, box):
    assert send() == 1
    to, message = box.message()
    assert (to, subject_of(message), message["Message-ID"], message["Auto-Submitted"]) == (
        "author@example.org",
        "【科技成果在线登记】退回，请修改：《山地苹果》",
        f"<{returned.key}@localhost>",
        "auto-generated",
    )
    assert "原因：关键词不全" in message.get_content()
    assert "http://localhost:8000/inbox/" in message.get_content()
    returned.refresh_from_db()
    assert (returned.sent_at is None, returned.leased_until, returned.attempts) == (False, None, 1)


def test_what_was_sent_is_not_sent_again(returned, box):
    assert (send(), send()) == (1, 0)


def test_the_proved_address_goes_before_the_known_one(box, record_in, author):
    User.objects.filter(pk=author.user_id).update(email="a@example.org", recovery_email="b@own.org")
    record_in("returned")
    follow_all()
    assert Delivery.objects.get().address == "b@own.org"


def test_a_server_that_is_away_loses_nothing_and_is_left_alone_for_a_while(returned, settings):
    use_mail(settings, free_port())
    clock = iter([0.0, 0.0, 0.5, 2.0, 2.0]).__next__
    pauses = Pauses(clock)
    assert (post(pauses), pauses.holds("mail"), pauses.holds("mail")) == (0, True, False)
    returned.refresh_from_db()
    assert (returned.sent_at, returned.leased_until, returned.attempts) == (None, None, 0)


def test_a_letter_that_is_not_taken_now_waits_and_keeps_its_name(returned, box):
    box.answers = ["451 try again later"]
    assert send() == 0
    returned.refresh_from_db()
    assert returned.trouble == "451"
    assert timedelta(seconds=50) < returned.leased_until - timezone.now() < timedelta(minutes=3)
    Delivery.objects.update(leased_until=None)
    assert send() == 1
    assert box.message()[1]["Message-ID"] == f"<{returned.key}@localhost>"


def test_after_five_days_a_letter_is_given_up(returned, box):
    Delivery.objects.update(due_at=timezone.now() - timedelta(days=6))
    box.answers = ["451 try again later"]
    assert (send(), Delivery.objects.get().refused_at is None) == (0, False)


def test_an_address_that_there_is_not_is_refused_for_good(returned, box):
    box.refused = {"author@example.org"}
    assert (send(), send()) == (0, 0)
    returned.refresh_from_db()
    assert (returned.refused_at is None, returned.trouble, returned.attempts) == (False, "550", 1)


def test_a_refused_letter_does_not_hold_up_the_next(returned, box, record_in, author):
    User.objects.filter(pk=author.user_id).update(email="other@example.org")
    record_in("supplement")
    follow_all()
    box.refused = {"author@example.org"}
    assert send() == 1
    assert [to for to, _ in box.all()] == ["other@example.org"]


def test_what_a_dead_worker_held_is_sent_when_its_lease_ends(returned, box):
    returned.leased_until = timezone.now() + timedelta(seconds=60)
    returned.save()
    assert send() == 0
    Delivery.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert send() == 1


def test_of_two_workers_one_sends(returned, box):
    with MailSender() as sender:
        assert (_deliver(sender, returned), _deliver(sender, returned)) == (1, 0)


def test_a_letter_sent_twice_is_the_same_letter(returned):
    one, two = letter_of(returned).message(), letter_of(returned).message()
    assert one.as_bytes() == two.as_bytes()


def test_who_opted_out_finds_it_in_the_inbox_only(box, record_in, author):
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    choose(actor=author, mail={Topic.RESULTS: True}, sms={})
    record_in("returned")
    follow_all()
    returned = Message.objects.filter(recipient=author.user_id, topic=Topic.RETURNED.value)
    assert (returned.count(), Delivery.objects.count()) == (1, 0)


def test_nobody_opts_out_of_the_security_of_the_account(box, author):
    choose(actor=author, mail={}, sms={})
    assert {topic for topic, row in choices_of(author).items() if row.mail} == {Topic.ACCOUNT}


def test_a_letter_has_no_line_that_a_title_could_inject(box, record_in, author):
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    record_in("returned", title="苹果\r\nBcc: all@example.org")
    follow_all()
    assert send() == 1
    assert box.message()[1]["Bcc"] is None


def test_a_bulk_return_waits_until_it_can_no_longer_be_undone(box, record_in, movers, author):
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    registration = record_in("in_review")
    registration = move(movers["pass_on"], registration, "pass_on")
    held = timezone.now() + timedelta(minutes=5)
    move(movers["return"], registration, "return", reason="关键词不全", to_desk=0, held_until=held)
    follow_all()
    assert (send(), Message.objects.get(topic="returned").shown_from - held) == (
        0,
        timedelta(minutes=1),
    )
