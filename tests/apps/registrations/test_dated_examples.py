"""The profiles' own dated examples, put to the real submit: what is tried is what is done."""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.cast import ALL_CHECKED, DATA, answer, move, reload

from kedeng.apps.registrations import actions as registrations
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.rounds import actions
from kedeng.apps.rounds.models import Extension, RoundWindow
from kedeng.domain.profile_examples import read_example
from kedeng.domain.profile_trial import Outcome, Question, evidence_day, profile_window
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import Step

FILES = {file.stem: json.loads(file.read_text()) for file in sorted(DATA.glob("profiles/*.json"))}
LONG_AGO, LONG_AHEAD = date(2000, 1, 1), date(2090, 12, 31)
EXAMPLES = [
    (key, row)
    for key, content in FILES.items()
    for row in content["examples"]
    if row["question"] == Question.FILING and not row.get("paper")
]
REFUSALS = {
    Outcome.CLOSED: "window_closed",
    Outcome.OUTSIDE_PERIOD: "form_incomplete",
    Outcome.FILED_TOO_LATE: "form_incomplete",
    Outcome.EVIDENCE_TOO_OLD: "form_incomplete",
}


@pytest.fixture
def under(stage):
    """Give the stage's round a ready profile, with the windows and the period that it states."""

    def choose(key):
        profile = actions.load_profile(content=FILES[key], organisation=stage.province)
        period = profile.values["evidence_period"]
        days = [date.fromisoformat(day) for day in period] if period else [LONG_AGO, LONG_AHEAD]
        stage.round.evidence_from, stage.round.evidence_to = days
        stage.round.profile = profile
        stage.round.save()
        stage.round.windows.all().delete()
        for step in Step:
            window = profile_window(profile.values, step)
            RoundWindow.objects.create(
                round=stage.round, step=step.value, opens=window.opens, closes=window.closes
            )
        return profile.values

    return choose


def date_the_evidence(author, registration, values, case):
    """Write the date that counts into the form; own money makes the project its own."""
    day = evidence_day(values, case.evidence_kind, case.dates) or date(2025, 6, 18)
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
    values = under(key)
    if case.desk is StopKind.FILER:
        date_the_evidence(author, reload(registration), values, case)
    narrow_or_extend(case, stage, registration)
    if example.expected.outcome is Outcome.ACCEPTED:
        before = reload(registration).version
        send(movers[name], registration, name, case.at)
        assert reload(registration).version == before + 1
        return
    with pytest.raises(RefusedMoveError) as caught:
        send(movers[name], registration, name, case.at)
    assert caught.value.code == REFUSALS[example.expected.outcome]
    if example.expected.outcome is Outcome.CLOSED:
        decides = datetime.fromisoformat(example.expected.decides)
        assert caught.value.params["closes"].astimezone(UTC) == decides.astimezone(UTC)


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
