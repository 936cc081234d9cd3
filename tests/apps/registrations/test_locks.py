"""What is looked at under a lock: two who act at once follow one another, and the second sees it.

History tells who came first: its rows are written behind the lock of the record.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.registrations.test_changes import decide, renaming, up
from tests.at_once import at_once
from tests.records import objection_to, publicise, publicity, reload

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.registrations import actions
from kedeng.domain.events import Event

pytestmark = pytest.mark.usefixtures("committed")


def happened(*kinds):
    wanted = [kind.value for kind in kinds]
    found = HistoryEvent.objects.filter(kind__in=wanted).order_by("pk")
    return list(found.values_list("kind", flat=True))


def codes(results):
    return [getattr(each, "code", "") if isinstance(each, Exception) else "" for each in results]


def test_b68_no_change_is_approved_behind_an_objection_that_was_taken(
    stage, record_in, author, unit_clerk, department_reviewer, provincial_auditor
):
    publicity(stage.round, "after_number", 30)
    record = record_in("registered")
    publicise(provincial_auditor, record)
    objection = objection_to(record)
    change = renaming(author, record)
    up(change, unit_clerk, department_reviewer)
    results = at_once(
        [
            lambda: actions.take_objection(actor=provincial_auditor, objection=objection),
            lambda: decide(actions.approve_change, provincial_auditor, change),
        ]
    )
    taken, approved = Event.OBJECTION_TAKEN, Event.CHANGE_APPROVED
    assert (codes(results), happened(taken, approved)) in (
        (["", ""], [approved.value, taken.value]),
        (["", "change_disputed"], [taken.value]),
    )


def test_b66_nothing_is_listed_behind_a_hold_that_was_asked_for(
    stage, record_in, author, provincial_auditor
):
    publicity(stage.round, "after_number", 30)
    record = record_in("registered")
    told = {"ground": "patenting", "reason": "演示：专利申请在写"}
    until = timezone.localdate() + timedelta(days=30)
    results = at_once(
        [
            lambda: actions.ask_hold(actor=author, registration=record, until=until, **told),
            lambda: publicise(provincial_auditor, reload(record)),
        ]
    )
    asked, begun = Event.HOLD_ASKED, Event.PUBLICITY_BEGUN
    assert (codes(results), happened(asked, begun)) in (
        (["", ""], [begun.value, asked.value]),
        (["", "publicity_empty"], [asked.value]),
    )
