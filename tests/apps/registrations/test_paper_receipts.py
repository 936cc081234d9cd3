"""The paper arrives hop by hop; another version's is refused with a sentence (B50, B52)."""

import pytest
from tests.records import ALL_CHECKED, answer, move, refused

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.insight.printing import printed_form
from kedeng.apps.registrations import actions, papers
from kedeng.apps.registrations.models import PaperReceipt
from kedeng.renderings.refusals import refusal


@pytest.fixture
def twice(draft, author, unit_clerk):
    """A record at the department in its second version, and the page codes of both."""
    record = move(author, draft(), "submit")
    old = printed_form(record, record.revisions.get(number=1)).page_codes
    record = move(author, record, "recall")
    answer(author, record, "overview", keywords=["甲", "乙", "丙"])
    record = move(unit_clerk, move(author, record, "submit"), "pass_on")
    return record, old, printed_form(record, record.revisions.get(number=2)).page_codes


def receive(actor, record, codes, **more):
    return actions.receive_paper(actor=actor, registration=record, codes=codes, **more)


def test_every_desk_of_the_route_notes_the_paper_that_it_has(
    twice, unit_clerk, department_reviewer
):
    record, _, new = twice
    receive(unit_clerk, record, new[:1])
    receive(department_reviewer, record, new, copies=2, note="装订")
    assert [
        (it.organisation_name, it.revision.number, it.copies, it.pages, it.of_pages, it.note)
        for it in PaperReceipt.objects.all()
    ] == [
        ("演示大学", 2, 1, 1, len(new), ""),
        ("演示省教育厅", 2, 2, len(new), len(new), "装订"),
    ]
    told = HistoryEvent.objects.filter(kind="registration.paper_received").values_list(
        "organisation_name", flat=True
    )
    assert list(told) == ["演示大学", "演示省教育厅"]


def test_the_same_paper_is_noted_once_until_it_is_taken_back(twice, department_reviewer):
    record, _, new = twice
    first = receive(department_reviewer, record, new, copies=2)
    assert receive(department_reviewer, record, new, copies=2) == first
    with refused("paper_there_already") as params:
        receive(department_reviewer, record, new, copies=3)
    assert params == {"copies": 2}
    actions.revoke_receipt(actor=department_reviewer, receipt=first, reason="拿错了")
    assert not papers.newest_on_paper(department_reviewer.organisation_id, [record])
    assert receive(department_reviewer, record, new, copies=3).copies == 3


def test_a_form_of_another_version_is_refused_with_the_pages_to_print_again(
    twice, department_reviewer
):
    record, old, _ = twice
    with refused("paper_replaced") as params:
        receive(department_reviewer, record, old)
    assert params["newest"] == 2
    assert "只打印更换页" in refusal("paper_replaced", params)
    assert PaperReceipt.objects.count() == 0


def test_unchanged_pages_of_the_old_print_are_received_with_the_new_cover(
    twice, department_reviewer
):
    record, old, new = twice
    mended = [code if code in new else new[at] for at, code in enumerate(old)]
    assert set(mended) & set(old)
    assert receive(department_reviewer, record, mended).pages == len(new)


def test_a_paper_that_is_not_whole_or_not_its_own_is_refused(twice, department_reviewer):
    record, _, new = twice
    for code, codes in {
        "codes_missing": [],
        "paper_foreign": [*new, "0" * 16],
        "paper_incomplete": new[:-1],
        "cover_missing": new[1:2],
    }.items():
        with refused(code):
            receive(department_reviewer, record, codes)
    with refused("copies_wrong"):
        receive(department_reviewer, record, new, copies=0)


def test_a_desk_that_the_record_has_not_reached_receives_nothing(
    twice, provincial_auditor, stranger, author
):
    record, _, new = twice
    for actor in (provincial_auditor, stranger):
        with refused("paper_not_here"):
            receive(actor, record, new)
    with refused("right_missing"):
        receive(author, record, new)


def test_a_wrong_receipt_is_taken_back_by_a_second_row(twice, department_reviewer):
    record, _, new = twice
    receipt = receive(department_reviewer, record, new)
    assert papers.newest_on_paper(department_reviewer.organisation_id, [record]) == {record.pk}
    with refused("reason_missing"):
        actions.revoke_receipt(actor=department_reviewer, receipt=receipt, reason=" ")
    actions.revoke_receipt(actor=department_reviewer, receipt=receipt, reason="收错")
    assert papers.newest_on_paper(department_reviewer.organisation_id, [record]) == frozenset()
    with refused("receipt_revoked"):
        actions.revoke_receipt(actor=department_reviewer, receipt=receipt, reason="又")
    assert [it.note for it in PaperReceipt.objects.all()] == ["", "收错"]


def test_recommending_waits_for_the_paper_where_the_profile_says_so(
    twice, stage, department_reviewer
):
    record, _, new = twice
    profile = stage.round.profile
    profile.entries = [
        {"key": "recommending_waits_for_paper", "value": True, "source": "", "status": "SOURCED"}
    ]
    profile.save()
    with refused("paper_not_received") as params:
        move(department_reviewer, record, "recommend", checks=ALL_CHECKED)
    assert params == {"version": 2}
    receive(department_reviewer, record, new[:1])
    record = move(department_reviewer, record, "recommend", checks=ALL_CHECKED)
    assert record.state == "recommended"
