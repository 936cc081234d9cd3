"""Until when a desk may send a record on: earlier closings, extensions, grace, arrival."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.records import ALL_CHECKED, move, refused, reload, windows
from tests.stage import person

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.registrations import actions as registrations
from kedeng.apps.registrations.desk_time import desk_time
from kedeng.apps.rounds import actions
from kedeng.apps.rounds.queries import windows_of
from kedeng.domain.profiles import Basis, Told, write_entries
from kedeng.domain.rights import Right
from kedeng.domain.windows import Step, Window

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def manager_of(stage):
    """Give a factory of managers: `manager_of(stage.department)`."""
    return lambda body: person(body, f"manager{body.pk}", Right.MANAGE)


def set_earlier(actor, stage, body, closes, step=Step.SUBMIT, **more):
    return actions.set_window(
        actor=actor,
        round_=stage.round,
        step=step,
        window=Window(None, closes),
        organisation=body,
        **more,
    )


def refuses(code):
    return pytest.raises(actions.NotAllowedError, match=f"^{code}$")


# ── closed earlier below ─────────────────────────────────────────────────────────────────────────
def test_a_department_closes_its_units_earlier(stage, draft, author, manager_of, now):
    set_earlier(manager_of(stage.department), stage, stage.university, now - HOUR)
    with refused("window_closed") as params:
        move(author, draft(), "submit")
    assert params["closes"] == now - HOUR


def test_a_university_its_authors_and_keeps_time_to_pass_on(
    stage, draft, author, unit_clerk, manager_of, now
):
    submitted = move(author, draft(), "submit")
    late = draft(title="迟交的一项")
    set_earlier(manager_of(stage.university), stage, stage.university, now - HOUR)
    with refused("window_closed"):
        move(author, late, "submit")
    assert move(unit_clerk, submitted, "pass_on").desk == 2


def test_a_faculty_has_what_its_university_left(stage, draft, manager_of, now):
    faculty = create_organisation(name="演示学院", rank=4, parent=stage.university)
    teacher = person(faculty, "teacher", Right.ENTER)
    set_earlier(manager_of(stage.university), stage, faculty, now - HOUR)
    with refused("window_closed"):
        move(teacher, draft(actor=teacher), "submit")


def test_only_the_category_that_was_named(stage, draft, author, manager_of, now):
    department = manager_of(stage.department)
    set_earlier(department, stage, stage.university, now - HOUR, category="basic_theory")
    assert move(author, draft(), "submit").state == "in_review"


def test_never_later_than_above(stage, manager_of, now):
    windows(stage.round, submit=now + 5 * DAY)
    department, university = manager_of(stage.department), manager_of(stage.university)
    with refuses("later_than_above") as caught:
        set_earlier(department, stage, stage.university, now + 6 * DAY)
    assert caught.value.params == {"closes": now + 5 * DAY}
    with refuses("later_than_above"):
        set_earlier(department, stage, stage.university, None)
    set_earlier(department, stage, stage.university, now + 4 * DAY)
    with refuses("later_than_above") as caught:
        set_earlier(university, stage, stage.university, now + 4 * DAY + HOUR)
    assert caught.value.params == {"closes": now + 4 * DAY}
    set_earlier(department, stage, stage.university, now + 5 * DAY)  # its own may be put off again


def test_nobody_sets_what_is_not_below(stage, manager_of, author, stranger, now):
    university = manager_of(stage.university)
    for actor, body, step, code in (
        (author, stage.university, Step.SUBMIT, "right_missing"),
        (stranger, stage.university, Step.SUBMIT, "window_not_yours"),
        (university, stage.department, Step.SUBMIT, "window_not_yours"),
        (university, stage.university, Step.RECOMMEND, "window_not_yours"),
        (university, None, Step.SUBMIT, "window_not_yours"),
        (stranger, stage.other_unit, Step.SUBMIT, "window_not_yours"),
    ):
        with refuses(code):
            set_earlier(actor, stage, body, now + HOUR, step)


def test_what_was_set_is_taken_back_by_who_set_it(stage, draft, author, manager_of, now):
    department = manager_of(stage.department)
    row = set_earlier(department, stage, stage.university, now - HOUR)
    with refuses("window_not_yours"):
        actions.drop_window(actor=manager_of(stage.university), row=row)
    actions.drop_window(actor=department, row=row)
    assert move(author, draft(), "submit").state == "in_review"
    kinds = [event.kind for event in events_of(f"round:{stage.round.pk}")]
    assert kinds[-2:] == ["window.set", "window.dropped"]


# ── extensions ───────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def closed(stage, now):
    """The round's submitting has closed an hour ago."""
    windows(stage.round, submit=now - HOUR)
    return now - HOUR


