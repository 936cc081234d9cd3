"""One result is registered once: same title, first unit and type (process.md f, tier 1; B72)."""

import pytest
from tests.records import ALL_CHECKED, move, refused
from tests.stage import person

from kedeng.apps.organisations.actions import create_organisation
from kedeng.domain.rights import Right

SAID = {"unit": "演示大学", "department": "演示省教育厅"}


@pytest.mark.parametrize(
    "state",
    [
        "in_review",
        "returned",
        "not_recommended",
        "supplement",
        "accepted",
        "registered",
        "published",
    ],
)
def test_a_live_record_stands_in_the_way(state, record_in, draft, author):
    record_in(state, title="同一成果")
    with refused("duplicate") as params:
        move(author, draft(title="同一　成果。"), "submit")
    assert params == SAID


@pytest.mark.parametrize("state", ["draft", "withdrawn", "refused", "not_accepted", "cancelled"])
def test_a_record_that_is_over_does_not(state, record_in, draft, author):
    record_in(state, title="同一成果")
    assert move(author, draft(title="同一成果"), "submit").state == "in_review"


def test_a_recalled_draft_makes_room_and_finds_it_taken(record_in, draft, author):
    first = move(author, record_in("in_review", title="同一成果"), "recall")
    move(author, draft(title="同一成果"), "submit")
    with refused("duplicate"):
        move(author, first, "submit")


def test_another_title_or_type_is_another_result(record_in, draft, author):
    record_in("in_review", title="同一成果")
    assert move(author, draft(title="同一成果（二）"), "submit").desk == 1
    assert move(author, draft(title="同一成果", category="basic_theory"), "submit").desk == 1


def test_another_unit_may_register_a_result_of_the_same_name(stage, record_in, draft):
    record_in("in_review", title="同一成果")
    college = create_organisation(name="演示学院", rank=4, parent=stage.department)
    teacher = person(college, "teacher", Right.ENTER)
    assert move(teacher, draft(title="同一成果", actor=teacher), "submit").desk == 1


def test_a_faculty_and_its_university_are_one_unit(stage, record_in, draft):
    record_in("in_review", title="同一成果")
    faculty = create_organisation(name="演示大学材料学院", rank=4, parent=stage.university)
    teacher = person(faculty, "teacher", Right.ENTER)
    with refused("duplicate") as params:
        move(teacher, draft(title="同一成果", actor=teacher), "submit")
    assert params == SAID


def test_a_refused_record_is_not_opened_again_beside_its_successor(
    record_in, draft, author, provincial_auditor
):
    refused_one = record_in("refused", title="同一成果")
    move(author, draft(title="同一成果"), "submit")
    with refused("duplicate") as params:
        move(provincial_auditor, refused_one, "reopen", reason="复核")
    assert params == SAID


def test_a_patent_number_alone_never_blocks(record_in, draft, author):
    """One project yields several results, one patent may support two (B12)."""
    record_in("in_review", title="甲成果")
    other = draft(title="乙成果")  # the same project number, the same files
    assert move(author, other, "submit").state == "in_review"


def test_a_registered_record_is_asked_for_its_own_key(record_in, movers):
    registration = record_in("accepted", title="同一成果")
    assert len(registration.duplicate_key) == 64
    registered = move(movers["register"], registration, "register", checks=ALL_CHECKED)
    assert registered.duplicate_key == registration.duplicate_key
