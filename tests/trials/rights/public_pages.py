"""The table of the pages that need no account: everybody is let in, whoever has the code acts."""

import io

from django.utils import timezone
from tests.records import picture, publicise, publicity
from tests.trials.rights.filing import png
from tests.trials.rights.printing import issued
from tests.trials.rights.records import FAMILIES, made
from tests.trials.rights.table import EVERYBODY, NOBODIES, PEOPLE, PUBLIC, Case, Table
from tests.trials.rights.world import World

from kedeng.apps.insight.printing import printed_form
from kedeng.apps.organisations.actions.institution_applications import (
    add_scan,
    begin_institution,
    save_institution,
)
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.publicity_records import newest_entry
from kedeng.domain.objections import Ground
from kedeng.domain.states import State
from kedeng.web.apply.robots import TRAP, new_ticket

IN, NOT_IN = PEOPLE, {"guest", "suspended", "second_factor_due"}


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    reading(table, world)
    papers(table, world)
    shown(table, world)
    certificates(table, world)
    applying(table, world)
    entering(table, world)
    return table.cases


def form(**fields):
    """Give a form as a person sends it: opened a while ago, the trap left empty."""
    return lambda: {"data": {"ticket": new_ticket(age=60), TRAP: "", **fields}}


def reading(table: Table, world: World) -> None:
    """What everybody reads."""
    anyone = {"lets": EVERYBODY}
    table.get("home register manual announcements contacts forms apply", PUBLIC, **anyone)
    table.get("demo_accounts", PUBLIC)  # this is no demonstration
    table.get("contacts_workbook form_summary healthz readyz", PUBLIC, **anyone)
    table.get("manual_rank", PUBLIC, {"rank": 4}, **anyone)
    table.get("code_list", PUBLIC, {"key": "achievement_category"}, **anyone)
    table.get("form_paper", PUBLIC, {"key": "report"}, **anyone)
    table.get("form_blank_workbook", PUBLIC, {"category": "soft_science"}, **anyone)
    table.get("code_list", PUBLIC, {"key": "no-such-list"}, thing="none")
    number = world.record("author", State.PUBLISHED).kept.number
    table.get("register_record", PUBLIC, {"number": number}, thing="published", **anyone)
    hidden = world.record("author", State.REGISTERED).kept.number
    table.get("register_record", PUBLIC, {"number": hidden}, thing="not yet published")


def papers(table: Table, world: World) -> None:
    """A print is checked by whoever holds it; the blank forms are everybody's."""
    record = world.record("author", State.IN_REVIEW).kept
    code = printed_form(record, record.revisions.get()).page_codes[0]
    here, digits = code.rsplit("-", 1) if "-" in code else (record.code, code)
    del here
    told = {"code": record.code, "digits": digits}
    table.get("page_scanned print_check", PUBLIC, told, lets=EVERYBODY)
    some = {"lets": EVERYBODY, "only": frozenset({"guest", "author", "auditor", *NOBODIES})}
    table.get("form_application contacts_pdf", PUBLIC, **some)
    table.get("manual_pdf", PUBLIC, {"rank": 4}, **some)
    table.get("form_blank_pdf", PUBLIC, {"category": "soft_science"}, **some)


def shown(table: Table, world: World) -> None:
    """What is made public for objections: read by all, objected to by all."""
    record = made(world.actors, world.rounds, FAMILIES["own"], State.PASSED, "公开给人看的").kept
    publicity(world.rounds["province"])
    batch = publicise(world.actors["auditor"], record, title="公开的")
    here, anyone = {"batch_code": batch.code}, {"lets": EVERYBODY}
    table.get("publicity objection_case", PUBLIC, **anyone)
    table.get("publicity_batch", PUBLIC, here, **anyone)
    some = frozenset({"guest", "author", "auditor", *NOBODIES})
    table.get("publicity_pdf", PUBLIC, here, only=some, **anyone)
    line = {**here, "position": newest_entry(record).position}
    table.get("objection_new", PUBLIC, line, **anyone)
    said = form(
        who="person",
        name="演示异议人",
        contact="0351-1234567",
        ground=Ground.PEOPLE.value,
        text="演示理由",
    )
    table.post("objection_new", PUBLIC, line, acts=EVERYBODY, more=said)
    told = actions.Told(
        is_unit=False, name="演示", contact="1", ground=Ground.PEOPLE, text="演示理由"
    )
    _, code = actions.object_to(
        entry=newest_entry(record),
        told=told,
        uploads=(),
        ticket="public",
        network="",
        arrived_at=timezone.now(),
    )
    right = {"data": {"code": code, "text": "补充说明"}}
    table.post("objection_case", PUBLIC, acts=EVERYBODY, thing="code", more=lambda: right)
    wrong = {"data": {"code": "0" * 16, "text": "补充说明"}}
    table.post("objection_case", PUBLIC, thing="another code", more=lambda: wrong)


