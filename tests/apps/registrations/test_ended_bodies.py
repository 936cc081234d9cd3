"""A body is merged or closed: its records go on at the successor, and nothing is stuck (B35)."""

import pytest
from tests.records import move, new_draft, reload
from tests.stage import again, person, superior, user_of

from kedeng.apps.history.queries import broken_link, events_of
from kedeng.apps.organisations.actions import OutOfReachError, RefusedError, create_organisation
from kedeng.apps.organisations.queries import names_of
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.open_records import figures_of_body
from kedeng.apps.registrations.queries import QueueFilter, queue, registration_for
from kedeng.domain.rights import Right

DESK = (Right.REVIEW, Right.FORWARD, Right.RETURN)


@pytest.fixture
def department(stage):
    """The super administrator of the university's department."""
    return superior(stage.department)


@pytest.fixture
def heir(stage):
    """Another university of the same department."""
    return create_organisation(name="承接大学", rank=4, parent=stage.department)


@pytest.fixture
def heirs_clerk(heir):
    return person(heir, "heirs-clerk", Right.ENTER, *DESK)


def merge(department, stage, heir):
    return actions.merge_body(actor=department, organisation=stage.university, successor=heir)


def close(department, stage, heir):
    return actions.close_body(actor=department, organisation=stage.university, successor=heir)


def queued(actor):
    return [record.code for record in queue(actor, QueueFilter())]


def refused_with(code):
    return pytest.raises(RefusedError, match=f"^{code}$")


@pytest.mark.parametrize("end", [merge, close])
def test_a_record_at_the_desk_goes_on_at_the_successors(
    end, department, stage, heir, heirs_clerk, record_in, department_reviewer
):
    record = record_in("in_review")
    end(department, stage, heir)
    assert queued(heirs_clerk) == [record.code]
    record = move(heirs_clerk, record, "pass_on")
    assert queued(department_reviewer) == [record.code]
    assert [(stop.name, stop.organisation_id) for stop in record.stops.all()[:3]] == [
        ("演示大学", heir.pk),  # where it was filed, under the name of that day
        ("承接大学", heir.pk),
        ("演示省教育厅", stage.department.pk),
    ]


def test_a_desk_that_has_acted_keeps_its_name(department, stage, heir, record_in):
    record = record_in("recommended")
    merge(department, stage, heir)
    stop = record.stops.get(position=1)
    assert (stop.name, stop.organisation) == ("演示大学", heir)


def test_every_record_tells_who_follows_whom(department, stage, heir, record_in):
    for state in ("draft", "in_review", "published"):
        record = record_in(state, category="soft_science")
        before = record.version
        assert before == reload(record).version
    merge(department, stage, heir)
    for record in Registration.objects.all():
        event = events_of(record.subject)[-1]
        assert (event.kind, event.actor_name) == ("registration.rerouted", department.name)
        assert (event.details["from"], event.details["to"], event.details["filed"]) == (
            [stage.university.pk, "演示大学"],
            [heir.pk, "承接大学"],
            True,
        )
        assert broken_link(record.subject) is None


def test_a_page_opened_before_is_stale(department, stage, heir, record_in, unit_clerk):
    record = record_in("in_review")
    merge(department, stage, heir)
    with pytest.raises(RefusedMoveError, match="moved_meanwhile"):
        actions.move(
            actor=unit_clerk,
            registration=record,
            transition="pass_on",
            expected_version=record.version,
        )


def test_users_of_a_merged_body_move_along_with_filing_alone(
    department, stage, heir, author, unit_clerk, draft
):
    old = superior(stage.university, Right.ENTER)
    record = draft()
    merge(department, stage, heir)
    for actor in (author, unit_clerk, old):
        now = again(actor)
        assert (now.organisation_id, now.rights, now.is_super) == (heir.pk, {Right.ENTER}, False)
    assert registration_for(again(author), record.code) == record
    assert move(again(author), record, "submit").state == "in_review"


def test_users_of_a_closed_body_stay_behind(department, stage, heir, heirs_clerk, author, draft):
    record = draft()
    close(department, stage, heir)
    assert again(author) is None
    assert move(heirs_clerk, record, "submit").state == "in_review"


def test_a_claim_of_the_old_desk_is_lifted(
    department, stage, heir, heirs_clerk, unit_clerk, record_in
):
    record = record_in("in_review")
    actions.claim(actor=unit_clerk, registration=record)
    merge(department, stage, heir)
    actions.claim(actor=heirs_clerk, registration=reload(record))
    assert reload(record).claimed_by == user_of(heirs_clerk)


