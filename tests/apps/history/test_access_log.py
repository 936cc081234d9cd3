"""The access log: once a day and thing, capped, neither rewritten nor trimmed before its time."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from kedeng.apps.history.actions import MOST_NOTES, note_access, trim_access_log
from kedeng.apps.history.models import AccessNote
from kedeng.apps.history.queries import access_log, events_of
from kedeng.commands.main import main
from kedeng.domain.events import Access
from kedeng.domain.policy import Actor, Purpose
from kedeng.domain.rights import Right

pytestmark = pytest.mark.django_db

UNIVERSITY, DEPARTMENT, ELSEWHERE = 10, 20, 30


def person(user_id, organisation, *rights):
    return Actor(user_id, f"演示{user_id}", organisation, "演示单位", 4, frozenset(rights))


READER = person(1, DEPARTMENT, Right.REVIEW)


def note(actor=READER, item="a" * 64, purpose=Purpose.REVIEW, owner_id=UNIVERSITY):
    note_access(
        actor=actor,
        kind=Access.FILE_OPENED,
        subject="registration:NQ7K4JTKY5DV",
        item=item,
        purpose=purpose,
        owner_id=owner_id,
    )


def aged(days, item):
    """A note of so many days ago."""
    note(item=item)
    made = AccessNote.objects.filter(item=item).values().get()
    del made["id"]
    day = timezone.localdate() - timedelta(days=days)
    return AccessNote.objects.create(**{**made, "noted_on": day})


def test_a_note_tells_who_opened_what_when_and_what_for():
    note()
    [found] = AccessNote.objects.values()
    assert timezone.now() - found.pop("noted_at") < timedelta(minutes=1)
    del found["id"]
    assert found == {
        "kind": "file.opened",
        "subject": "registration:NQ7K4JTKY5DV",
        "item": "a" * 64,
        "purpose": "review",
        "owner_id": UNIVERSITY,
        "actor_id": 1,
        "actor_name": "演示1",
        "organisation_id": DEPARTMENT,
        "organisation_name": "演示单位",
        "noted_on": timezone.localdate(),
    }


def test_the_same_thing_is_noted_once_a_day():
    for _ in range(3):
        note()
    aged(1, "b")
    note(item="b")
    note(purpose=Purpose.FOLLOW)
    note(actor=person(2, DEPARTMENT))
    found = AccessNote.objects.order_by("id").values_list("actor_id", "item", "purpose")
    assert list(found) == [
        (1, "a" * 64, "review"),
        (1, "b", "review"),
        (1, "b", "review"),
        (1, "a" * 64, "follow"),
        (2, "a" * 64, "review"),
    ]


def test_beyond_the_days_cap_the_service_log_takes_the_note(caplog):
    note(item="first")
    made = AccessNote.objects.values().get()
    del made["id"]
    AccessNote.objects.bulk_create(
        AccessNote(**{**made, "item": f"file {number}"}) for number in range(2, MOST_NOTES)
    )
    with caplog.at_level(logging.WARNING):
        for item in ("the last one", "one too many"):
            note(item=item)
        note(actor=person(2, DEPARTMENT), item="another's first")
    [line] = caplog.records
    told = (line.message, line.actor, line.kind, line.item)
    assert told == ("the access log of the day is full", 1, "file.opened", "one too many")
    assert AccessNote.objects.filter(actor_id=1).count() == MOST_NOTES
    assert not AccessNote.objects.filter(item="one too many").exists()


def test_a_manager_reads_of_the_own_people_and_the_own_records():
    note(item="ours, opened by the department")
    note(actor=person(3, UNIVERSITY), item="our clerk, elsewhere", owner_id=ELSEWHERE)
    note(item="not ours", owner_id=ELSEWHERE)
    seen = access_log(person(4, UNIVERSITY, Right.MANAGE))
    assert [row.item for row in seen] == ["our clerk, elsewhere", "ours, opened by the department"]


def test_nobody_else_reads_it():
    note()
    assert not access_log(person(4, UNIVERSITY, *set(Right) - {Right.MANAGE})).exists()


def test_the_database_keeps_notes_for_half_a_year():
    row = aged(170, "young")
    for act in (
        lambda: AccessNote.objects.update(actor_name="别人"),
        row.delete,
        lambda: AccessNote.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only table"), transaction.atomic():
            act()
    assert AccessNote.objects.filter(actor_name="演示1").count() == 2


def test_old_notes_are_trimmed_and_history_tells_of_it(capsys):
    note(item="today")
    for days, item in ((200, "half a year"), (400, "a year")):
        aged(days, item)
    assert main(["trim"]) == 0
    assert main(["trim"]) == 0
    nothing_kept = (
        "trim: 0 abandoned uploads deleted or waiting files scanned\n"
        "trim: 0 sent letters and old messages deleted\n"
        "trim: 0 rosters deleted\n"
        "trim: 0 lists of expected results deleted\n"
    )
    assert capsys.readouterr().out == (
        f"{nothing_kept}trim: 1 access notes deleted\n{nothing_kept}trim: 0 access notes deleted\n"
    )
    before = (timezone.localdate() - timedelta(days=365)).isoformat()
    [event] = events_of("access_log")
    assert (event.kind, event.details) == (
        "access_log.trimmed",
        {"before": before, "notes": 1},
    )
    assert AccessNote.objects.filter(noted_on__lt=timezone.localdate()).get().item == "half a year"


def test_a_shorter_time_is_refused(capsys):
    aged(200, "half a year")
    assert main(["trim", "--days", "179"]) == 1
    assert "kept for 180 days at least" in capsys.readouterr().err
    with pytest.raises(ValueError, match="180 days"):
        trim_access_log(keep_days=0)
    assert AccessNote.objects.count() == 2