def certificates(table: Table, world: World) -> None:
    """Whoever has number and code, or the QR, is told what a certificate is worth."""
    made_ = issued(world, State.PUBLISHED)
    table.get("certificate_check", PUBLIC, lets=EVERYBODY)
    for thing, code, who in (("holds", made_.code, EVERYBODY), ("unknown", "0" * 16, set())):
        told = {"data": {"number": made_.number, "code": code}}
        table.post("certificate_check", PUBLIC, lets=who, thing=thing, more=lambda told=told: told)
        table.get("certificate_scanned", PUBLIC, {"certificate": code}, lets=who, thing=thing)


def applying(table: Table, world: World) -> None:
    """Applications without an account; a draft is whoever's has its code."""
    anyone, province = {"lets": EVERYBODY}, world.bodies["province"].pk
    table.get("apply_account apply_institution", PUBLIC, **anyone)
    person = form(name="王演示", phone="0351-1", email="wang@example.org", reason="登记本人的成果")
    where = f"?department={world.bodies['department'].pk}&unit={world.bodies['unit'].pk}"
    table.post("apply_account", PUBLIC, acts=EVERYBODY, query=where, more=person)
    table.post("apply_institution", PUBLIC, acts=EVERYBODY, more=form(province=province))
    made_, code = begin_institution(province=world.bodies["province"], network="")
    answers = {"organisation": {"org_name": "演示市科学技术局"}}
    save_institution(application=made_, answers=answers, expected_version=made_.version)
    made_.refresh_from_db()
    data = picture(43)
    add_scan(application=made_, stream=io.BytesIO(data), size=len(data), file_name="章.png")
    made_.refresh_from_db()
    for given, who in ((code, EVERYBODY), ("0000-0000-0000-0000", set())):
        here, rule = {"code": given}, {"thing": "code" if who else "another code"}
        table.get("apply_institution_draft", PUBLIC, here, lets=who, **rule)
        some = frozenset({"guest", "author", *NOBODIES})
        table.get("apply_institution_paper", PUBLIC, here, lets=who, only=some, **rule)
        change = {"data": {"f.org_name": "演示市科技局", "version": made_.version}}
        table.post(
            "apply_institution_draft", PUBLIC, here, acts=who, **rule, more=lambda c=change: c
        )
        table.post(
            "apply_institution_scan",
            PUBLIC,
            here,
            acts=who,
            **rule,
            more=lambda: {"data": {"file": png(picture(47))}},
        )
        sent = {"data": {"version": made_.version}}
        table.post("apply_institution_send", PUBLIC, here, lets=who, **rule, more=lambda s=sent: s)


def entering(table: Table, world: World) -> None:
    """Doors to an account: forms for all, and nothing comes of a wrong word."""
    table.get("login activate recover", PUBLIC, lets=EVERYBODY)
    table.get("second_step", PUBLIC, asks=EVERYBODY)
    half = {"second_factor_due"}
    table.get("sign_on_bind", PUBLIC, asks=NOT_IN - half, back=half, lets=IN)
    wrong = {"data": {"username": world.user("author").username, "password": "wrong"}}
    table.post("login second_step", PUBLIC, asks=EVERYBODY, more=lambda: wrong)
    code = {"data": {"username": "fresh", "code": "AAAA-BBBB-CCCC"}}
    table.post(
        "activate",
        PUBLIC,
        asks=EVERYBODY - {"code_holder"},
        lets={"code_holder"},
        more=lambda: code,
    )
    table.post("recover", PUBLIC, lets=EVERYBODY, more=lambda: {"data": {"username": "author"}})
    table.post("sign_on_bind", PUBLIC, asks=NOT_IN - half, back=half, lets=IN)
    table.post("logout", PUBLIC, may=EVERYBODY)
