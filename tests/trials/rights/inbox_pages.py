"""The table of applications and announcements: decided and written in the own body."""

import io

from django.utils import timezone
from tests.records import picture
from tests.trials.rights.filing import png
from tests.trials.rights.records import MANAGING
from tests.trials.rights.table import EVERYBODY, LOGIN, PEOPLE, PUBLIC, Case, Table, at
from tests.trials.rights.world import World

from kedeng.apps.announcements import actions as announcing
from kedeng.apps.announcements.actions import Wording
from kedeng.apps.files.actions import store
from kedeng.apps.organisations.actions.account_applications import (
    AccountRequest,
    apply_for_account,
)
from kedeng.apps.organisations.actions.institution_applications import (
    answers_digest,
    begin_institution,
)
from kedeng.apps.organisations.models import InstitutionApplication
from kedeng.domain.announcements import Openness
from kedeng.domain.policy import Action
from kedeng.lib.credit_code import check_character

FRONT = "11140000DEM000071"
INBOX, ISSUING, CONTACT = (
    Action.DECIDE_APPLICATIONS,
    Action.ISSUE_ANNOUNCEMENT,
    Action.KEEP_CONTACT,
)


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    applications(table, world)
    announcements(table, world)
    contact = {"data": {"contact_name": "演示处", "contact_phone": "0351-7654321"}}
    table.get("console_contact", CONTACT, lets=PEOPLE)
    table.post("console_contact", CONTACT, acts=PEOPLE, more=lambda: contact)
    return table.cases


def applications(table: Table, world: World) -> None:
    """Applications are found where they are addressed to."""
    table.get("console_applications", INBOX, lets=PEOPLE)
    number = {"number": apply_to(world).number}
    table.get("console_application", INBOX, number, lets=at("unit"))
    refusal = {"data": {"decision": "refuse", "opinion": "演示"}}
    rule = {"acts": at("unit"), "thing": "refused"}
    table.post("console_application", INBOX, number, **rule, more=lambda: refusal)
    account = {"data": {"decision": "approve", "username": "li.yanshi", "rights": ["enter"]}}
    table.post(
        "console_application",
        INBOX,
        number,
        acts={"unit_chief"},
        refused={"manager"},  # who hands on no right that he does not hold
        thing="approved",
        more=lambda: account,
    )
    table.get("apply_account_state", PUBLIC, number, lets=EVERYBODY)
    sent = sent_by_institution(world)
    institution = {"number": sent.number}
    here = at("province")
    pages = "console_institution console_institution_paper console_institution_scan"
    table.get(pages, INBOX, institution, lets=here)
    back = {"data": {"decision": "return", "opinion": "演示", "version": sent.version}}
    rule = {"acts": here, "thing": "returned"}
    table.post("console_institution", INBOX, institution, **rule, more=lambda: back)
    approval = {"data": {**back["data"], "decision": "approve", "username": "yssk"}}
    table.post(
        "console_institution",
        INBOX,
        institution,
        acts={"province_chief"},
        refused=here - {"province_chief"},
        thing="approved",
        more=lambda: approval,
    )


def apply_to(world: World):
    """Ask the unit for an account."""
    asked = AccountRequest(
        department=world.bodies["department"],
        unit=world.bodies["unit"],
        name="李演示",
        phone="0351-0000000",
        email="li@example.org",
        reason="演示",
    )
    return apply_for_account(asked=asked, ticket="matrix", network="")


def sent_by_institution(world: World) -> InstitutionApplication:
    """An institution's application as it lies in the province's inbox, scan and all."""
    made, _ = begin_institution(province=world.bodies["province"], network="")
    answers = {
        "institution": {"org_name": "演示市科学技术局", "uscc": FRONT + check_character(FRONT)},
        "administrator": {"admin_name": "李演示", "admin_email": "li@example.org"},
    }
    data = picture(31)
    InstitutionApplication.objects.filter(pk=made.pk).update(
        state="pending",
        sent_at=timezone.now(),
        answers=answers,
        scan=store(stream=io.BytesIO(data), size=len(data)),
        scan_of=answers_digest(answers),
    )
    made.refresh_from_db()
    return made


