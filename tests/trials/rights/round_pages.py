"""The table of policies and rounds: a province's own, and what those below read and set of them."""

import json
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.stage import DATA
from tests.trials.rights.table import PEOPLE, Case, Table, at
from tests.trials.rights.world import World

from kedeng.apps.rounds import actions
from kedeng.domain.policy import Action
from kedeng.domain.windows import Step, Window

PROFILES, ROUNDS = Action.MANAGE_PROFILES, Action.MANAGE_ROUNDS
HERE, THERE = at("province"), at("other_province")
PROVINCES = HERE | THERE
INSIDE = HERE | at("unit", "department", "elsewhere")
DAY = timedelta(days=1)


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    profile_pages(table, world)
    pack_pages(table, world)
    round_pages(table, world)
    windows(table, world)
    extensions(table, world)
    return table.cases


def profile_pages(table: Table, world: World) -> None:
    """A province's managers write a policy; its super administrator alone puts it into force."""
    content = json.loads((DATA / "profiles/gansu-2022.json").read_text(encoding="utf-8"))
    national = json.loads((DATA / "evidence/national.json").read_text(encoding="utf-8"))
    actions.load_evidence_pack(content=national)
    template = actions.load_profile(content=content)
    draft = actions.copy_profile(actor=world.actors["auditor"], source=template, title="演示 2026")
    table.get("profiles", PROFILES, lets=PROVINCES, refused=PEOPLE)
    fixed = world.rounds["province"].profile
    for thing, profile, who in (
        ("template", template, PROVINCES),
        ("draft", draft, HERE),
        ("in force", fixed, HERE),
    ):
        here = {"profile_id": profile.pk}
        own = {"thing": thing}
        editable = who if profile is draft else set()
        table.get("profile profile_trial", PROFILES, here, lets=who, **own)
        table.get("profile_edit", PROFILES, here, lets=who, **own)
        head = {"title": "演示改名", "source": "演示", "valid_from": "2026-01-01"}
        head |= {"edition": profile.edition}
        owners = set() if profile is template else who
        done = {"acts": editable, "lets": owners, **own}
        rule = {"acts": editable, "lets": who, **own}
        table.post("profile_edit", PROFILES, here, **rule, more=lambda head=head: {"data": head})
        asked = {
            "question": "filing",
            "title": "演示例子",
            "at": "2026-01-20",
            "expect": "accepted",
            "why": "演示依据",
            "edition": profile.edition,
        }
        table.post(
            "profile_example", PROFILES, here, **done, more=lambda told=asked: {"data": told}
        )
        dropped = {"place": 0, "edition": profile.edition}
        table.post(
            "profile_example_drop",
            PROFILES,
            here,
            **done,
            more=lambda told=dropped: {"data": told},
        )
        copied = {"data": {"title": f"{thing}的副本"}}
        table.post("profile_copy", PROFILES, here, acts=who, **own, more=lambda c=copied: c)
        day = {"valid_from": "2026-06-01", "edition": profile.edition}
        supers = {"province_chief"} & owners
        table.post(
            "profile_activate",
            PROFILES,
            here,
            **own,
            may=supers,  # an example may fail
            refused=owners - supers,
            more=lambda told=day: {"data": told},
        )


def pack_pages(table: Table, world: World) -> None:
    """Shipped packs are every province's to read; one's own is nobody else's."""
    content = json.loads((DATA / "evidence/national.json").read_text(encoding="utf-8"))
    sent = json.dumps({**content, "key": "own-pack"}).encode()
    table.get("packs", PROFILES, lets=PROVINCES, refused=PEOPLE)
    file = {"acts": PROVINCES, "refused": PEOPLE - PROVINCES}
    table.post(
        "packs",
        PROFILES,
        **file,
        more=lambda: {"data": {"file": SimpleUploadedFile("pack.json", sent)}},
    )
    own = actions.upload_pack(
        actor=world.actors["auditor"], content={**content, "key": "near-pack"}
    )
    shipped = world.rounds["province"].pack
    table.get("pack", PROFILES, {"pack_id": own.pk}, lets=HERE, thing="own")
    table.get("pack", PROFILES, {"pack_id": shipped.pk}, lets=PROVINCES, thing="shipped")


def round_pages(table: Table, world: World) -> None:
    """A round is its province's to open and to change, and everybody's below to read."""
    found = world.rounds["province"]
    here, below = {"round_id": found.pk}, INSIDE - HERE
    table.get("rounds", ROUNDS, lets=PEOPLE)
    table.get("round", ROUNDS, here, lets=INSIDE)
    table.get("round_new", ROUNDS, lets=PROVINCES, refused=PEOPLE)
    told = {"title": "演示第二批", "kind": "batch", "notice": ""}
    opened = {**told, "year": "2026", "profile": found.profile_id}
    opened |= {"evidence_from": "2025-01-01", "evidence_to": "2025-12-31"}
    table.post(
        "round_new",
        ROUNDS,
        may=HERE,
        lets=THERE,  # the profile is none of theirs
        refused=PEOPLE - PROVINCES,
        more=lambda: {"data": opened},
    )
    table.get("round_edit", ROUNDS, here, lets=HERE, refused=below)
    table.post("round_edit", ROUNDS, here, acts=HERE, refused=below, more=lambda: {"data": told})


def windows(table: Table, world: World) -> None:
    """An earlier closing: set by the province for all, by a department or a unit for its own."""
    found = world.rounds["province"]
    here, below = {"round_id": found.pk}, INSIDE - HERE
    closes = (timezone.localdate() + 3 * DAY).isoformat()
    unit = {"whom": world.bodies["unit"].name, "step": "submit", "closes": closes}
    above = HERE | at("unit", "department")
    table.post(
        "round_window",
        ROUNDS,
        here,
        acts=above,
        lets=at("elsewhere"),  # the form stays, with what is wrong in it
        thing="for the unit",
        more=lambda: {"data": unit},
    )
    row = actions.set_window(
        actor=world.actors["department_chief"],
        round_=found,
        step=Step.SUBMIT,
        window=Window(None, timezone.now() + 5 * DAY),
        organisation=world.bodies["sibling"],
    )
    mine = at("department")
    table.post(
        "round_window_drop",
        ROUNDS,
        {**here, "window_id": row.pk},
        acts=mine,
        refused=(HERE | below) - mine,
    )


def extensions(table: Table, world: World) -> None:
    """A later closing: proposed and agreed to by two of the province; withdrawn there too."""
    found = world.rounds["province"]
    here, below = {"round_id": found.pk}, INSIDE - HERE
    until = timezone.localdate() + 40 * DAY
    told = {
        "whom": world.bodies["unit"].name,
        "step": "submit",
        "until": until.isoformat(),
        "reason": "演示理由",
    }
    table.post("round_extend", ROUNDS, here, acts=HERE, refused=below, more=lambda: {"data": told})
    proposed = actions.propose_extension(
        actor=world.actors["auditor"],
        round_=found,
        step=Step.SUBMIT,
        closes=timezone.now() + 40 * DAY,
        reason="演示理由",
        organisation=world.bodies["sibling"],
        present=timezone.now() + 20 * DAY,
    )
    one = {**here, "extension_id": proposed.pk}
    table.post(
        "round_extension_agree", ROUNDS, one, acts={"province_chief"}, lets=HERE, refused=below
    )
    table.post("round_extension_withdraw", ROUNDS, one, acts=HERE, refused=below)
