"""One's own messages by the API: read by a program as on the page."""

import pytest
from tests.api.conftest import said
from tests.mailing import follow_all

from kedeng.apps.messages.models import Message


@pytest.fixture
def told(record_in, author):
    """A return and a result that its filer was told of."""
    registration = record_in("returned", title="山地苹果")
    follow_all()
    return Message.objects.get(recipient=author.user_id, topic="returned"), registration


def test_the_own_messages_are_listed(told, calls, author):
    message, registration = told
    answer = calls(author).get("/inbox", unread="true", page_size=1).json()
    at = answer["items"][0].pop("at")
    assert at.startswith(f"{message.shown_from:%Y-%m-%d}")
    assert answer == {
        "unread": 2,
        "count": 2,
        "page": 1,
        "page_size": 1,
        "items": [
            {
                "id": message.pk,
                "topic": "returned",
                "headline": "退回，请修改：《山地苹果》",
                "text": "演示省教育厅：退回。\n原因：关键词不全",
                "needs_action": True,
                "about": f"registration:{registration.code}",
                "read": False,
                "settled": False,
            }
        ],
    }


def test_one_is_marked_as_read(told, calls, author):
    caller, message = calls(author), told[0]
    assert caller.post(f"/inbox/{message.pk}/read").json()["read"]
    assert caller.get("/inbox", unread="true").json()["count"] == 1


def test_all_are_marked_as_read(told, calls, author):
    caller = calls(author)
    assert caller.post("/inbox/read").json() == {"marked": 2}
    assert caller.post("/inbox/read").json() == {"marked": 0}
    assert caller.get("/inbox").json()["count"] == 2


def test_a_foreign_message_does_not_exist(told, calls, stranger):
    caller, message = calls(stranger), told[0]
    assert said(caller.post(f"/inbox/{message.pk}/read")) == (404, "not_found")
    assert caller.get("/inbox").json()["items"] == []
    message.refresh_from_db()
    assert message.read_at is None
