"""People of the cast at their browsers, and records where the pages want them."""

import pytest
from django.test import Client
from tests.records import ALL_CHECKED, answer_notes, move, reload
from tests.stage import user_of

from kedeng.apps.registrations import actions


@pytest.fixture
def browser_of():
    """Log an actor in: `browser_of(author)` gives a client."""

    def log_in(actor) -> Client:
        client = Client()
        client.force_login(user_of(actor))
        return client

    return log_in


@pytest.fixture
def at_department(draft, author, unit_clerk):
    """Give a factory of records that wait at the department: `at_department(title=…)`."""

    def make(**wanted):
        return move(unit_clerk, move(author, draft(**wanted), "submit"), "pass_on")

    return make


@pytest.fixture
def returned(at_department, author, department_reviewer):
    """A record that the department sent back to its filer, with a note on the keywords."""
    note = actions.Note("overview.keywords", "关键词", "请补充一个关键词。")
    return move(
        department_reviewer,
        at_department(),
        "return",
        reason="关键词不全",
        to_desk=0,
        notes=[note],
    )


@pytest.fixture
def resubmitted(returned, author, unit_clerk):
    """The same record with three keywords, at the department once more."""
    section = returned.sections.get(section="overview")
    actions.save_section(
        actor=author,
        registration=returned,
        section="overview",
        content={**section.content, "keywords": ["甲", "乙", "丙"]},
        expected_version=section.version,
    )
    answer_notes(author, returned)
    return move(unit_clerk, move(author, returned, "resubmit"), "pass_on")


@pytest.fixture
def registered(at_department, department_reviewer, provincial_auditor):
    """A record that has its number: 9142025R0001."""
    record = move(department_reviewer, at_department(), "recommend", checks=ALL_CHECKED)
    record = move(provincial_auditor, record, "accept")
    return move(provincial_auditor, record, "register", checks=ALL_CHECKED)


@pytest.fixture
def published(registered, provincial_auditor, national_receiver):
    """A record in the public register."""
    record = move(provincial_auditor, registered, "report")
    record = move(national_receiver, record, "receive")
    return reload(move(national_receiver, record, "publish"))
