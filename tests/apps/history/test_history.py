"""History: one chain a subject, written with its action, and whoever meddles is found."""

import pytest
from django.db import connection, transaction

from kedeng.apps.history.actions import record
from kedeng.apps.history.chain import link_digest
from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.history.queries import broken_link, events_of
from kedeng.apps.registrations import triggers
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right

SUBJECT = "registration:演示"
SOMEBODY = Actor(7, "张三（演示）", 3, "演示大学", 4, frozenset({Right.ENTER}))


@pytest.fixture
def chain(db):
    """Four events of one subject, and one of another between them."""
    for place in range(4):
        record(kind=Event.MOVED, subject=SUBJECT, actor=SOMEBODY, details={"place": place})
        if place == 1:
            record(kind=Event.CLAIMED, subject="registration:别的", actor=None)
    return SUBJECT


@pytest.fixture
def meddle(chain):
    """Change rows as somebody would who has lifted the triggers."""
    on = " on history_historyevent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            cursor.execute(f"drop trigger kedeng_no_{verb}_history_historyevent{on}")
    yield lambda sequence: HistoryEvent.objects.filter(subject=SUBJECT, sequence=sequence)
    triggers.install(connection)


def test_an_event_tells_who_for_whom_what_and_when(chain):
    event = events_of(chain)[0]
    assert (event.sequence, event.kind, event.details) == (1, "registration.moved", {"place": 0})
    assert (event.actor_id, event.actor_name) == (7, "张三（演示）")
    assert (event.organisation_id, event.organisation_name) == (3, "演示大学")
    assert event.happened_at.tzinfo is not None


def test_events_of_a_subject_are_linked_in_their_order(chain):
    events = events_of(chain)
    assert [event.sequence for event in events] == [1, 2, 3, 4]
    assert [event.previous_digest for event in events] == [
        "",
        *(event.digest for event in events[:3]),
    ]
    assert all(len(event.digest) == 64 for event in events)
    assert broken_link(chain) is None


def test_what_the_system_does_by_itself_bears_its_name(chain):
    [event] = events_of("registration:别的")
    assert (event.actor_name, event.actor_id, event.organisation_name) == ("系统", None, "")
    assert broken_link("registration:别的") is None


def test_a_subject_without_events_has_a_chain_that_holds(db):
    assert (events_of("user:0"), broken_link("user:0")) == ([], None)


def test_details_survive_the_database(db):
    details = {"文": "“引号”\n\\", "list": [1, None, True, {"b": "2", "a": []}], "empty": {}}
    record(kind=Event.CLAIMED, subject=SUBJECT, actor=None, details=details)
    [event] = events_of(SUBJECT)
    assert event.details == details
    assert broken_link(SUBJECT) is None


@pytest.mark.parametrize(
    "change",
    [
        {"details": {"place": 99}},
        {"actor_name": "李四（演示）"},
        {"organisation_id": 4},
        {"kind": "registration.claimed"},
    ],
)
def test_a_changed_event_is_found(change, chain, meddle):
    meddle(3).update(**change)
    assert broken_link(chain) == 3


def test_a_change_with_a_new_digest_breaks_the_next_link(chain, meddle):
    event = meddle(2).get()
    event.details = {"place": 99}
    event.digest = link_digest(event)
    event.save()
    assert broken_link(chain) == 3


def test_a_removed_event_is_found(chain, meddle):
    meddle(2).delete()
    assert broken_link(chain) == 3


def test_exchanged_events_are_found(chain, meddle):
    meddle(2).update(sequence=9)
    meddle(3).update(sequence=2)
    meddle(9).update(sequence=3)
    assert broken_link(chain) == 2


def test_history_without_a_transaction_is_an_error_of_the_caller(committed):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(kind=Event.CLAIMED, subject=SUBJECT, actor=None)
    with transaction.atomic():
        record(kind=Event.CLAIMED, subject=SUBJECT, actor=None)
    assert len(events_of(SUBJECT)) == 1


def test_an_action_that_fails_leaves_no_history(chain):
    with transaction.atomic():
        record(kind=Event.CLAIMED, subject=SUBJECT, actor=None)
        transaction.set_rollback(True)
    assert len(events_of(chain)) == 4