def announcements(table: Table, world: World) -> None:
    """Written by who manages the body; read by whom they are addressed to, or by everybody."""
    table.get("console_announcements console_announcement_new", ISSUING, lets=PEOPLE)
    own = {"title": "演示通知", "openness": "public", "body": "请登记。"}
    for name, who in (
        ("unit", at("unit", "department")),
        ("province", at("province", "nation")),
    ):
        told = {**own, "audience": world.bodies[name].pk}
        table.post(
            "console_announcement_new",
            ISSUING,
            acts=who & MANAGING,
            lets=PEOPLE,  # nobody writes to bodies outside the own subtree
            thing=f"to {name}",
            more=lambda told=told: {"data": told},
        )
    draft = written(world, Openness.CLOSED, "草稿")
    mine, here = at("province"), {"code": draft.code}
    rule = {"thing": "draft"}
    table.get("console_announcement", ISSUING, here, lets=mine, **rule)
    told = {**own, "audience": world.bodies["province"].pk, "version": draft.version}
    done = {"acts": mine, **rule}
    table.post("console_announcement", ISSUING, here, **done, more=lambda: {"data": told})
    file = {"file_id": draft.files.get().pk}
    table.post(
        "console_announcement_attach",
        ISSUING,
        here,
        **done,
        more=lambda: {"data": {"file": png(picture(37))}},
    )
    table.post("console_announcement_detach", ISSUING, {**here, **file}, **done)
    table.post("console_announcement_discard", ISSUING, here, **done)
    version = {"data": {"version": draft.version}}
    table.post("console_announcement_publish", ISSUING, here, **done, more=lambda: version)
    table.post("console_announcement_withdraw", ISSUING, here, lets=mine, **rule)
    table.get("announcement", PUBLIC, here, **rule)
    table.get("announcement_file", PUBLIC, {**here, **file}, lets=mine & MANAGING, **rule)
    for openness in (Openness.PUBLIC, Openness.CLOSED):
        published(table, world, openness)


def published(table: Table, world: World, openness: Openness) -> None:
    """What is out is changed no more: it is read, marked, and withdrawn by its issuer."""
    out = written(world, openness, openness.value)
    announcing.publish(
        actor=world.actors["auditor"], announcement=out, expected_version=out.version
    )
    inside = at("unit", "sibling", "department", "elsewhere", "province")
    readers = EVERYBODY if openness is Openness.PUBLIC else inside
    here, rule = {"code": out.code}, {"thing": openness.value}
    file = {"file_id": out.files.get().pk}
    table.get("announcement", PUBLIC, here, lets=readers, **rule)
    table.get("announcement_file", PUBLIC, {**here, **file}, lets=readers, **rule)
    addressed = inside - at("province")
    table.post("announcement_read", LOGIN, here, acts=addressed, **rule)
    mine = at("province")
    table.get("console_announcement", ISSUING, here, lets=mine, **rule)
    told = {"data": {"title": "改", "version": out.version}}
    pages = "console_announcement console_announcement_publish console_announcement_discard"
    table.post(pages, ISSUING, here, lets=mine, **rule, more=lambda: told)
    table.post("console_announcement_detach", ISSUING, {**here, **file}, lets=mine, **rule)
    scan = {"lets": mine, "more": lambda: {"data": {"file": png(picture(37))}}}
    table.post("console_announcement_attach", ISSUING, here, **scan, **rule)
    why = {"data": {"reason": "演示"}}
    table.post("console_announcement_withdraw", ISSUING, here, acts=mine, more=lambda: why, **rule)


def written(world: World, openness: Openness, title: str):
    """Write an announcement of the province to all below, with a file."""
    wording = Wording(
        title=title, body="请登记。", audience=world.bodies["province"], openness=openness
    )
    actor, data = world.actors["auditor"], picture(41)
    made = announcing.draft_announcement(actor=actor, wording=wording)
    told = {"stream": io.BytesIO(data), "size": len(data), "file_name": "附件.png"}
    announcing.attach(actor=actor, announcement=made, **told)
    made.refresh_from_db()
    return made
