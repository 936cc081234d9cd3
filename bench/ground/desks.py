"""A check, a save, a submit, a registration and a queue page, as the doors call them."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.records import ALL_CHECKED, bring, movers_of, new_draft, reload
from tests.stage import member, set_stage, user_of

from ground import Clock
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.models import Registration
from kedeng.domain.routes import StopKind

RECORDS = 40
TEXT = {"achievement_summary": "另一段演示简介。" * 30}


def measure(engine: str) -> None:
    """Measure on the engine of this process and print."""
    clock, stage = Clock(), set_stage()
    names = ("author", "clerk", "reviewer", "auditor", "receiver")
    people = dict(zip(StopKind, (member(stage, name) for name in names), strict=True))
    author, movers = people[StopKind.FILER], movers_of(people)
    client = Client()
    client.force_login(user_of(people[StopKind.UNIT]))

    def draft(title: str) -> Registration:
        return new_draft(stage.round, author, title=title)

    move(author, draft("热身"), "submit")  # what is read once is read now
    client.get("/desk/")
    few = statements(client)
    for number in range(RECORDS):
        registration = draft(f"演示成果第{number}号")
        clock("whole-form check", judge, reload(registration))
        clock("save of a section", save, author, registration)
        clock("submit", move, author, registration, "submit")
    for _ in range(RECORDS):
        clock("queue page", client.get, "/desk/")
    many = statements(client)
    for number in range(RECORDS // 2):
        accepted = bring(draft(f"受理的成果{number}"), "accepted", movers)
        auditor = movers["register"]
        clock("registration with its number", move, auditor, accepted, "register")
    clock.print(engine, "whole-form check")
    print(f"statements of a queue page: {few} with 1 record, {many} with {RECORDS + 1}")


def save(author, registration) -> None:
    row = registration.sections.get(section="summary")
    actions.save_section(
        actor=author,
        registration=registration,
        section="summary",
        content=TEXT,
        expected_version=row.version,
    )


def move(actor, registration, name) -> None:
    now = Registration.objects.get(pk=registration.pk)
    actions.move(
        actor=actor,
        registration=now,
        transition=name,
        expected_version=now.version,
        checks=ALL_CHECKED if name == "register" else None,
    )


def statements(client) -> int:
    """Count the statements of a queue page."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/desk/").status_code == 200
    return len(captured)
