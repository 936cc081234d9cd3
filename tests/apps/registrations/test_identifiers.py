"""The numbers that a registration names can be found while it is still a draft."""

from tests.records import move

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.actions.drafts import draft_answers


def numbers(registration):
    return sorted(registration.identifiers.values_list("kind", "folded"))


def save(actor, registration, section, content):
    version = registration.sections.filter(section=section).values_list("version", flat=True)
    actions.save_section(
        actor=actor,
        registration=registration,
        section=section,
        content=content,
        expected_version=version.first() or 0,
    )


def test_a_saved_section_keeps_its_numbers_and_no_others(author, draft):
    record = draft(complete=False)
    rows = [{"id": "a", "project_number": "2023-YFB-0001"}, {"id": "b", "project_number": ""}]
    save(author, record, "projects", rows)
    assert numbers(record) == [("project", "2023YFB0001")]

    save(author, record, "ip_rights", [{"id": "c", "ip_number": "ZL202110123456.7"}])
    save(author, record, "projects", [{"id": "a", "project_number": "2024-1"}])
    assert numbers(record) == [("project", "20241"), ("right", "202110123456")]


def test_a_copy_has_the_numbers_of_what_it_was_copied_from(author, draft):
    record = draft(complete=False)
    save(author, record, "projects", [{"id": "a", "project_number": "2023-YFB-0001"}])
    copied = actions.copy_registration(
        actor=author, source=record, round_=record.round, secrecy="public"
    )
    assert numbers(copied) == numbers(record) == [("project", "2023YFB0001")]


def test_a_submission_reads_them_again(author, draft):
    record = draft(category="applied_technology")  # straight into the table: nothing was projected
    assert numbers(record) == []
    move(author, record, "submit")
    typed = [row.get("project_number", "") for row in draft_answers(record).rows("projects")]
    assert [number for kind, number in numbers(record) if kind == "project"] == sorted(
        {text.replace("-", "").upper() for text in typed if text}
    )
