"""Drafts: nothing before the secrecy question, nothing lost, nothing overwritten."""

import pytest
from tests.records import answer, move, refused, reload
from tests.stage import person

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.actions.drafts import OutdatedError
from kedeng.apps.registrations.models import DraftSection, Registration
from kedeng.domain.rights import Right


def save(actor, registration, content, version, section="summary"):
    return actions.save_section(
        actor=actor,
        registration=registration,
        section=section,
        content=content,
        expected_version=version,
    )


@pytest.fixture
def blank(draft):
    """A draft in which nothing has been answered yet."""
    return draft(complete=False)


# ── the beginning ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("secrecy", ["secret", "confidential", "internal", "", "2", "PUBLIC"])
def test_any_answer_but_public_opens_no_draft_and_stores_nothing(stage, author, secrecy):
    before = HistoryEvent.objects.count()
    with refused("secret"):
        actions.create_draft(
            actor=author, category="soft_science", round_=stage.round, secrecy=secrecy
        )
    assert Registration.objects.count() == 0
    assert DraftSection.objects.count() == 0
    assert HistoryEvent.objects.count() == before


def test_a_draft_begins_with_the_filing_unit_and_says_who_declared_it_open(stage, author, blank):
    assert (blank.state, blank.desk, blank.version, blank.title) == ("draft", 0, 0, "")
    assert blank.declared_open_by == "演示author"
    [first] = blank.sections.get(section="units").content
    assert (first["unit_name"], first["uscc"]) == ("演示大学", "12140000MB1234567W")
    assert [event.details for event in events_of(blank.subject)] == [
        {"category": "soft_science", "round": stage.round.pk, "declared": "非涉密"}
    ]


def test_a_facultys_draft_begins_with_its_university(stage):
    faculty = create_organisation(name="演示学院", rank=4, parent=stage.university)
    teacher = person(faculty, "teacher", Right.ENTER)
    draft = actions.create_draft(
        actor=teacher, category="soft_science", round_=stage.round, secrecy="public"
    )
    [first] = draft.sections.get(section="units").content
    assert first["unit_name"] == "演示大学"


def test_a_draft_needs_the_right_to_enter(stage, department_reviewer):
    with refused("right_missing"):
        actions.create_draft(
            actor=department_reviewer,
            category="soft_science",
            round_=stage.round,
            secrecy="public",
        )


def test_a_round_of_another_province_takes_no_draft(stage, stranger):
    with refused("no_route"):
        actions.create_draft(
            actor=stranger, category="soft_science", round_=stage.round, secrecy="public"
        )


# ── saving ───────────────────────────────────────────────────────────────────────────────────────


def test_a_save_is_a_new_version_and_gives_the_instant(author, blank):
    first = save(author, blank, {"achievement_summary": "甲"}, 0)
    second = save(author, blank, {"achievement_summary": "乙"}, first.version)
    row = blank.sections.get(section="summary")
    assert (first.version, second.version, row.version) == (1, 2, 2)
    assert (row.content, row.saved_at, row.saved_by) == (
        {"achievement_summary": "乙"},
        second.saved_at,
        "演示author",
    )


def test_a_save_never_asks_for_completeness(author, blank):
    answers = {"funding_own": {"unread": "十万", "code": "not_money"}, "funding_local": None}
    save(author, blank, answers, 0, section="funding")
    assert blank.sections.get(section="funding").content == answers


def test_older_text_never_overwrites_newer(author, unit_clerk, blank):
    save(author, blank, {"achievement_summary": "甲"}, 0)
    save(author, blank, {"achievement_summary": "乙"}, 1)
    with pytest.raises(OutdatedError) as outdated:
        save(unit_clerk, blank, {"achievement_summary": "丙"}, 1)
    current = outdated.value.current
    assert (current.version, current.content, current.saved_by) == (
        2,
        {"achievement_summary": "乙"},
        "演示author",
    )
    assert blank.sections.get(section="summary").content == {"achievement_summary": "乙"}


def test_of_two_first_saves_the_later_is_shown_the_earlier(author, unit_clerk, blank):
    save(author, blank, {"achievement_summary": "甲"}, 0)
    with pytest.raises(OutdatedError) as outdated:
        save(unit_clerk, blank, {"achievement_summary": "乙"}, 0)
    assert outdated.value.current.content == {"achievement_summary": "甲"}


def test_a_version_that_never_was_is_outdated_too(author, blank):
    with pytest.raises(OutdatedError) as outdated:
        save(author, blank, {"achievement_summary": "甲"}, 5)
    assert (outdated.value.current.section, outdated.value.current.pk) == ("summary", None)
    assert not blank.sections.filter(section="summary").exists()


