"""Two people, one record, the same moment. The large versions stand in tests/trials."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from django.db import IntegrityError
from django.utils import timezone
from tests.at_once import at_once
from tests.records import ALL_CHECKED, publicise, publicity, reload
from tests.stage import person

from kedeng.apps.history.queries import broken_link, events_of
from kedeng.apps.organisations.actions import issue_token
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.actions.drafts import OutdatedError
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import NumberCounter, Registration
from kedeng.domain.changes import Kind
from kedeng.domain.objections import Ground
from kedeng.domain.rights import Right

pytestmark = pytest.mark.usefixtures("committed")


def outcome(result):
    """A refusal's code, or the name of what came out."""
    return result.code if isinstance(result, RefusedMoveError) else type(result).__name__


def test_identical_submits_have_one_effect_and_one_receipt(draft, author):
    registration = draft()
    submit = partial(
        actions.move,
        actor=author,
        registration=registration,
        transition="submit",
        expected_version=0,
    )
    receipts = at_once([submit] * 12)
    assert receipts == [receipts[0]] * 12
    assert (receipts[0].state, receipts[0].version, receipts[0].revision) == ("in_review", 1, 1)
    fresh = reload(registration)
    assert (fresh.version, fresh.moves.count(), fresh.revisions.count()) == (1, 1, 1)
    assert broken_link(registration.subject) is None


def test_numbers_have_no_gap_and_no_double_though_half_of_the_acts_are_undone(
    record_in, provincial_auditor
):
    """A ghost's move fails at its very end: the commit finds nobody behind its foreign key."""
    accepted = [record_in("accepted", title=f"成果{place}") for place in range(4)]
    ghost = replace(provincial_auditor, user_id=999_999)

    def register(actor, registration):
        return actions.move(
            actor=actor,
            registration=registration,
            transition="register",
            expected_version=registration.version,
            checks=ALL_CHECKED,
        )

    ghosts = [partial(register, ghost, registration) for registration in accepted[:2]]
    undone = at_once(ghosts + [partial(register, provincial_auditor, one) for one in accepted[2:]])
    assert [type(result) for result in undone[:2]] == [IntegrityError] * 2
    done = at_once([partial(register, provincial_auditor, one) for one in accepted])
    assert sorted(receipt.number for receipt in done) == [
        f"9142025R{serial:04d}" for serial in range(1, 5)
    ]
    assert NumberCounter.objects.get().last == 4


def test_no_acknowledged_text_is_lost(draft, author):
    registration = draft(complete=False)
    acknowledged = {}

    def add(word):
        text, version = "", 0
        while word not in text:
            try:
                saved = actions.save_section(
                    actor=author,
                    registration=registration,
                    section="summary",
                    content={"achievement_summary": text + word},
                    expected_version=version,
                )
            except OutdatedError as error:
                text = error.current.content["achievement_summary"]
                version = error.current.version
            else:
                text += word
                acknowledged[saved.version] = text

    words = "甲乙丙丁戊己庚辛壬癸"
    at_once([partial(add, word) for word in words])
    assert sorted(acknowledged) == list(range(1, 11))
    texts = [acknowledged[version] for version in sorted(acknowledged)]
    assert [len(text) for text in texts] == list(range(1, 11))
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    row = registration.sections.get(section="summary")
    assert (row.content, row.version) == ({"achievement_summary": texts[-1]}, 10)


def test_of_two_identical_results_one_is_submitted(draft, author, unit_clerk):
    first, second = draft(title="同一成果"), draft(title="同一 成果。", actor=unit_clerk)
    results = at_once(
        [
            partial(
                actions.move,
                actor=actor,
                registration=registration,
                transition="submit",
                expected_version=0,
            )
            for actor, registration in ((author, first), (unit_clerk, second))
        ]
    )
    assert sorted(map(outcome, results)) == ["Receipt", "duplicate"]
    [refusal] = [result for result in results if isinstance(result, RefusedMoveError)]
    assert refusal.params == {"unit": "演示大学", "department": "演示省教育厅"}
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["draft", "in_review"]


def test_a_record_has_one_holder(stage, record_in, unit_clerk):
    registration = record_in("in_review")
    clerks = [unit_clerk, *(person(stage.university, f"c{n}", Right.REVIEW) for n in range(5))]
    results = at_once(
        [partial(actions.claim, actor=clerk, registration=registration) for clerk in clerks]
    )
    assert sorted(map(outcome, results)) == ["NoneType", *["claimed_by_another"] * 5]
    kinds = [event.kind for event in events_of(registration.subject)]
    assert kinds.count("registration.claimed") == 1


def test_a_recall_and_a_claim_never_both_succeed(record_in, author, unit_clerk):
    registration = record_in("in_review")
    recall = partial(
        actions.move,
        actor=author,
        registration=registration,
        transition="recall",
        expected_version=registration.version,
    )
    results = at_once([recall, partial(actions.claim, actor=unit_clerk, registration=registration)])
    fresh = reload(registration)
    assert ([outcome(result) for result in results], fresh.state, fresh.claimed_by_id) in (
        (["Receipt", "moved_meanwhile"], "draft", None),
        (["already_claimed", "NoneType"], "in_review", unit_clerk.user_id),
    )


