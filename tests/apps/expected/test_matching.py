"""The number decides, a name proposes, a person says yes or no."""

import pytest
from tests.records import bring, new_draft
from tests.stage import person

from kedeng.apps.expected.actions import (
    OutOfReachError,
    RefusedError,
    drop_item,
    give_reason,
    pair,
)
from kedeng.apps.expected.queries import (
    ItemFilter,
    line_for,
    lines_of,
    proposals_for,
    scope_of,
    visible_codes,
)
from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.registrations import actions as registrations
from kedeng.domain.expected import Standing
from kedeng.domain.rights import Right


def name_project(actor, record, number):
    """Write a project's number into a draft as its filer would."""
    row = record.sections.get(section="projects")
    content = [{**row.content[0], "project_number": number}, *row.content[1:]]
    registrations.save_section(
        actor=actor,
        registration=record,
        section="projects",
        content=content,
        expected_version=row.version,
    )
    return record


def standings(actor):
    return [line.standing.value for line in lines_of(scope_of(actor), 2025)]


def test_a_number_matches_a_draft_and_what_becomes_of_it(
    listed, draft, author, department_reviewer, movers
):
    listed(department_reviewer, number="2025—ＹＦ 01")
    assert standings(department_reviewer) == ["open"]

    record = name_project(author, draft(category="applied_technology"), "2025YF01")
    line = lines_of(scope_of(department_reviewer), 2025)[0]
    assert [(match.code, match.by_number) for match in line.matches] == [(record.code, True)]
    assert line.standing is Standing.UNDER_WAY
    assert visible_codes(department_reviewer, [line]) == frozenset()  # a draft: its state alone

    bring(record, "registered", movers)
    line = lines_of(scope_of(department_reviewer), 2025)[0]
    assert line.standing is Standing.REGISTERED
    assert visible_codes(department_reviewer, [line]) == {record.code}


def test_another_units_number_is_no_match(listed, author, department_reviewer, stage, draft):
    listed(department_reviewer)
    other = create_organisation(name="演示学院", rank=4, parent=stage.department)
    colleague = person(other, "xueyuan", Right.ENTER)
    record = new_draft(stage.round, colleague, category="applied_technology")
    name_project(colleague, record, "2025-01")
    assert standings(department_reviewer) == ["open"]


def test_a_faculty_files_for_its_university(listed, department_reviewer, stage, draft):
    listed(department_reviewer)
    faculty = create_organisation(name="演示大学化学系", rank=4, parent=stage.university)
    colleague = person(faculty, "huaxue", Right.ENTER)
    record = new_draft(stage.round, colleague, category="applied_technology")
    name_project(colleague, record, "2025-01")
    assert standings(department_reviewer) == ["under_way"]


def test_a_name_proposes_and_a_person_decides(listed, record_in, department_reviewer):
    item = listed(department_reviewer, name="高效催化剂的制备（演示）")
    record = record_in("recommended", title="高效催化剂制备（演示）")
    scope = scope_of(department_reviewer)

    def proposed():
        lines = lines_of(scope, 2025)
        found = proposals_for(department_reviewer, scope, lines)
        return [(each.code, each.percent) for each in found.get(item.pk, [])]

    assert proposed() == [(record.code, 95)]
    assert standings(department_reviewer) == ["open"]  # proposed is not said

    pair(actor=department_reviewer, item_id=item.pk, code=record.code, is_same=True)
    assert standings(department_reviewer) == ["under_way"]
    pair(actor=department_reviewer, item_id=item.pk, code=record.code, is_same=False)
    assert (standings(department_reviewer), proposed()) == (["open"], [])
    assert [event.details["same"] for event in events_of(f"expected:{item.pk}")] == [True, False]


