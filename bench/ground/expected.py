"""The list of what ought to be registered and the radar, with thousands of items and records."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.stage import member, set_stage, user_of

from ground import Clock, know_the_tables
from kedeng.apps.expected.actions import judge_list, keep_list, take_list
from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.registrations.models import IdentifierEntry, Registration
from kedeng.domain.expected import ExpectedSheet
from kedeng.domain.roster import Line

UNITS, EACH = 300, 20
TIMES = 5
PAGES = ("/expected/", "/expected/?standing=open", "/expected/list.xlsx", "/expected/radar/")


def measure(engine: str) -> None:
    """Measure on the engine of this process and print."""
    clock, stage = Clock(), set_stage()
    auditor = member(stage, "auditor")
    client = Client()
    client.force_login(user_of(auditor))
    units = [
        create_organisation(name=f"演示单位{number}", rank=4, parent=stage.department)
        for number in range(UNITS)
    ]
    lines = [line(unit.name, place) for unit in units for place in range(EACH)]
    kept = keep_list(actor=auditor, year=2025, content=b"x", file_name="演示.xlsx")
    clock("check of all lines", lambda: list(judge_list(actor=auditor, year=2025, lines=lines)))
    clock("taking of all lines", lambda: take_list(actor=auditor, kept=kept, lines=lines))
    file_half(stage, units, member(stage, "author"))
    know_the_tables()
    for page in PAGES:
        client.get(page)
        for _ in range(TIMES):
            answer = clock(page, client.get, page)
            assert answer.status_code == 200, page
    clock.print(f"{engine}: {UNITS * EACH} items", "check of all lines")
    for page in PAGES:
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        print(f"{len(seen):>4} statements of {page}")


def line(unit: str, place: int) -> Line:
    """A project of a unit."""
    name = f"面向复杂条件的演示技术第{place}项在{unit}的研究"
    cells = {"kind": "验收项目", "number": f"{unit}-{place}", "name": name, "unit": unit}
    return Line(ExpectedSheet.ITEMS, place + 3, cells)


def file_half(stage, units, author) -> None:
    """Put half of the projects' registrations straight into the tables, the names of all."""
    records = Registration.objects.bulk_create(
        Registration(
            code=f"{unit.pk:06d}{place:06d}",
            category="soft_science",
            edition="2025",
            round=stage.round,
            filer_id=author.user_id,
            filer_organisation=unit,
            declared_open_by="演示",
            declared_open_at=timezone.now(),
            title=f"面向复杂条件的演示技术第{place}项在{unit.name}的应用研究",
        )
        for unit in units
        for place in range(EACH)
    )
    IdentifierEntry.objects.bulk_create(
        IdentifierEntry(
            registration=record,
            kind="project",
            folded=f"{record.filer_organisation.name}{int(record.code[6:])}",
        )
        for record in records
        if int(record.code[6:]) % 2
    )