def extend_body(actor, stage, closed, **more):
    told = {
        "organisation": stage.university,
        "closes": timezone.now() + DAY,
        "reason": "网络故障",
        "present": closed,
    }
    return actions.propose_extension(
        actor=actor, round_=stage.round, step=Step.SUBMIT, **(told | more)
    )


def test_a_record_is_extended_by_one_person(stage, draft, author, provincial_auditor, closed):
    registration = draft()
    extension = registrations.extend(
        actor=provincial_auditor,
        registration=registration,
        closes=timezone.now() + DAY,
        reason="验收文件迟发",
    )
    assert (extension.needed, extension.agreed_at is not None) == (1, True)
    assert move(author, registration, "submit").state == "in_review"
    with refused("window_closed"):
        move(author, draft(title="另一项"), "submit")
    kinds = [event.kind for event in events_of(registration.subject)]
    assert [kind for kind in kinds if kind.startswith("extension.")] == [
        "extension.proposed",
        "extension.granted",
    ]


def test_an_organisation_by_two_different_people(stage, draft, author, provincial_auditor, closed):
    extension = extend_body(provincial_auditor, stage, closed)
    registration = draft()
    with refused("window_closed"):
        move(author, registration, "submit")
    with refuses("agreed_before"):
        actions.agree_to_extension(actor=provincial_auditor, extension=extension)
    second = person(stage.province, "second", Right.MANAGE)
    actions.agree_to_extension(actor=second, extension=extension)
    assert [each.name for each in extension.approvals.order_by("id")] == [
        "演示auditor",
        "演示second",
    ]
    assert move(author, registration, "submit").state == "in_review"


def test_it_ends_by_itself(stage, draft, author, provincial_auditor, closed, now):
    registration = draft()
    until = now + HOUR
    registrations.extend(
        actor=provincial_auditor, registration=registration, closes=until, reason="迟"
    )
    with refused("window_closed") as params:
        _submit_at(author, registration, until)
    assert params["closes"] == until
    assert _submit_at(author, registration, until - timedelta(seconds=1)).state == "in_review"


def test_what_has_ended_needs_no_time(record_in, provincial_auditor, stranger, now):
    told = {"registration": record_in("withdrawn"), "closes": now + 60 * DAY, "reason": "迟"}
    with refuses("extension_of_ended"):
        registrations.extend(actor=provincial_auditor, **told)
    with refuses("province_only"):
        registrations.extend(actor=stranger, **told)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"reason": "  "}, "reason_missing"),
        ({"reason": "长" * 501}, "reason_too_long"),
        ({"closes": datetime.fromisoformat("2026-01-01T00:00:00+08:00")}, "extension_not_later"),
        ({"present": None}, "extension_not_later"),
    ],
)
def test_an_extension_says_why_and_until_when(stage, provincial_auditor, closed, told, code):
    with refuses(code):
        extend_body(provincial_auditor, stage, closed, **told)


def test_only_the_province_extends_and_only_its_own(stage, manager_of, closed, stranger):
    neighbour = person(stage.other_province, "neighbour", Right.MANAGE)
    for actor, code in (
        (manager_of(stage.department), "province_only"),
        (neighbour, "not_your_organisation"),
    ):
        with refuses(code):
            extend_body(actor, stage, closed)
    province = manager_of(stage.province)
    with refuses("body_out_of_round"):
        extend_body(province, stage, closed, organisation=stage.other_unit)