def test_a_draft_is_proposed_to_its_unit_alone(listed, draft, unit_clerk, department_reviewer):
    item = listed(department_reviewer, name="高效催化剂的制备（演示）")
    record = draft(title="高效催化剂的制备（演示）")
    for actor, expected in ((unit_clerk, [record.code]), (department_reviewer, [])):
        scope = scope_of(actor)
        found = proposals_for(actor, scope, lines_of(scope, 2025))
        assert [each.code for each in found.get(item.pk, [])] == expected
    with pytest.raises(OutOfReachError):
        pair(actor=department_reviewer, item_id=item.pk, code=record.code, is_same=True)


def test_a_match_by_number_can_be_denied(listed, draft, author, unit_clerk):
    item = listed(unit_clerk, unit="")
    record = name_project(author, draft(category="applied_technology"), "2025-01")
    pair(actor=unit_clerk, item_id=item.pk, code=record.code, is_same=False)
    assert standings(unit_clerk) == ["open"]


def test_a_reason_is_recorded_and_taken_back(listed, unit_clerk, department_reviewer, stage):
    item = listed(department_reviewer)
    give_reason(actor=unit_clerk, item_id=item.pk, reason="not_accepted")
    line = line_for(scope_of(department_reviewer), item.pk)
    assert (line.standing, line.item.reason_by) == (Standing.EXCUSED, "演示大学 演示clerk")
    give_reason(actor=department_reviewer, item_id=item.pk, reason="")
    assert standings(department_reviewer) == ["open"]


@pytest.mark.parametrize(
    ("reason", "text", "code"),
    [
        ("lazy", "", "expected_reason_missing"),
        ("elsewhere", " ", "expected_text_missing"),
        ("other", "字" * 501, "reason_too_long"),
    ],
)
def test_a_reason_that_says_nothing_is_refused(listed, unit_clerk, reason, text, code):
    item = listed(unit_clerk, unit="")
    with pytest.raises(RefusedError) as caught:
        give_reason(actor=unit_clerk, item_id=item.pk, reason=reason, text=text)
    assert caught.value.code == code


def test_only_who_named_it_takes_it_out(listed, unit_clerk, department_reviewer, stranger):
    item = listed(department_reviewer)
    with pytest.raises(OutOfReachError):
        drop_item(actor=stranger, item_id=item.pk)
    with pytest.raises(RefusedError) as caught:
        drop_item(actor=unit_clerk, item_id=item.pk)
    assert (caught.value.code, caught.value.params) == (
        "expected_of_another",
        {"body": "演示省教育厅"},
    )
    drop_item(actor=department_reviewer, item_id=item.pk)
    assert standings(department_reviewer) == []


def test_a_stranger_finds_nothing(listed, department_reviewer, stranger):
    item = listed(department_reviewer)
    assert line_for(scope_of(stranger), item.pk) is None
    assert standings(stranger) == []


def test_a_list_is_narrowed(listed, unit_clerk, stage):
    listed(unit_clerk, unit="")
    patent = listed(
        unit_clerk, unit="", kind="授权专利", number="ZL202110123456.7", name="演示专利"
    )
    give_reason(actor=unit_clerk, item_id=patent.pk, reason="not_accepted")
    lines = lines_of(scope_of(unit_clerk), 2025)

    def kept(**chosen):
        return [line.item.name for line in lines if ItemFilter(**chosen).keeps(line)]

    assert kept(standing="excused") == kept(kind="patent") == kept(text="专利") == ["演示专利"]
    assert kept(unit=str(stage.university.pk)) == kept() == ["演示项目甲", "演示专利"]
    assert kept(text="2025-01 项目") == ["演示项目甲"]


@pytest.mark.parametrize("count", [1, 30])
def test_however_long_six_statements(
    listed, unit_clerk, department_reviewer, count, django_assert_num_queries
):
    for number in range(count):
        listed(department_reviewer, number=f"2025-{number}", name=f"演示项目{number}")
    with django_assert_num_queries(6):
        scope = scope_of(department_reviewer)
        lines_of(scope, 2025)
