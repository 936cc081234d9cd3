"""Overdue records are flagged on the working day after, where the profile counts days (B44)."""

from datetime import date, datetime

import pytest
from tests.records import publicity, reload

from kedeng.apps.registrations import queries
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.overdue import overdue_since
from kedeng.domain.profiles import Basis, Told, write_entries

RECEIVED = datetime.fromisoformat("2026-02-10T15:00:00+08:00")  # the festival lies in between
DUE = date(2026, 3, 2)


@pytest.fixture
def waiting(stage, at_department):
    """A record that the department received before the Spring Festival; ten working days."""
    profile = stage.round.profile
    profile.entries = write_entries({"recommend_days": Told(10, "演示", Basis.SOURCED)})
    profile.save(update_fields=["entries"])
    record = at_department()
    record.desk_since = RECEIVED
    record.save(update_fields=["desk_since"])
    return reload(record)


@pytest.mark.parametrize(
    ("today", "late"), [(DUE, False), (date(2026, 3, 3), True), (date(2026, 5, 1), True)]
)
def test_the_last_day_is_in_time_and_the_next_working_day_is_not(
    waiting, department_reviewer, today, late
):
    assert overdue_since(department_reviewer, [waiting], today) == (
        {waiting.pk: DUE} if late else {}
    )


def test_other_desks_have_other_days(waiting, unit_clerk, provincial_auditor):
    for actor in (unit_clerk, provincial_auditor):
        assert overdue_since(actor, [waiting], date(2026, 5, 1)) == {}


def test_the_queue_says_so(browser_of, waiting, department_reviewer):
    page = browser_of(department_reviewer).get("/desk/").content.decode()
    assert "应在 3月2日前办" in page


@pytest.mark.parametrize(
    ("state", "late"),
    [("recommended", True), ("accepted", True), ("passed", False), ("publicised", False)]
    + [(state, False) for state in ("registered", "refused", "cancelled", "filed")],
)
def test_what_a_desk_has_decided_is_not_late(stage, record_in, provincial_auditor, state, late):
    record = record_in(state)
    publicity(stage.round, audit_days=5)
    Registration.objects.filter(pk=record.pk).update(desk_since=RECEIVED)
    told = overdue_since(provincial_auditor, [reload(record)], date(2026, 5, 1))
    wanted = queries.QueueFilter(problem="overdue", scope="all")
    found = list(queries.queue(provincial_auditor, wanted))
    assert (list(told), found) == (([record.pk], [record]) if late else ([], []))


def test_nobody_is_blamed_for_days_that_nobody_has_published(waiting, department_reviewer):
    waiting.desk_since = datetime.fromisoformat("2098-12-30T15:00:00+08:00")
    assert overdue_since(department_reviewer, [waiting], date(2099, 5, 1)) == {}
