"""The table of what is asked for after the number: written by the own side, read up the route."""

import io

from tests.records import picture
from tests.trials.rights.filing import png
from tests.trials.rights.operations import Operations, sent
from tests.trials.rights.records import (
    DESKS,
    ENTERING,
    FAMILIES,
    MANAGING,
    OFFICES,
    Record,
    made,
)
from tests.trials.rights.table import LOGIN, PEOPLE, Case, Table, holders
from tests.trials.rights.world import World

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import ChangeFile, ChangeRequest
from kedeng.domain.changes import Kind
from kedeng.domain.policy import Action
from kedeng.domain.states import State

FILER, HANDLE = Action.CREATE_REGISTRATION, Action.HANDLE_CHANGES
CORRECTING = {"auditor", "province_chief"}


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    table.get("changes", HANDLE, lets=holders(HANDLE))
    written(table, world)
    asked(table, world)
    corrected(table, world)
    return table.cases


def registered(world: World, title: str) -> Record:
    """Make one more record that has its number."""
    return made(world.actors, world.rounds, FAMILIES["own"], State.REGISTERED, title)


def opened(world: World, who: str, record: Record, kind: Kind) -> ChangeRequest:
    """Open a request."""
    return actions.open_request(
        actor=world.actors[who], registration=record.kept, kind=kind, reason="演示理由"
    )


def with_file(world: World, change: ChangeRequest, colour: int) -> ChangeFile:
    """Attach a file to a request of the author."""
    data = picture(colour)
    return actions.add_change_file(
        actor=world.actors["author"],
        change=change,
        stream=io.BytesIO(data),
        size=len(data),
        file_name="演示.png",
    )


def sent_away(world: World, record: Record) -> ChangeRequest:
    """Ask for the end of a record."""
    change = opened(world, "author", record, Kind.DEREGISTRATION)
    with_file(world, change, 32)
    return actions.send_request(
        actor=world.actors["author"], change=change, expected_version=change.version
    )


def operations(world: World) -> list[Case]:
    """Give the cases of the API's operations on requests."""
    fresh = world.record("author", State.REGISTERED)
    filers = fresh.owners & ENTERING
    none = Operations("without a request", {"code": fresh.code})
    may = DESKS | MANAGING
    none.add("get", "/changes", lets=may, refused=PEOPLE - may)
    none.add("get", "/registrations/{code}/changes", lets=fresh.seers)
    opening = sent({"kind": "change", "reason": "演示"})
    told = {"acts": filers, "refused": fresh.seers - filers, "more": lambda: opening}
    none.add("post", "/registrations/{code}/changes", **told)
    record = registered(world, "演示：在写变更的")
    change = opened(world, "author", record, Kind.CHANGE)
    file = with_file(world, change, 31)
    places = {"change": change.code, "section": "overview", "file_id": file.pk}
    drafted = Operations("a draft", places)
    drafted.add("get", "/changes/{change}", lets=record.owners)
    own = {"acts": filers, "refused": record.owners - filers}
    tag = {"headers": {"If-Match": f'"{change.version}"'}}
    title = {**sent({"achievement_name": "另一名称"}), **tag}
    drafted.add("patch", "/changes/{change}/sections/{section}", **own, more=lambda: title)
    drafted.add(
        "post",
        "/changes/{change}/files",
        **own,
        more=lambda: {"data": {"file": png(picture(33))}},
    )
    drafted.add("delete", "/changes/{change}/files/{file_id}", **own)
    gone = registered(world, "演示：申请注销的")
    asked_for = sent_away(world, gone)
    at_desk = Operations("asked for", {"change": asked_for.code})
    at_desk.add("get", "/changes/{change}", lets=gone.seers)
    opinion = {"act": "pass_on", "text": "属实", "expected_version": asked_for.version}
    at_desk.add(
        "post",
        "/changes/{change}/acts",
        acts={"clerk"},
        refused=gone.seers - {"clerk"},
        more=lambda: sent(opinion),
    )
    return [*none.cases, *drafted.cases, *at_desk.cases]


def written(table: Table, world: World) -> None:
    """The own side opens a request, writes it, and nobody else finds it."""
    fresh = world.record("author", State.REGISTERED)
    own = {"thing": "without a request"}
    table.get("change", FILER, {"code": fresh.code}, lets=fresh.owners, **own)
    opening = {"data": {"act": "open", "kind": "change", "reason": "演示"}}
    table.post(
        "change", FILER, {"code": fresh.code}, acts=fresh.owners, more=lambda: opening, **own
    )
    record = registered(world, "演示：在写变更的")
    change = opened(world, "author", record, Kind.CHANGE)
    data = picture(34)
    file = with_file(world, change, 31)
    here = {"code": record.code}
    table.get("change", FILER, here, lets=record.owners)
    table.get("change_section", FILER, {**here, "key": "overview"}, lets=record.owners)
    title = {"data": {"version": change.version, "f.achievement_name": "另一名称", "op": "save"}}
    table.post(
        "change_section",
        FILER,
        {**here, "key": "overview"},
        acts=record.owners,
        more=lambda: title,
    )
    table.post(
        "change_file", FILER, here, acts=record.owners, more=lambda: {"data": {"file": png(data)}}
    )
    table.post(
        "change_file_remove", FILER, {**here, "file_id": file.pk}, acts=record.owners, more=dict
    )
    table.get("record_change", LOGIN, {**here, "change_code": change.code}, lets=record.owners)


def asked(table: Table, world: World) -> None:
    """What was asked for is read by all who see the record, and dealt with at the desk it is at."""
    record = registered(world, "演示：申请注销的")
    change = sent_away(world, record)
    named = {"change_code": change.code}
    table.get("record_change", LOGIN, {"code": record.code, **named}, lets=record.seers)
    table.get("change_at_desk", HANDLE, named, lets=record.seers)
    opinion = {"data": {"act": "pass_on", "text": "属实", "version": change.version}}
    table.post(
        "change_decide",
        HANDLE,
        named,
        acts={"clerk"},
        refused=record.seers - {"clerk"},
        more=lambda: opinion,
    )


def corrected(table: Table, world: World) -> None:
    """Corrections and cancellations are the province's."""
    fresh = world.record("author", State.REGISTERED)
    others = fresh.seers - CORRECTING
    told = {"thing": "corrected", "refused": others}
    here = {"code": fresh.code}
    table.get("correct cancel", HANDLE, here, lets=CORRECTING, **told)
    table.post(
        "correct",
        HANDLE,
        here,
        acts=CORRECTING,
        more=lambda: {"data": {"reason": "错别字"}},
        **told,
    )
    decision = {"ground": "false", "reason": "查实", "version": fresh.kept.version}
    table.post("cancel", HANDLE, here, acts=CORRECTING, more=lambda: {"data": decision}, **told)
    record = registered(world, "演示：在更正的")
    change = opened(world, "auditor", record, Kind.CORRECTION)
    named, key = {"change_code": change.code}, {"key": "overview"}
    province = OFFICES["province"]
    table.get("correction", HANDLE, named, lets=province)
    table.get("correction_section", HANDLE, {**named, **key}, lets=province)
    title = {"data": {"version": change.version, "f.achievement_name": "更正名", "op": "save"}}
    table.post("correction_section", HANDLE, {**named, **key}, acts=province, more=lambda: title)
    table.post(
        "correction", HANDLE, named, acts=province, more=lambda: {"data": {"act": "withdraw"}}
    )