def test_saving_the_same_again_changes_nothing(author, blank):
    first = save(author, blank, {"achievement_summary": "甲"}, 0)
    assert save(author, blank, {"achievement_summary": "甲"}, 1) == first


def test_a_save_whose_answer_was_lost_may_be_repeated(author, blank):
    first = save(author, blank, {"achievement_summary": "甲"}, 0)
    assert save(author, blank, {"achievement_summary": "甲"}, 0) == first


def test_sections_have_versions_of_their_own(author, blank):
    save(author, blank, {"achievement_summary": "甲"}, 0)
    save(author, blank, {"achievement_summary": "乙"}, 1)
    assert save(author, blank, {"funding_own": "1.00"}, 0, section="funding").version == 1


def test_the_title_follows_its_section(author, blank):
    version = blank.sections.get(section="overview").version
    save(author, blank, {"achievement_name": "甲"}, version, section="overview")
    assert reload(blank).title == "甲"
    unread = {"unread": "乙", "code": "forbidden_character"}
    save(author, blank, {"achievement_name": unread}, version + 1, section="overview")
    assert reload(blank).title == ""


def test_a_section_that_the_form_lacks_is_an_error_of_the_caller(author, blank):
    with pytest.raises(KeyError):
        save(author, blank, {}, 0, section="transformation")


def test_a_save_moves_nothing(author, blank):
    save(author, blank, {"achievement_summary": "甲"}, 0)
    fresh = reload(blank)
    assert (fresh.version, fresh.state, fresh.moves.count()) == (0, "draft", 0)


def test_only_owners_write_and_only_while_the_record_is_with_them(
    author, unit_clerk, stranger, department_reviewer, draft
):
    registration = draft()
    with refused("right_missing"):
        answer(department_reviewer, registration, "funding", funding_own="1.00")
    with refused("not_your_record"):
        answer(stranger, registration, "funding", funding_own="1.00")
    answer(unit_clerk, registration, "funding", funding_own="1.00")
    move(author, registration, "submit")
    with refused("not_editable_now"):
        answer(author, registration, "funding", funding_own="2.00")
    assert registration.sections.get(section="funding").content["funding_own"] == "1.00"


def test_a_colleague_does_not_write_into_an_authors_draft(stage, draft):
    registration = draft()
    colleague = person(stage.university, "colleague", Right.ENTER)
    with refused("not_your_record"):
        answer(colleague, registration, "funding", funding_own="1.00")


# ── copying and deleting ─────────────────────────────────────────────────────────────────────────


def test_a_copy_has_the_answers_and_none_of_the_past(stage, author, record_in):
    source = record_in("registered")
    copy = actions.copy_registration(
        actor=author, source=source, round_=stage.round, secrecy="public"
    )
    copied = {row.section: row.content for row in copy.sections.all()}
    assert copied == {row.section: row.content for row in source.sections.all()}
    assert (copy.state, copy.number, copy.version, copy.submissions) == ("draft", None, 0, 0)
    assert (copy.title, copy.copied_from_id) == (source.title, source.pk)
    assert (copy.evidence.count(), copy.moves.count(), copy.stops.count()) == (0, 0, 0)


def test_a_copy_asks_the_secrecy_question_again(stage, author, draft):
    with refused("secret"):
        actions.copy_registration(actor=author, source=draft(), round_=stage.round, secrecy="")


def test_only_what_is_ones_own_is_copied(stage, draft, stranger, unit_clerk):
    registration = draft()
    colleague = person(stage.university, "colleague", Right.ENTER)
    for actor in (stranger, colleague):
        with refused("not_your_record"):
            actions.copy_registration(
                actor=actor, source=registration, round_=stage.round, secrecy="public"
            )
    assert actions.copy_registration(
        actor=unit_clerk, source=registration, round_=stage.round, secrecy="public"
    )


def test_a_draft_is_deleted_and_history_keeps_that_it_was(author, draft):
    registration = draft()
    actions.delete_draft(actor=author, registration=registration)
    assert Registration.objects.count() == 0
    assert [event.kind for event in events_of(registration.subject)][-1] == (
        "registration.draft_deleted"
    )


def test_what_was_submitted_once_is_never_deleted(author, draft):
    registration = draft()
    submitted = move(author, registration, "submit")
    with refused("not_editable_now"):
        actions.delete_draft(actor=author, registration=registration)
    move(author, submitted, "recall")
    with refused("submitted_before"):
        actions.delete_draft(actor=author, registration=registration)
    assert Registration.objects.count() == 1


def test_nobody_deletes_a_foreign_draft(draft, stranger):
    registration = draft()
    with refused("not_your_record"):
        actions.delete_draft(actor=stranger, registration=registration)
