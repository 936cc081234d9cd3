"""The table of the desks' pages that are of no one record: queue, views, phrases, bulk acts."""

from tests.trials.rights.records import DESKS, FAMILIES, MANAGING, made
from tests.trials.rights.table import PEOPLE, Case, Table, at
from tests.trials.rights.world import World

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import ReviewPhrase
from kedeng.domain.checklist import CHECKS
from kedeng.domain.policy import Action
from kedeng.domain.states import State

QUEUE, LISTS = Action.VIEW_QUEUE, Action.CORRECT_LISTS


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    queue_pages(table, world)
    bulk_pages(table, world)
    return table.cases


def queue_pages(table: Table, world: World) -> None:
    """Queue, saved views and phrases: each reviewer's own; the desk's phrases are its manager's."""
    table.get("queue queue_workbook desk_phrases", QUEUE, lets=DESKS)
    table.post("queue_views", QUEUE, acts=DESKS, more=lambda: {"data": {"name": "演示"}})
    view = actions.save_view(actor=world.actors["clerk"], name="本人的", query="?text=a")
    dropped = {"data": {"drop": view.pk}}
    table.post(
        "queue_views", QUEUE, acts={"clerk"}, lets=DESKS, thing="the clerk's", more=lambda: dropped
    )
    phrase = {"text": "请补充关键词"}
    table.post("desk_phrases", QUEUE, acts=DESKS, more=lambda: {"data": phrase})
    table.post(
        "desk_phrases",
        QUEUE,
        acts=DESKS & MANAGING,
        refused=DESKS - MANAGING,
        thing="for the desk",
        more=lambda: {"data": {**phrase, "shared": "on"}},
    )
    for name, shared, who in (("clerk", False, {"clerk"}), ("auditor", True, {"auditor"})):
        actions.keep_phrase(actor=world.actors[name], text=f"{name}的", shared=shared)
        kept = {"data": {"phrase": ReviewPhrase.objects.get(text=f"{name}的").pk}}
        table.post(
            "desk_phrase_drop",
            QUEUE,
            acts=who,
            lets=DESKS,
            thing=f"of {name}",
            more=lambda kept=kept: kept,
        )
    table.get("number_code", LISTS, lets=at("province", "other_province"), refused=PEOPLE)
    code = {"data": {"code": "977", "source": "演示"}}
    table.post(
        "number_code",
        LISTS,
        acts=at("province", "other_province"),
        refused=PEOPLE,
        more=lambda: code,
    )


def bulk_pages(table: Table, world: World) -> None:
    """Bulk acts: begun with a right for the records of the own desk, then the reviewer's own."""
    record = world.record("author", State.IN_REVIEW)
    accepted = world.record("author", State.ACCEPTED)
    table.get("desk_bulk", QUEUE, lets=DESKS)
    chosen = {"data": {"transition": "return", "pick": [record.code]}}
    table.post("desk_bulk", QUEUE, lets=DESKS, more=lambda: chosen)
    back = {
        "transition": "return",
        "row": [f"{record.code}:{record.kept.version}"],
        "reason": "演示理由",
        "back_to": "filer",
    }
    table.post(
        "desk_bulk_do",
        QUEUE,
        acts={"clerk"},
        lets=DESKS - at("nation"),
        refused=at("nation"),
        core="registrations_move",  # beside it, what the reviewer asked for is kept
        thing="author's",
        more=lambda: {"data": {**back, "token": "a" * 32}},
    )
    checks = {f"check:{key}": "on" for key in CHECKS}
    approval = {
        "transition": "register",
        "row": [f"{accepted.code}:{accepted.kept.version}"],
        "token": "b" * 32,
        **checks,
    }
    table.post(
        "desk_bulk_approve",
        QUEUE,
        acts={"auditor"},
        refused=DESKS - at("province", "other_province"),
        lets=at("other_province"),
        core="registrations_move",  # beside it, what the reviewer asked for is kept
        thing="author's",
        more=lambda: {"data": approval},
    )
    own = made(world.actors, world.rounds, FAMILIES["sibling"], State.IN_REVIEW, "退回的")
    act = actions.begin_bulk(
        actor=world.actors["sibling_clerk"],
        token="c" * 32,
        transition="return",
        rows={own.code: own.kept.version},
        reason="演示理由",
    )
    actions.run_bulk(actor=world.actors["sibling_clerk"], act=act)
    here = {"token": act.token}
    table.get("desk_bulk_result desk_bulk_workbook", QUEUE, here, lets={"sibling_clerk"})
    table.post("desk_bulk_undo", QUEUE, here, acts={"sibling_clerk"})
