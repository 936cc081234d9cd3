"""How far each unit is, against last year, and who will be late."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.records import bring, new_draft, windows
from tests.stage import person

from kedeng.apps.expected.queries import radar_of, scope_of
from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.registrations.models import Move
from kedeng.apps.rounds.actions import create_round
from kedeng.apps.rounds.models import Extension, Round
from kedeng.domain.radar import Figures, Outlook
from kedeng.domain.rights import Right
from kedeng.domain.windows import Step, Window


def radar(actor, stage):
    round_ = Round.objects.get(pk=stage.round.pk)
    return radar_of(scope_of(actor), round_, timezone.now())


def row(actor, stage, unit):
    return next(each for each in radar(actor, stage).rows if each.unit == unit)


@pytest.fixture
def year_before(stage):
    """A round a year before, closed at the end of its days."""
    closes = timezone.now() - timedelta(days=300)
    return create_round(
        organisation=stage.province,
        title="演示省 2024 年度登记",
        year=2024,
        evidence_period=(date(2024, 1, 1), date(2024, 12, 31)),
        profile=stage.round.profile,
        pack=stage.round.pack,
        windows={Step.SUBMIT: Window(closes - timedelta(days=30), closes)},
    )


def file_before(round_, actor, days):
    """Submit a record of an earlier round, so many days before its closing."""
    record = new_draft(round_, actor, title=f"演示旧成果 {days}")
    closes = next(w.closes for w in round_.windows.all() if w.step == "submit")
    Move.objects.create(
        registration=record,
        expected_version=0,
        transition="submit",
        from_state="draft",
        to_state="in_review",
        from_desk=0,
        to_desk=1,
        actor_id=actor.user_id,
        actor_name=actor.name,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        payload_digest="",
        receipt={},
        moved_at=closes - timedelta(days=days),
    )


def test_figures_of_a_unit(listed, record_in, department_reviewer, stage):
    for state in ("draft", "in_review", "returned", "recommended", "registered", "withdrawn"):
        record_in(state)
    listed(department_reviewer)
    found = row(department_reviewer, stage, stage.university)
    assert found.figures == Figures(
        open=1, drafts=1, submitted=1, returned=1, recommended=2, ended=1, recent=5
    )
    assert found.outlook is Outlook.EARLY  # twenty days are left
    assert radar(department_reviewer, stage).totals == found.figures


def test_within_a_fortnight_the_pace_decides(listed, department_reviewer, stage, record_in):
    windows(stage.round, submit=timezone.now() + timedelta(days=7, hours=1))
    listed(department_reviewer)
    assert row(department_reviewer, stage, stage.university).outlook is Outlook.LATE
    record_in("in_review")
    assert row(department_reviewer, stage, stage.university).outlook is Outlook.ON_PACE
    windows(stage.round, submit=timezone.now() - timedelta(days=1))
    assert row(department_reviewer, stage, stage.university).outlook is Outlook.MISSED


def test_an_extension_counts_for_its_unit(listed, department_reviewer, stage):
    windows(stage.round, submit=timezone.now() - timedelta(days=1))
    listed(department_reviewer)
    later = timezone.now() + timedelta(days=3, hours=1)
    Extension.objects.create(
        round=stage.round,
        step="submit",
        organisation=stage.university,
        about=stage.university.name,
        closes=later,
        reason="演示",
        needed=1,
        agreed_at=timezone.now(),
    )
    found = row(department_reviewer, stage, stage.university)
    assert (found.closes, found.days_left, found.outlook) == (later, 3, Outlook.LATE)


def test_pace_against_the_year_before(year_before, author, department_reviewer, stage, record_in):
    for days in (25, 21, 19, 1):
        file_before(year_before, author, days)
    record_in("recommended")
    pace = radar(department_reviewer, stage).pace  # twenty days before the closing
    assert (pace.title, pace.submitted, pace.recommended) == ("演示省 2024 年度登记", 1, 1)
    assert (pace.then_submitted, pace.whole_submitted, pace.then_recommended) == (2, 4, 0)


def test_a_unit_that_filed_last_year_and_has_not_begun(year_before, author, stage, draft):
    file_before(year_before, author, 3)
    windows(stage.round, submit=timezone.now() + timedelta(days=5))
    auditor = person(stage.province, "looks", Right.REVIEW)
    found = row(auditor, stage, stage.university)
    assert (found.figures.last_year, found.outlook) == (1, Outlook.LATE)


def test_without_a_year_before_nothing_is_invented(department_reviewer, stage):
    found = radar(department_reviewer, stage)
    assert (found.pace, found.why_no_pace) == (None, "no_round_before")


def test_without_a_closing_nothing_is_compared(year_before, department_reviewer, stage):
    windows(stage.round, submit=None)
    found = radar(department_reviewer, stage)
    assert (found.pace, found.why_no_pace) == (None, "no_closing")


def test_who_sees_whom(department_reviewer, provincial_auditor, unit_clerk, stranger, stage):
    def units(actor):
        return [each.unit.name for each in radar(actor, stage).rows]

    create_organisation(name="演示大学化学系", rank=4, parent=stage.university)
    assert units(department_reviewer) == units(provincial_auditor) == ["演示大学"]
    assert units(unit_clerk) == ["演示大学"]
    assert units(stranger) == ["外省演示公司"]


def test_statements_do_not_grow_with_units(stage, department_reviewer, year_before, movers, draft):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            radar(department_reviewer, stage)
        return len(seen)

    bring(draft(), "in_review", movers)
    few = statements()
    for number in range(29):
        unit = create_organisation(name=f"演示学院{number}", rank=4, parent=stage.department)
        new_draft(stage.round, person(unit, f"filer{number}", Right.ENTER), complete=False)
    assert len(radar(department_reviewer, stage).rows) == 30
    assert statements() == few == 15