def test_the_same_result_is_not_registered_again_by_the_successor(
    department, stage, heir, heirs_clerk, record_in
):
    record_in("published", title="同一项成果")
    merge(department, stage, heir)
    again_ = new_draft(stage.round, heirs_clerk, title="同一项成果")
    with pytest.raises(RefusedMoveError, match="duplicate"):
        move(heirs_clerk, again_, "submit")


@pytest.fixture
def of_a_faculty(stage):
    """A faculty of the university, and a result that it has filed under the university's name."""
    faculty = create_organisation(name="演示学院", rank=4, parent=stage.university)
    dean = person(faculty, "dean", Right.ENTER)
    record = new_draft(stage.round, dean, title="同一项成果")
    row = record.sections.get(section="units")
    row.content = [{**row.content[0], "unit_name": stage.university.name}]
    row.save()
    return faculty, move(dean, record, "submit")


@pytest.mark.parametrize("end", [merge, close])
def test_b72_a_faculty_that_goes_along_brings_its_results(
    end, department, stage, heir, heirs_clerk, of_a_faculty
):
    end(department, stage, heir)
    again_ = new_draft(stage.round, heirs_clerk, title="同一项成果")
    with pytest.raises(RefusedMoveError, match="duplicate"):
        move(heirs_clerk, again_, "submit")


def test_b72_a_faculty_that_moves_brings_its_results(
    department, heir, heirs_clerk, stage, of_a_faculty, unit_clerk
):
    faculty, _ = of_a_faculty
    actions.move_body(actor=department, organisation=faculty, parent=heir)
    with pytest.raises(RefusedMoveError, match="duplicate"):
        move(heirs_clerk, new_draft(stage.round, heirs_clerk, title="同一项成果"), "submit")
    left = new_draft(stage.round, unit_clerk, title="同一项成果")
    assert move(unit_clerk, left, "submit").state == "in_review"


def test_two_live_records_of_one_result_stay_as_they_are(
    department, stage, heir, heirs_clerk, record_in
):
    mine = record_in("published", title="同一项成果")
    theirs = move(heirs_clerk, new_draft(stage.round, heirs_clerk, title="同一项成果"), "submit")
    merge(department, stage, heir)
    assert (reload(mine).state, reload(theirs).state) == ("published", "in_review")
    assert reload(mine).duplicate_key != reload(theirs).duplicate_key


def test_the_old_name_counts_as_the_successors_own(department, stage, heir):
    merge(department, stage, heir)
    assert names_of(heir) == {"承接大学", "演示大学"}


def test_bodies_below_go_to_the_successor(department, stage, heir):
    faculty = create_organisation(name="演示学院", rank=4, parent=stage.university)
    close(department, stage, heir)
    faculty.refresh_from_db()
    stage.university.refresh_from_db()
    assert faculty.parent == heir
    assert (stage.university.is_active, stage.university.successor) == (False, heir)
    assert stage.university.closed_at is not None


def test_a_unit_may_be_followed_by_its_department(
    department, stage, department_reviewer, record_in
):
    record = record_in("in_review")
    close(department, stage, stage.department)
    assert queued(department_reviewer) == [record.code]
    record = move(department_reviewer, record, "pass_on")
    assert record.desk == 2


def test_a_department_is_followed_by_a_department(stage, record_in, movers):
    bureau = create_organisation(name="承接厅局", rank=3, parent=stage.province)
    reviewer = person(bureau, "bureau", *DESK)
    record = record_in("in_review")
    record = move(movers["pass_on"], record, "pass_on")
    actions.close_body(
        actor=superior(stage.province), organisation=stage.department, successor=bureau
    )
    record = move(
        reviewer, record, "recommend", checks=dict.fromkeys(("truth", "completeness", "form"), True)
    )
    assert (record.state, record.recommending_name()) == ("recommended", "承接厅局")


def test_wrong_successors_are_refused(stage, department, heir):
    province = superior(stage.province)
    faculty = create_organisation(name="演示学院", rank=4, parent=stage.university)
    with refused_with("successor_below"):
        close(department, stage, faculty)
    with refused_with("successor_below"):
        close(department, stage, stage.university)
    with refused_with("successor_rank"):
        close(province, stage, stage.province)
    with pytest.raises(OutOfReachError):
        close(department, stage, stage.other_unit)
    close(department, stage, heir)
    with refused_with("body_closed"):
        close(department, stage, heir)


def test_a_manager_ends_no_body(stage, heir):
    manager = person(stage.department, "manager", Right.MANAGE)
    with refused_with("super_only"):
        merge(manager, stage, heir)


def test_what_an_end_would_hand_on_is_counted(stage, record_in):
    for state in ("draft", "in_review", "published"):
        record_in(state)
    figures = figures_of_body(stage.university)
    assert (figures.filed, figures.at_desk, figures.all) == (2, 1, 3)
