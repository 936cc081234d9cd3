"""The table of what is drawn or printed of a record: slow pages, so two records stand for all."""

from dataclasses import replace

from tests.records import answer, move, publicity, reload
from tests.trials.rights.operations import HERE, Operations
from tests.trials.rights.records import FAMILIES, Record, made
from tests.trials.rights.table import LOGIN, Case, Table
from tests.trials.rights.world import World

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import Certificate
from kedeng.domain.policy import Action
from kedeng.domain.states import State


def cases(world: World) -> list[Case]:
    """Give the cases of prints and page pictures, and of a filer's own lists."""
    table = Table()
    filer = Action.CREATE_REGISTRATION
    for record in (world.record("author", State.DRAFT), again(world)):
        here = {"code": record.code}
        was_sent = record.state is not State.DRAFT
        readers = record.seers if was_sent else record.owners
        table.get("record_print", LOGIN, here, lets=record.seers, thing=record.name)
        sees = {"lets": record.seers if was_sent else set(), "thing": record.name}
        table.get("record_materials record_changed", LOGIN, here, **sees)
        asked = record.kept.moves.filter(transition="request_supplement").first()
        told = {**here, "version": asked.expected_version + 1 if asked else 1}
        table.get("record_notice", LOGIN, told, **sees)
        file = record.kept.evidence.get(file__media_type="application/pdf").file_id
        page = {**here, "file": file, "page": 1}
        table.get("record_page", LOGIN, page, lets=readers, thing=record.name)
    table.get("mine new", filer, lets=FILERS)
    told = {"data": {"secrecy": "public", "category": "soft_science"}}
    table.post("new", filer, acts=FILERS, more=lambda: told)
    copied = {"data": {"secrecy": "public", "copy_of": world.record("author", State.DRAFT).code}}
    owners = FAMILIES["own"].owners & FILERS
    table.post("new", filer, acts=owners, thing="a copy", more=lambda: copied)
    return table.cases


FILERS = {"author", "colleague", "clerk", "sibling_author", "sibling_clerk"}
FILERS |= {"stranger", "stranger_clerk"}


def operations(world: World) -> list[Case]:
    """Give the cases of the API's prints."""
    found: list[Case] = []
    for state in (State.DRAFT, State.ACCEPTED):
        record = world.record("author", state)
        one = Operations(record.name, {"code": record.code})
        one.add("get", HERE + "/form.pdf", lets=record.seers)
        found += one.cases
    made_ = issued(world, State.REPORTED)
    one = Operations("issued", {"code": made_.registration.code})
    seers = world.record("author", State.REPORTED).seers
    one.add("get", HERE + "/certificate.pdf", lets=seers)
    return found + one.cases


def issued(world: World, state: State) -> Certificate:
    """Give the certificate of a record under a profile whose paper is collected."""
    publicity(world.rounds["province"], "none", certificate="collect")
    record = reload(world.record("author", state).kept)
    return actions.issue_due(actor=world.actors["auditor"], registration=record)


def again(world: World) -> Record:
    """A record that was sent in twice: what changed can be printed."""
    record = made(world.actors, world.rounds, FAMILIES["own"], State.SUPPLEMENT, "补正过的")
    author = world.actors["author"]
    answer(author, reload(record.kept), "overview", keywords=["瓦斯利用", "补正"])
    kept = move(author, record.kept, "resupply")
    return replace(record, kept=kept, state=State.RECOMMENDED)
