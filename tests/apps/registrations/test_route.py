"""An achievement goes up through four ranks, with a return on the way."""

import pytest
from tests.records import ALL_CHECKED, answer_notes, move, reload

from kedeng.apps.history.queries import broken_link, events_of
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import NumberCounter, Registration


def up_to_province(registration, author, unit_clerk, department_reviewer):
    registration = move(author, registration, "submit")
    registration = move(unit_clerk, registration, "pass_on")
    return move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)


def test_an_achievement_reaches_the_register(
    draft, author, unit_clerk, department_reviewer, provincial_auditor, national_receiver
):
    registration = draft()
    registration = up_to_province(registration, author, unit_clerk, department_reviewer)
    for actor, transition, payload in (
        (provincial_auditor, "accept", {}),
        (provincial_auditor, "register", {"checks": ALL_CHECKED}),
        (provincial_auditor, "report", {}),
        (national_receiver, "receive", {}),
        (national_receiver, "publish", {}),
    ):
        registration = move(actor, registration, transition, **payload)
    assert (registration.state, registration.number) == ("published", "9142025R0001")
    assert [row.to_state for row in registration.moves.all()] == [
        "in_review",
        "in_review",
        "recommended",
        "accepted",
        "registered",
        "reported",
        "received",
        "published",
    ]
    assert broken_link(registration.subject) is None


def test_a_returned_record_is_mended_and_submitted_again(
    draft, author, unit_clerk, department_reviewer
):
    registration = move(author, draft(), "submit")
    registration = move(unit_clerk, registration, "pass_on")
    note = actions.Note("overview.keywords", "关键词", "请补充一个关键词。")
    registration = move(
        department_reviewer, registration, "return", reason="关键词不全", to_desk=0, notes=[note]
    )
    assert (registration.state, registration.desk) == ("returned", 0)
    section = registration.sections.get(section="overview")
    actions.save_section(
        actor=author,
        registration=registration,
        section="overview",
        content={**section.content, "keywords": ["甲", "乙", "丙"]},
        expected_version=section.version,
    )
    answer_notes(author, registration)
    registration = move(author, registration, "resubmit")
    assert (registration.state, registration.desk, registration.submissions) == ("in_review", 1, 2)
    first, second = registration.revisions.all()
    assert first.answers["overview"]["keywords"] == ["瓦斯利用", "低浓度瓦斯"]
    assert second.answers["overview"]["keywords"] == ["甲", "乙", "丙"]


def test_a_repeat_gets_the_same_receipt(draft, author):
    registration = draft()
    first, second = (
        actions.move(
            actor=author, registration=registration, transition="submit", expected_version=0
        )
        for _ in range(2)
    )
    assert first == second
    assert reload(registration).moves.count() == 1


def test_a_stale_version_is_refused(draft, author):
    registration = move(author, draft(), "submit")
    with pytest.raises(RefusedMoveError, match="moved_meanwhile"):
        actions.move(
            actor=author, registration=registration, transition="recall", expected_version=0
        )


def test_submit_refuses_an_incomplete_form(draft, author):
    registration = draft(complete=False)
    with pytest.raises(RefusedMoveError, match="form_incomplete"):
        move(author, registration, "submit")
    assert reload(registration).version == 0


def test_r10_the_same_result_is_registered_once(draft, author, unit_clerk):
    move(author, draft(title="同一成果"), "submit")
    other = draft(title="同一 成果。", actor=unit_clerk)
    with pytest.raises(RefusedMoveError) as refused:
        move(unit_clerk, other, "submit")
    assert (refused.value.code, refused.value.params) == (
        "duplicate",
        {"unit": "演示大学", "department": "演示省教育厅"},
    )


def test_r6_a_secret_result_leaves_nothing_behind(stage, author):
    with pytest.raises(RefusedMoveError, match="secret"):
        actions.create_draft(actor=author, category="soft_science", round_=stage.round, secrecy="2")
    assert author_records(author) == 0
    assert events_of("registration:") == []


def author_records(author):
    return Registration.objects.filter(filer_id=author.user_id).count()


def test_a_recall_works_until_the_next_desk_has_claimed(draft, author, unit_clerk):
    registration = move(author, draft(), "submit")
    registration = move(author, registration, "recall")
    assert (registration.state, registration.desk) == ("draft", 0)
    registration = move(author, registration, "submit")
    actions.claim(actor=unit_clerk, registration=registration)
    with pytest.raises(RefusedMoveError, match="already_claimed"):
        move(author, registration, "recall")


def test_a_refused_registration_takes_no_number(
    draft, author, unit_clerk, department_reviewer, provincial_auditor
):
    registration = up_to_province(draft(), author, unit_clerk, department_reviewer)
    registration = move(provincial_auditor, registration, "accept")
    with pytest.raises(RefusedMoveError, match="checklist_open"):
        move(provincial_auditor, registration, "register", checks={"truth": True})
    assert list(NumberCounter.objects.all()) == []
    registration = move(provincial_auditor, registration, "register", checks=ALL_CHECKED)
    assert registration.number == "9142025R0001"