def test_a_save_beside_a_submit_is_in_the_revision_or_refused(draft, author):
    registration = draft()
    row = registration.sections.get(section="summary")
    text = "另一段演示简介。" * 30
    save = partial(
        actions.save_section,
        actor=author,
        registration=registration,
        section="summary",
        content={"achievement_summary": text},
        expected_version=row.version,
    )
    submit = partial(
        actions.move,
        actor=author,
        registration=registration,
        transition="submit",
        expected_version=0,
    )
    saved, receipt = at_once([save, submit])
    submitted = registration.revisions.get().answers["summary"]["achievement_summary"]
    stored = registration.sections.get(section="summary").content["achievement_summary"]
    assert outcome(receipt) == "Receipt"
    assert submitted == stored
    assert (outcome(saved), submitted == text) in (("Saved", True), ("not_editable_now", False))


def test_a_draft_is_submitted_or_deleted(draft, author):
    registration = draft()
    delete = partial(actions.delete_draft, actor=author, registration=registration)
    submit = partial(
        actions.move,
        actor=author,
        registration=registration,
        transition="submit",
        expected_version=0,
    )
    deleted, submitted = map(outcome, at_once([delete, submit]))
    left = list(Registration.objects.values_list("state", flat=True))
    assert (deleted, submitted, left) in (
        ("not_editable_now", "Receipt", ["in_review"]),
        ("NoneType", "moved_meanwhile", []),
    )


def test_one_subject_has_one_chain_however_many_write_it(author):
    results = at_once([partial(issue_token, actor=author, label=str(n)) for n in range(10)])
    assert [type(result) for result in results] == [str] * 10
    assert len(events_of(f"user:{author.user_id}")) == 11
    assert broken_link(f"user:{author.user_id}") is None


def test_a_change_is_decided_once_and_a_cancellation_at_the_same_moment_ends_it(
    stage, record_in, provincial_auditor
):
    record = record_in("registered")
    second = person(stage.province, "second", Right.REVIEW, Right.MANAGE)
    change = actions.open_request(
        actor=provincial_auditor, registration=record, kind=Kind.CORRECTION, reason="错别字"
    )
    content = {**record.revisions.get().answers["overview"], "achievement_name": "演示更正"}
    change = actions.propose_section(
        actor=provincial_auditor,
        change=change,
        section="overview",
        content=content,
        expected_version=1,
    )
    change = actions.send_request(
        actor=provincial_auditor, change=change, expected_version=change.version
    )
    decide = {"actor": second, "change": change, "text": "", "expected_version": change.version}
    cancel = partial(
        actions.move,
        actor=provincial_auditor,
        registration=record,
        transition="cancel",
        expected_version=record.version,
        reason="查实",
        reason_code="false",
    )
    results = at_once([partial(actions.approve_change, **decide)] * 3 + [cancel])
    told = sorted(outcome(result) for result in results)
    fresh = reload(record)
    if fresh.state == "cancelled":
        assert "Receipt" in told
        assert (fresh.submissions, told.count("ChangeRequest")) == (1, 0)
    else:
        assert told.count("ChangeRequest") == 1
        assert (fresh.submissions, fresh.title, "moved_meanwhile" in told) == (2, "演示更正", True)
    assert {*told} <= {
        *("Receipt", "ChangeRequest", "moved_meanwhile"),
        *("change_settled", "change_stale", "change_not_now"),
    }
    assert broken_link(record.subject) is None


def test_two_who_begin_publicity_after_the_number_list_a_record_once(
    stage, record_in, provincial_auditor
):
    record = record_in("registered")
    publicity(stage.round, "after_number")
    begin = partial(
        actions.begin_publicity,
        actor=provincial_auditor,
        round_=stage.round,
        title="演示公示",
        codes=[record.code],
    )
    results = at_once([begin] * 4)
    refusals = [result for result in results if isinstance(result, RefusedMoveError)]
    assert [each.code for each in refusals] == ["publicity_empty"] * 3
    assert record.publicity.count() == 1


def test_an_objection_pressed_twice_is_one(stage, record_in, provincial_auditor):
    record = record_in("registered")
    publicity(stage.round, "after_number")
    publicise(provincial_auditor, record)
    told = actions.Told(
        is_unit=False, name="演示异议人", contact="0351-1", ground=Ground.PEOPLE, text="演示理由"
    )
    press = partial(
        actions.object_to,
        entry=record.publicity.get(),
        told=told,
        uploads=(),
        ticket="t",
        network="",
        arrived_at=timezone.now(),
    )
    results = at_once([press] * 4)
    assert [isinstance(result, tuple) for result in results] == [True] * 4
    assert len({objection.pk for objection, _ in results}) == 1
    assert len([code for _, code in results if code]) == 1
