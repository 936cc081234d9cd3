"""The profiles' own dated examples, put to the real submit: what is tried is what is done.

Windows, periods and the date that counts are written down here, not asked of what is tried.
"""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.records import ALL_CHECKED, answer, move, reload
from tests.stage import DATA

from kedeng.apps.registrations import actions as registrations
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.rounds import actions
from kedeng.apps.rounds.models import Extension, RoundWindow
from kedeng.domain.profile_examples import read_example
from kedeng.domain.profile_trial import Outcome, Question
from kedeng.domain.routes import StopKind
from kedeng.lib.instants import CHINA

FILES = {file.stem: json.loads(file.read_text()) for file in sorted(DATA.glob("profiles/*.json"))}
LONG_AGO, LONG_AHEAD = date(2000, 1, 1), date(2090, 12, 31)
# What notices say of when to file: the notice of Shanxi, fifth item; the others name no days.
WINDOWS = {
    "shanxi-2025": {
        "submit": (None, "2026-01-22T00:00:00+08:00"),
        "recommend": (None, "2026-01-24T00:00:00+08:00"),
        "paper": ("2026-01-26T00:00:00+08:00", "2026-01-28T00:00:00+08:00"),
    }
}
PERIODS = {"shanxi-2025": (date(2025, 1, 1), date(2025, 12, 31))}  # first item
# The date that a filer writes down (B6): Gansu's answer of 2023-05-30; elsewhere the paper's own.
WRITTEN = {
    "gansu-2022": {
        "provincial_plan": "confirmed_in_system",
        "local_plan": "acceptance_completed",
        "national_plan": "conclusion_notice",
        "certificate": "certificate_foot",
        "new_product": "filing_form",
    }
}
EXAMPLES = [
    (key, row)
    for key, content in FILES.items()
    for row in content["examples"]
    if row["question"] == Question.FILING and not row.get("paper")
]
TOLD = {
    Outcome.OUTSIDE_PERIOD: "evaluation_outside_window",
    Outcome.FILED_TOO_LATE: "filed_too_late",
    Outcome.EVIDENCE_TOO_OLD: "evidence_too_old",
}


@pytest.fixture
def under(stage):
    """Give the stage's round a ready profile, with the windows and the period that it states."""

    def choose(key):
        profile = actions.load_profile(content=FILES[key], organisation=stage.province)
        first, last = PERIODS.get(key, (LONG_AGO, LONG_AHEAD))
        stage.round.evidence_from, stage.round.evidence_to = first, last
        stage.round.profile = profile
        stage.round.save()
        stage.round.windows.all().delete()
        for step, ends in WINDOWS.get(key, {}).items():
            opens, closes = (datetime.fromisoformat(end) if end else None for end in ends)
            RoundWindow.objects.create(round=stage.round, step=step, opens=opens, closes=closes)

    return choose


def date_the_evidence(author, registration, key, case):
    """Write the date that counts into the form; own money makes the project its own."""
    written = WRITTEN.get(key, {}).get(case.evidence_kind, "evidence_foot")
    day = case.dates[written] if case.dates else date(2025, 6, 18)
    answer(author, registration, "evaluation", evaluation_date=day.isoformat())
    answer(
        author,
        registration,
        "overview",
        research_start_month="2010-01",
        research_end_month="2010-12",
    )
    if not case.public_money:
        row = registration.sections.get(section="projects")
        row.content = [{**project, "is_publicly_funded": False} for project in row.content]
        row.save(update_fields=["content"])


def bring_to_desk(case, registration, movers):
    """Bring the record to the desk of the example; give the move that is asked for there."""
    if case.returned_by is not None:
        registration = move(movers["submit"], registration, "submit")
        if case.returned_by is StopKind.DEPARTMENT:
            registration = move(movers["pass_on"], registration, "pass_on")
        who = movers["pass_on" if case.returned_by is StopKind.UNIT else "return"]
        move(who, registration, "return", reason="缺页", to_desk=0)
        return "resubmit"
    steps = {
        StopKind.FILER: [],
        StopKind.UNIT: ["submit"],
        StopKind.DEPARTMENT: ["submit", "pass_on"],
    }
    for name in steps[case.desk]:
        registration = move(movers[name], registration, name)
    return {StopKind.FILER: "submit", StopKind.UNIT: "pass_on"}.get(case.desk, "recommend")


def narrow_or_extend(case, stage, registration):
    """Set what the example says of the way: a closing set above, an extension that was agreed."""
    if case.closed_below is not None:
        RoundWindow.objects.create(
            round=stage.round,
            step="submit",
            organisation=stage.university,
            set_by=stage.department,
            closes=case.closed_below,
        )
    if case.extended_to is not None:
        Extension.objects.create(
            round=stage.round,
            step="submit",
            record_code=registration.code,
            about="演示",
            closes=case.extended_to,
            reason="演示",
            needed=1,
            agreed_at=timezone.now(),
        )


@pytest.mark.parametrize(
    ("key", "row"), EXAMPLES, ids=lambda it: it if isinstance(it, str) else it["title"]
)
def test_the_real_move_answers_as_the_trial_does(key, row, under, stage, draft, author, movers):
    example = read_example(row)
    case = example.case
    registration = draft()
    name = bring_to_desk(case, registration, movers)
    under(key)
    if case.desk is StopKind.FILER:
        date_the_evidence(author, reload(registration), key, case)
    narrow_or_extend(case, stage, registration)
    if example.expected.outcome is Outcome.ACCEPTED:
        before = reload(registration).version
        send(movers[name], registration, name, case.at)
        assert reload(registration).version == before + 1
        return
    with pytest.raises(RefusedMoveError) as caught:
        send(movers[name], registration, name, case.at)
    if example.expected.outcome is Outcome.CLOSED:
        decides = datetime.fromisoformat(example.expected.decides)
        assert caught.value.code == "window_closed"
        assert caught.value.params["closes"].astimezone(UTC) == decides.astimezone(UTC)
    else:
        assert caught.value.code == "form_incomplete"
        blocking = judge(reload(registration), today=case.at.astimezone(CHINA).date()).errors
        assert [problem.code for problem in blocking] == [TOLD[example.expected.outcome]]


def send(actor, registration, name, arrived_at):
    """Make the move as if its request had arrived then."""
    now = reload(registration)
    registrations.move(
        actor=actor,
        registration=now,
        transition=name,
        expected_version=now.version,
        arrived_at=arrived_at,
        checks=ALL_CHECKED if name == "recommend" else None,
    )


def test_there_are_enough_of_them():
    assert len(EXAMPLES) >= 40
