"""Returns to every earlier desk, with notes; who may do what while a record is back."""

import pytest
from tests.records import ALL_CHECKED, answer, answer_notes, move, refused

from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.sent_back import open_notes, returns_of

NOTE = actions.Note("overview.keywords", "关键词", "请补充一个关键词。")


@pytest.fixture
def at_province(record_in):
    return record_in("recommended")


@pytest.mark.parametrize("to_desk", [0, 1, 2])
def test_the_province_returns_to_any_earlier_desk(to_desk, at_province, provincial_auditor):
    registration = move(
        provincial_auditor, at_province, "return", reason="缺章", to_desk=to_desk, notes=[NOTE]
    )
    assert (registration.state, registration.desk, registration.reach) == ("returned", to_desk, 3)
    assert registration.returned_by == "province"
    [note] = open_notes(registration)
    assert (note.path, note.place, note.text) == (NOTE.path, NOTE.place, NOTE.text)
    [last] = returns_of(registration)
    assert (last.transition, last.reason, last.organisation_name) == (
        "return",
        "缺章",
        "演示省科学技术厅",
    )


def test_a_desk_returns_only_downwards(at_province, provincial_auditor, department_reviewer):
    desks = [stop.position for stop in queries.earlier_desks(provincial_auditor, at_province)]
    assert desks == [2, 1, 0]
    registration = move(provincial_auditor, at_province, "return", reason="缺章", to_desk=2)
    with refused("desk_missing"):
        move(department_reviewer, registration, "return", reason="缺章", to_desk=2)
    registration = move(department_reviewer, registration, "return", reason="缺章", to_desk=1)
    assert (registration.state, registration.desk) == ("returned", 1)


def test_a_department_sends_what_came_back_to_it_up_again(
    at_province, provincial_auditor, department_reviewer
):
    registration = move(provincial_auditor, at_province, "return", reason="缺章", to_desk=2)
    registration = move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert (registration.state, registration.desk, registration.submissions) == (
        "recommended",
        3,
        1,
    )


def test_a_unit_sends_what_came_back_to_it_up_or_further_down(
    at_province, provincial_auditor, unit_clerk
):
    registration = move(provincial_auditor, at_province, "return", reason="缺章", to_desk=1)
    offered = [row.name for row in queries.offered_moves(unit_clerk, registration)]
    assert offered == ["pass_on", "return"]
    registration = move(unit_clerk, registration, "pass_on")
    assert (registration.state, registration.desk) == ("in_review", 2)


def test_what_lies_at_an_intermediate_desk_nobody_edits(
    at_province, provincial_auditor, unit_clerk, author
):
    registration = move(provincial_auditor, at_province, "return", reason="缺章", to_desk=1)
    for actor in (author, unit_clerk):
        assert not queries.can_edit(actor, registration)
        with refused("not_editable_now"):
            answer(actor, registration, "funding", funding_own="1.00")
    assert queries.offered_moves(author, registration) == []
    registration = move(unit_clerk, registration, "return", reason="请重新盖章", to_desk=0)
    assert queries.can_edit(author, registration)
    answer(author, registration, "funding", funding_own="1.00")


def test_a_resubmission_goes_the_whole_way_again(at_province, provincial_auditor, author):
    registration = move(provincial_auditor, at_province, "return", reason="缺章", to_desk=0)
    registration = move(author, registration, "resubmit")
    assert (registration.state, registration.desk, registration.submissions) == ("in_review", 1, 2)


def test_a_supplement_goes_straight_back_to_the_province(at_province, provincial_auditor, author):
    registration = move(
        provincial_auditor, at_province, "request_supplement", reason="缺查新报告", notes=[NOTE]
    )
    assert (registration.state, registration.desk) == ("supplement", 0)
    assert [note.text for note in open_notes(registration)] == [NOTE.text]
    answer(author, registration, "overview", keywords=["甲", "乙", "丙"])
    answer_notes(author, registration)
    registration = move(author, registration, "resupply")
    assert (registration.state, registration.desk, registration.submissions) == (
        "recommended",
        3,
        2,
    )
    assert move(provincial_auditor, registration, "accept").state == "accepted"


def test_an_explained_approval_is_no_return(record_in, movers):
    registration = record_in("not_recommended")
    registration = move(movers["take_up"], registration, "take_up", reason="材料其实齐全")
    assert returns_of(registration) == []


def test_what_is_too_long_is_refused_in_figures_and_not_cut(at_province, provincial_auditor):
    to_filer = {"to_desk": 0, "reason": "缺章"}
    with refused("reason_too_long") as params:
        move(provincial_auditor, at_province, "return", to_desk=0, reason="长" * 2001)
    assert params == {"size": 2001, "most": 2000}
    long = actions.Note("overview.keywords", "关键词", "长" * 2001)
    with refused("note_too_long") as params:
        move(provincial_auditor, at_province, "return", **to_filer, notes=[long])
    assert params == {"place": "关键词", "size": 2001, "most": 2000}
    with refused("too_many_notes") as params:
        move(provincial_auditor, at_province, "return", **to_filer, notes=[NOTE] * 201)
    assert params == {"size": 201, "most": 200}


def test_nobody_withdraws_what_is_under_review(at_province, author, provincial_auditor):
    with refused("not_at_your_desk"):
        move(author, at_province, "withdraw")
    returned = move(provincial_auditor, at_province, "return", reason="缺章", to_desk=0)
    assert move(author, returned, "withdraw").state == "withdrawn"


# ── the province's decision on what was not recommended ──────────────────────────────────────────


@pytest.fixture
def not_recommended(record_in):
    return record_in("not_recommended")


def test_the_province_takes_up_what_was_not_recommended(not_recommended, provincial_auditor):
    registration = move(provincial_auditor, not_recommended, "take_up", reason="材料其实齐全")
    assert (registration.state, registration.desk) == ("recommended", 3)
    assert move(provincial_auditor, registration, "accept").state == "accepted"


def test_or_upholds_it_and_refuses(not_recommended, provincial_auditor):
    registration = move(provincial_auditor, not_recommended, "uphold", reason="确属重复")
    assert (registration.state, registration.desk) == ("refused", 3)
    assert [row.name for row in queries.offered_moves(provincial_auditor, registration)] == [
        "reopen"
    ]


def test_the_department_itself_refuses_nothing(
    not_recommended, department_reviewer, unit_clerk, author
):
    for name in ("uphold", "refuse", "decline", "take_up"):
        for actor in (department_reviewer, unit_clerk, author):
            with pytest.raises(actions.moves.RefusedMoveError):
                move(actor, not_recommended, name, reason="演示")


def test_the_department_may_think_again(not_recommended, department_reviewer):
    registration = move(department_reviewer, not_recommended, "reconsider")
    assert (registration.state, registration.desk) == ("in_review", 2)
    registration = move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert registration.state == "recommended"
