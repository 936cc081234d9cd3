"""The worker's rounds: from history to the post, whatever fails on the way."""

import pytest
from django.db import OperationalError
from tests.mailing import follow_all

from kedeng.apps.messages.models import Delivery
from kedeng.apps.messages.tasks import posting
from kedeng.apps.organisations.models import User
from kedeng.commands.main import main
from kedeng.commands.work import Rounds


@pytest.fixture
def addressed(box, author):
    User.objects.filter(pk=author.user_id).update(email="author@example.org")
    return author


def test_one_round_takes_history_to_the_post(box, record_in, addressed):
    record_in("returned")
    assert main(["work", "--once"]) == 0
    assert [to for to, _ in box.all()][:1] == ["author@example.org"]
    assert Delivery.objects.filter(sent_at=None).count() == 0


def test_a_round_with_nothing_to_do_says_so(db):
    rounds = Rounds(lambda: False)
    rounds.all()
    assert rounds.next() == 0


@pytest.mark.parametrize("error", [OperationalError("the server is away"), ValueError("a bug")])
def test_a_round_that_fails_is_tried_again(db, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(posting, "_post", fail)
    monkeypatch.setattr(posting, "senders", lambda: {"mail": None})
    assert Rounds(lambda: False).next() == 0


def test_a_worker_that_is_told_to_stop_leaves_the_rest(box, record_in, addressed):
    record_in("returned")
    follow_all()
    assert posting.post(posting.Pauses(), lambda: True) == 0
    assert Delivery.objects.filter(leased_until=None, sent_at=None).count() == 1