def test_nobody_agrees_to_what_was_taken_back_meanwhile(stage, provincial_auditor, closed):
    seen = extend_body(provincial_auditor, stage, closed)
    again = type(seen).objects.get(pk=seen.pk)
    actions.withdraw_extension(actor=provincial_auditor, extension=again)
    with refuses("extension_settled"):
        actions.agree_to_extension(
            actor=person(stage.province, "second", Right.MANAGE), extension=seen
        )
    again.refresh_from_db()
    assert (again.agreed_at, again.withdrawn_at is None) == (None, False)


def test_a_proposal_can_be_taken_back_and_a_grant_cannot(stage, provincial_auditor, closed):
    extension = extend_body(provincial_auditor, stage, closed)
    actions.withdraw_extension(actor=provincial_auditor, extension=extension)
    second = person(stage.province, "second", Right.MANAGE)
    with refuses("extension_settled"):
        actions.agree_to_extension(actor=second, extension=extension)
    granted = extend_body(provincial_auditor, stage, closed)
    actions.agree_to_extension(actor=second, extension=granted)
    with refuses("extension_settled"):
        actions.withdraw_extension(actor=second, extension=granted)


# ── the round's own closing ──────────────────────────────────────────────────────────────────────
def set_whole(actor, stage, window, **more):
    return actions.set_window(
        actor=actor, round_=stage.round, step=Step.SUBMIT, window=window, **more
    )


@pytest.mark.parametrize("closes", [timedelta(days=400), None])
@pytest.mark.parametrize("named", [False, True])
def test_nobody_alone_puts_a_province_off(stage, provincial_auditor, closed, now, closes, named):
    """A closing that has passed, or that people wait for; told of the round or of the province."""
    asked = Window(None, closes and now + closes)
    body = stage.province if named else None
    for held in (closed, now + DAY):
        windows(stage.round, submit=held)
        with refuses("closing_needs_extension") as caught:
            set_whole(provincial_auditor, stage, asked, organisation=body)
        assert caught.value.params == {"closes": held}


def test_an_open_step_is_not_shut_by_a_later_opening(stage, provincial_auditor, now):
    with refuses("opening_is_past"):
        set_whole(provincial_auditor, stage, Window(now + DAY, now + 2 * DAY))


def test_before_the_opening_all_is_free_and_history_tells_both(stage, provincial_auditor, now):
    ahead = Window(now + DAY, now + 2 * DAY)
    actions.set_windows(round_=stage.round, windows={Step.SUBMIT: ahead})
    later = Window(now + 2 * DAY, now + 9 * DAY)
    set_whole(provincial_auditor, stage, later)
    assert events_of(f"round:{stage.round.pk}")[-1].details == {
        "step": "submit",
        "for": "",
        "category": "",
        "opens": later.opens.isoformat(),
        "closes": later.closes.isoformat(),
        "before": {"opens": ahead.opens.isoformat(), "closes": ahead.closes.isoformat()},
    }


def test_an_open_step_may_close_earlier(stage, provincial_auditor, now):
    row = set_whole(provincial_auditor, stage, Window(now - DAY, now + DAY))
    assert row.closes == now + DAY


def test_two_people_put_a_whole_round_off(stage, draft, author, provincial_auditor, closed, now):
    until = now + DAY
    extension = extend_body(
        provincial_auditor, stage, closed, organisation=stage.province, closes=until
    )
    registration = draft()
    with refused("window_closed"):
        move(author, registration, "submit")
    second = person(stage.province, "second", Right.MANAGE)
    actions.agree_to_extension(actor=second, extension=extension)
    assert windows_of(stage.round)[Step.SUBMIT].closes == until
    assert move(author, registration, "submit").state == "in_review"
    told = events_of(f"round:{stage.round.pk}")
    assert [event.kind for event in told[-3:]] == [
        "extension.agreed",
        "window.set",
        "extension.granted",
    ]
    assert told[-2].details["before"]["closes"] == closed.isoformat()


