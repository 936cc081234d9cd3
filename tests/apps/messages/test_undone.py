"""What a bulk act told is withdrawn when it is undone: nobody hears of what did not happen."""

import uuid

import pytest
from tests.mailing import follow_all
from tests.records import move, reload

from kedeng.apps.messages.models import Delivery, Message
from kedeng.apps.messages.queries import unread
from kedeng.apps.organisations.models import User
from kedeng.apps.registrations import actions
from kedeng.domain.messages import Topic


@pytest.fixture
def act(box, record_in, movers, author, department_reviewer):
    """A bulk return of one record, followed."""
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    registration = move(movers["pass_on"], record_in("in_review"), "pass_on")
    follow_all()
    begun = actions.begin_bulk(
        actor=department_reviewer,
        token=uuid.uuid4().hex,
        transition="return",
        rows={registration.code: registration.version},
        reason="关键词不全",
        reason_code="other",
    )
    actions.run_bulk(actor=department_reviewer, act=begun)
    follow_all()
    assert reload(registration).state == "returned"
    return begun


def test_messages_of_a_bulk_act_are_held(act, author):
    assert Message.objects.filter(topic=Topic.RETURNED.value).count() == 1
    assert [message.topic for message in unread(author)] == ["results"]
    assert Delivery.objects.count() == 1


def test_an_undo_withdraws_them_and_asks_again_what_was_asked_before(act, department_reviewer):
    assert unread(department_reviewer).count() == 0
    actions.undo_bulk(actor=department_reviewer, act=act)
    follow_all()
    assert Message.objects.filter(topic=Topic.RETURNED.value).count() == 0
    assert Delivery.objects.count() == 0
    assert [message.topic for message in unread(department_reviewer)] == ["arrivals"]
