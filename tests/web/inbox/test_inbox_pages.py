"""One's own messages as pages: counted in the head, opened with a click, chosen by topic."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.mailing import follow_all
from tests.stage import person, user_of

from kedeng.apps.history.actions import record
from kedeng.apps.messages.models import Choice, Message
from kedeng.apps.organisations.models import User
from kedeng.domain.events import Event
from kedeng.domain.rights import Right


@pytest.fixture
def told(returned):
    """The record that came back, and everybody told of it."""
    follow_all()
    return returned


def newest(actor, **wanted):
    return Message.objects.filter(recipient=actor.user_id, **wanted).first()


def page_of(browser, address="/inbox/"):
    return browser.get(address).content.decode()


def test_the_head_counts_what_waits(told, browser_of, author, stranger):
    assert '消息<span class="count-tag num">2<span' in page_of(browser_of(author), "/my/")
    assert 'class="who__inbox"' in page_of(browser_of(stranger), "/my/")
    assert "条未读" not in page_of(browser_of(stranger), "/my/")


def test_the_inbox_shows_what_waits_with_its_reason(told, browser_of, author):
    page = page_of(browser_of(author))
    assert "退回，请修改：《" in page
    assert "原因：关键词不全" in page
    assert "需要办理" in page


def test_opening_marks_as_read_and_leads_to_the_record(told, browser_of, author):
    browser, message = browser_of(author), newest(author, topic="returned")
    answer = browser.post(f"/inbox/{message.pk}/open/")
    assert (answer.status_code, answer["Location"]) == (302, f"/my/{told.code}/")
    assert message.headline not in page_of(browser)
    assert message.headline in page_of(browser, "/inbox/?all=1")


def test_a_reviewer_is_led_to_the_desk(at_department, browser_of, department_reviewer):
    registration = at_department()
    follow_all()
    message = newest(department_reviewer)
    answer = browser_of(department_reviewer).post(f"/inbox/{message.pk}/open/")
    assert answer["Location"] == f"/desk/r/{registration.code}/"


def test_what_is_no_longer_at_the_desk_leads_to_the_record(told, browser_of, department_reviewer):
    message = newest(department_reviewer, topic="arrivals")
    answer = browser_of(department_reviewer).post(f"/inbox/{message.pk}/open/")
    assert answer["Location"] == f"/records/{told.code}/"


def test_another_ones_message_is_not_there(told, browser_of, author, stranger):
    message = newest(author)
    assert browser_of(stranger).post(f"/inbox/{message.pk}/open/").status_code == 404
    assert newest(author).read_at is None
    assert message.headline not in page_of(browser_of(stranger), "/inbox/?all=1")


def test_looking_at_the_inbox_marks_nothing(told, browser_of, author):
    page_of(browser_of(author))
    assert Message.objects.exclude(read_at=None).count() == 0


def test_all_are_marked_as_read_at_once(told, browser_of, author, department_reviewer):
    browser = browser_of(author)
    browser.post("/inbox/read/")
    assert "没有未读的消息" in page_of(browser)
    assert (
        Message.objects.filter(recipient=department_reviewer.user_id).exclude(read_at=None).count()
        == 0
    )


def test_a_held_file_leads_to_the_list_of_codes(draft, stage, browser_of):
    head = person(stage.university, "head", Right.MANAGE)
    with transaction.atomic():
        subject = draft(complete=False).subject
        record(kind=Event.FILE_HELD, subject=subject, actor=None, details={"held": "H1"})
    follow_all()
    browser, message = browser_of(head), newest(head)
    assert browser.post(f"/inbox/{message.pk}/open/")["Location"] == "/console/held/"


@pytest.mark.parametrize(
    ("kind", "subject", "where"),
    [
        (Event.PASSWORD_CHANGED, "user:{user}", "/account/security/"),
        (Event.ACCOUNT_APPLIED_FOR, "account_application:A1", "/console/applications/"),
        (Event.BATCH_HANDED_OVER, "summary:S1", "/desk/batches/S1/"),
        (Event.DEADLINE_NEAR, "organisation:{body}", "/desk/"),
    ],
)
def test_every_kind_of_subject_has_its_page(stage, browser_of, kind, subject, where):
    head = person(stage.department, "head", *Right)
    details = {"to": head.organisation_id, "code": "S1", "unit": "甲", "name": "乙"}
    closing = {"step": "recommend", "left": 3, "closes": timezone.now().isoformat()}
    pile = {"waiting": 1, "titles": ["甲"], "round": "演示"}
    name = subject.format(user=head.user_id, body=head.organisation_id)
    with transaction.atomic():
        record(kind=kind, subject=name, actor=None, details=details | closing | pile)
    follow_all()
    answer = browser_of(head).post(f"/inbox/{newest(head).pk}/open/")
    assert (answer["Location"], browser_of(head).get("/inbox/").status_code) == (where, 200)


def test_a_page_of_three_asks_as_often_as_a_page_of_one(told, browser_of, author):
    browser = browser_of(author)
    [one] = Message.objects.filter(recipient=author.user_id, topic="returned")
    with CaptureQueriesContext(connection) as few:
        page_of(browser)
    for number in (1, 2):
        one.pk, one.event_id = None, 10**9 + number
        one.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        page_of(browser)
    assert len(many) == len(few)


def test_one_chooses_by_what_ways_to_hear(browser_of, author):
    browser = browser_of(author)
    browser.post("/inbox/choices/", {"mail": ["returned", "nonsense"], "sms": ["returned"]})
    kept = {row.topic: (row.mail, row.sms) for row in Choice.objects.filter(user=author.user_id)}
    assert kept == {
        "returned": (True, True),
        "results": (False, False),
        "assigned": (False, False),
        "deadlines": (False, False),
        "nudges": (False, False),
        "objections": (False, False),
        "publication": (False, False),
        "pleas": (False, False),
        "changes": (False, False),
        "paper": (False, False),
        "account": (True, False),
    }


def test_the_choices_say_where_letters_go(browser_of, author, settings):
    settings.EMAIL_HOST = "mail.example.org"
    assert "收不到邮件" in page_of(browser_of(author), "/inbox/choices/")
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    page = page_of(browser_of(author), "/inbox/choices/")
    assert "邮件发到 author@example.org。" in page
    assert "本人还没有确认" in page
    assert "短信" not in page


def test_texts_are_offered_where_there_is_a_gateway(browser_of, author, settings):
    settings.SMS_URL = "http://localhost:1/"
    assert "不是手机号" in page_of(browser_of(author), "/inbox/choices/")
    User.objects.filter(pk=user_of(author).pk).update(phone="13900000000")
    assert 'name="sms" value="returned"' in page_of(browser_of(author), "/inbox/choices/")