def test_one_category_is_put_off_up_to_what_closes_all(
    stage, draft, author, provincial_auditor, now
):
    early = Window(now - 9 * DAY, now - HOUR)
    set_whole(provincial_auditor, stage, early, category="soft_science")
    all_close = windows_of(stage.round)[Step.SUBMIT].closes
    told = {"organisation": stage.province, "category": "soft_science"}
    with refuses("later_than_above"):
        extend_body(provincial_auditor, stage, None, **told, closes=all_close + DAY)
    extension = extend_body(provincial_auditor, stage, None, **told)
    registration = draft()
    with refused("window_closed"):
        move(author, registration, "submit")
    second = person(stage.province, "second", Right.MANAGE)
    actions.agree_to_extension(actor=second, extension=extension)
    assert move(author, registration, "submit").state == "in_review"
    assert windows_of(stage.round)[Step.SUBMIT].closes == all_close


def test_what_does_not_close_is_not_put_off(stage, provincial_auditor, closed):
    told = {"organisation": stage.province, "category": "basic_theory"}
    with refuses("extension_not_later"):
        extend_body(provincial_auditor, stage, closed, **told)


# ── grace and arrival ────────────────────────────────────────────────────────────────────────────
def _submit_at(actor, registration, arrived_at, transition="submit"):
    fresh = reload(registration)
    registrations.move(
        actor=actor,
        registration=fresh,
        transition=transition,
        expected_version=fresh.version,
        arrived_at=arrived_at,
    )
    return reload(registration)


def test_what_arrived_before_the_closing_counts(stage, draft, author, closed):
    registration = draft()
    with refused("window_closed"):
        _submit_at(author, registration, closed)
    submitted = _submit_at(author, registration, closed - timedelta(microseconds=1))
    assert submitted.state == "in_review"
    assert submitted.submitted_at > closed


def test_what_was_returned_in_time_has_the_profiles_grace(stage, draft, author, unit_clerk, now):
    profile = stage.round.profile
    grace = {
        "return_grace_days": Told(3, "演示", Basis.SOURCED),
        "return_grace_day_kind": Told("calendar", "演示", Basis.SOURCED),
    }
    profile.entries = write_entries(grace)
    profile.save(update_fields=["entries"])
    registration = move(author, draft(), "submit")
    registration = move(unit_clerk, registration, "return", reason="缺页", to_desk=0)
    windows(stage.round, submit=now + HOUR)
    ends = desk_time(reload(registration)).window.closes
    local = timezone.localtime(ends)
    assert (local.hour, local.minute) == (0, 0)
    assert local.date() == timezone.localdate() + 4 * DAY
    assert _submit_at(author, registration, now + 2 * DAY, "resubmit").state == "in_review"
    late = draft(title="没有退回过的")
    with refused("window_closed"):
        _submit_at(author, late, now + 2 * DAY)


def test_a_unit_that_returned_later_than_its_authors_close_leaves_them_its_own_time(
    stage, draft, author, unit_clerk, manager_of, now
):
    registration = move(author, draft(), "submit")
    set_earlier(manager_of(stage.university), stage, stage.university, now - HOUR)
    registration = move(unit_clerk, registration, "return", reason="缺页", to_desk=0)
    assert move(author, registration, "resubmit").state == "in_review"


def test_a_department_may_be_extended_too(
    stage, draft, author, unit_clerk, department_reviewer, provincial_auditor, now
):
    registration = move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    windows(stage.round, recommend=now - HOUR)
    with refused("window_closed"):
        move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    registrations.extend(
        actor=provincial_auditor,
        registration=reload(registration),
        closes=now + DAY,
        reason="迟收",
    )
    moved = move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert moved.state == "recommended"
