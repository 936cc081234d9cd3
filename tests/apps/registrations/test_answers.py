"""Notes have a coded reason, the filer answers each, and a resubmission waits for all of them."""

import pytest
from tests.records import answer, answer_notes, move, refused, reload

from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import NoteAnswer
from kedeng.apps.registrations.sent_back import open_notes, unanswered
from kedeng.domain.answers_to_notes import Outcome

NOTES = (
    actions.Note("overview.keywords", "关键词", "请补充一个。", "summary_unsuitable"),
    actions.Note("evidence.R-1", "研究报告", "缺盖章页。"),
)


@pytest.fixture
def noted(record_in, department_reviewer, author, unit_clerk):
    """A record that came back with two notes."""
    record = move(unit_clerk, move(author, record_in("draft"), "submit"), "pass_on")
    return move(
        department_reviewer,
        record,
        "return",
        reason="请修改",
        reason_code="seal_missing",
        to_desk=0,
        notes=NOTES,
    )


def say(actor, registration, place, outcome=Outcome.DONE, text=""):
    """Answer the note at a place in the list."""
    note = open_notes(registration)[place]
    return actions.answer_note(
        actor=actor, registration=registration, note_id=note.pk, outcome=outcome, text=text
    )


def test_a_note_without_a_reason_of_its_own_takes_the_moves(noted):
    codes = [note.reason_code for note in open_notes(noted)]
    assert codes == ["summary_unsuitable", "seal_missing"]


def test_a_note_of_a_move_without_a_coded_reason_is_other(record_in, unit_clerk):
    record = move(
        unit_clerk, record_in("in_review"), "return", reason="改", to_desk=0, notes=NOTES[1:]
    )
    assert [note.reason_code for note in open_notes(record)] == ["other"]


def test_a_reason_that_the_list_lacks_is_refused(record_in, unit_clerk):
    note = actions.Note("overview.keywords", "关键词", "补", "没有这一项")
    with refused("unknown_reason") as params:
        move(unit_clerk, record_in("in_review"), "return", reason="改", to_desk=0, notes=[note])
    assert params == {"reason": "没有这一项"}


def test_a_resubmission_waits_until_every_note_is_answered(noted, author):
    with refused("notes_open") as params:
        move(author, noted, "resubmit")
    assert params == {"left": 2, "total": 2}
    say(author, noted, 0)
    with refused("notes_open") as params:
        move(author, noted, "resubmit")
    assert params == {"left": 1, "total": 2}
    say(author, noted, 1, Outcome.NOT_CHANGED, "附件第 3 页就是盖章页。")
    assert move(author, noted, "resubmit").state == "in_review"


def test_a_supplement_waits_too(record_in, provincial_auditor, author):
    record = move(
        provincial_auditor,
        record_in("recommended"),
        "request_supplement",
        reason="缺材料",
        notes=NOTES[1:],
    )
    with refused("notes_open"):
        move(author, record, "resupply")
    answer_notes(author, record)
    assert move(author, record, "resupply").state == "recommended"


def test_what_is_not_changed_needs_a_reason(noted, author):
    for text in ("", "   "):
        with refused("answer_missing"):
            say(author, noted, 0, Outcome.NOT_CHANGED, text)
    with refused("answer_too_long") as params:
        say(author, noted, 0, Outcome.DONE, "长" * 501)
    assert params == {"size": 501, "most": 500}
    assert len(unanswered(noted)) == 2


def test_an_answer_may_be_taken_back_and_given_anew(noted, author):
    for outcome in (Outcome.DONE, Outcome.REOPENED, Outcome.DONE):
        say(author, noted, 0, outcome)
        assert len(unanswered(noted)) == (2 if outcome is Outcome.REOPENED else 1)
    assert NoteAnswer.objects.count() == 3  # none was rewritten


def test_a_repeated_answer_changes_nothing_and_history_keeps_each(noted, author):
    first, again = (say(author, noted, 0, Outcome.DONE, "已补") for _ in range(2))
    assert first == again
    events = [e.details for e in events_of(noted.subject) if "answered" in e.kind]
    assert events == [{"note": first.note_id, "place": "关键词", "outcome": "done", "text": "已补"}]


def test_only_who_mends_may_answer(noted, author, department_reviewer, stranger):
    for actor, code in ((department_reviewer, "right_missing"), (stranger, "not_your_record")):
        with refused(code):
            say(actor, noted, 0)
    answer_notes(author, noted)
    note = open_notes(noted)[0]
    sent = move(author, noted, "resubmit")
    with refused("not_editable_now"):
        actions.answer_note(actor=author, registration=sent, note_id=note.pk, outcome=Outcome.DONE)


def test_a_note_of_another_record_is_not_found(noted, record_in, author):
    other = record_in("draft", title="另一项")
    note = open_notes(noted)[0]
    with refused("no_such_note"):
        actions.answer_note(actor=author, registration=other, note_id=note.pk, outcome=Outcome.DONE)


def test_answers_hold_through_a_recall(noted, author):
    answer_notes(author, noted)
    recalled = move(author, move(author, noted, "resubmit"), "recall")
    assert unanswered(recalled) == []
    answer(author, reload(recalled), "overview", keywords=["甲", "乙"])
    assert move(author, recalled, "submit").submissions == 3
