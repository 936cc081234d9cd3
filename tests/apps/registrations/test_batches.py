"""A stamped 汇总表 is exactly its records, goes to the next desk, and gets a numbered receipt."""

import io

import pytest
from tests.records import ALL_CHECKED, answer, move, picture, refused

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import Held
from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.insight.batching import make_batches, printed_receipt, table_of
from kedeng.apps.insight.summary import summary_of
from kedeng.apps.registrations import actions, batches, papers
from kedeng.renderings.pdf.pages import page_texts


@pytest.fixture
def recommended(draft, author, unit_clerk, department_reviewer):
    """Give three records that the department recommended."""
    found = []
    for place in range(3):
        record = move(author, draft(title=f"演示成果之{place}"), "submit")
        record = move(unit_clerk, record, "pass_on")
        found.append(move(department_reviewer, record, "recommend", checks=ALL_CHECKED))
    return found


@pytest.fixture
def batch(recommended, stage, department_reviewer):
    del recommended
    (made,) = make_batches(department_reviewer, stage.round)
    return made


def send(actor, batch):
    scan = picture(7)
    return actions.hand_over(
        actor=actor, batch=batch, stream=io.BytesIO(scan), size=len(scan), file_name="盖章.png"
    )


def test_a_batch_is_exactly_its_records_and_says_what_the_table_said(
    batch, recommended, stage, department_reviewer
):
    assert [line.registration for line in batch.lines.all()] == recommended
    table = table_of(batch)
    assert table.rows == summary_of(department_reviewer, stage.round).rows
    assert (table.batch, batch.receiver_name) == (batch.code, "演示省科学技术厅")
    assert batches.differences(batch) == []


def test_the_same_table_frozen_again_is_the_same_batch(batch, stage, department_reviewer):
    assert make_batches(department_reviewer, stage.round) == [batch]


def test_b51_what_no_column_shows_makes_another_batch_too(
    batch, recommended, stage, author, department_reviewer, provincial_auditor
):
    record = move(provincial_auditor, recommended[1], "request_supplement", reason="简介过短")
    answer(author, record, "summary", achievement_summary="改过的成果简介。" * 40)
    move(author, record, "resupply")
    [made] = make_batches(department_reviewer, stage.round)
    assert table_of(made).rows == table_of(batch).rows
    assert made.code != batch.code
    assert [line.revision.number for line in made.lines.all()] == [1, 2, 1]
    assert batches.differences(made) == []
    assert actions.receive_batch(actor=provincial_auditor, batch=made, copies=1) == 3


def test_a_desk_that_passed_nothing_on_makes_none(stage, department_reviewer, author):
    with refused("batch_empty"):
        make_batches(department_reviewer, stage.round)
    with refused("batch_empty"):
        make_batches(author, stage.round)


def test_what_came_back_was_replaced_or_was_added_is_named(
    batch, recommended, draft, author, unit_clerk, department_reviewer, provincial_auditor
):
    first, second, _ = recommended
    move(provincial_auditor, first, "return", reason="演示", to_desk=0)
    second = move(provincial_auditor, second, "request_supplement", reason="演示")
    move(author, second, "resupply")
    record = move(unit_clerk, move(author, draft(title="后来的"), "submit"), "pass_on")
    move(department_reviewer, record, "recommend", checks=ALL_CHECKED)
    assert [(it.code, it.sentence) for it in batches.differences(batch)] == [
        (first.code, "已不在本次报送之列，现在的状态是“已退回”"),
        (second.code, "表上是第 1 版，现行的是第 2 版"),
        (record.code, "已报送，但不在这份汇总表上"),
    ]


def test_the_next_desk_confirms_with_a_numbered_receipt_and_has_the_paper(
    batch, recommended, department_reviewer, provincial_auditor
):
    sent = send(department_reviewer, batch)
    answer = actions.answer_hand_over(actor=provincial_auditor, sent=sent, accepts=True, copies=2)
    assert answer.number.endswith("0001 号")
    here = papers.newest_on_paper(provincial_auditor.organisation_id, recommended)
    assert here == {record.pk for record in recommended}
    (page,) = page_texts(printed_receipt(batch, answer))
    assert answer.number in page
    assert batch.code in page
    told = HistoryEvent.objects.filter(subject=f"summary:{batch.code}").order_by("sequence")
    assert [event.kind for event in told] == [
        "summary.made",
        "summary.handed_over",
        "summary.received",
    ]
    with refused("answered_already"):
        actions.answer_hand_over(actor=provincial_auditor, sent=sent, accepts=True)
    with refused("handed_over_already"):
        send(department_reviewer, batch)


def test_a_refused_batch_may_be_sent_again_and_its_number_is_not_used_up(
    batch, department_reviewer, provincial_auditor
):
    sent = send(department_reviewer, batch)
    with refused("handed_over_already"):
        send(department_reviewer, batch)
    with refused("reason_missing"):
        actions.answer_hand_over(actor=provincial_auditor, sent=sent, accepts=False)
    actions.answer_hand_over(actor=provincial_auditor, sent=sent, accepts=False, reason="没有盖章")
    again = send(department_reviewer, batch)
    answer = actions.answer_hand_over(actor=provincial_auditor, sent=again, accepts=True)
    assert answer.number.endswith("0001 号")


def test_a_marked_scan_is_held_and_is_the_sending_desks_to_destroy(
    batch, department_reviewer, settings, tmp_path
):
    settings.QUARANTINE_ROOT = tmp_path / "held"
    scan = picture(7)
    with pytest.raises(RefusedFileError, match="file_marked"):
        actions.hand_over(
            actor=department_reviewer,
            batch=batch,
            stream=io.BytesIO(scan),
            size=len(scan),
            file_name="汇总表（机密★10年）.png",
        )
    held = Held.objects.get()
    assert (held.subject, held.body, held.sender) == (
        f"summary:{batch.code}",
        department_reviewer.organisation_id,
        department_reviewer.name,
    )


def test_only_the_two_desks_see_a_batch(batch, stranger, unit_clerk, department_reviewer):
    assert batches.batch_for(stranger, batch.code) is None
    assert batches.batch_for(department_reviewer, batch.code) == batch
    with refused("batch_not_yours"):
        send(unit_clerk, batch)
    sent = send(department_reviewer, batch)
    with refused("batch_not_yours"):
        actions.answer_hand_over(actor=department_reviewer, sent=sent, accepts=True)
