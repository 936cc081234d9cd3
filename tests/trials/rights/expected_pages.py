"""The table of what ought to be registered, and of the radar: the own units, and those below."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.trials.rights.table import PEOPLE, Case, Table, at
from tests.trials.rights.world import World

from kedeng.apps.expected import actions
from kedeng.apps.expected.models import ExpectedItem
from kedeng.domain.expected import EXPECTED, ExpectedSheet
from kedeng.domain.policy import Action
from kedeng.domain.roster import Line
from kedeng.domain.states import State
from kedeng.renderings.workbook.roster import marked_roster

KEEP = Action.KEEP_EXPECTED
NATION = at("nation")
YEAR = date(2025, 1, 1).year


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    lists(table, world)
    for name, sees in (
        ("unit", at("unit", "department", "province")),
        ("sibling", at("sibling", "department", "province")),
        ("other_unit", at("other_unit", "other_department", "other_province")),
    ):
        items(table, world, name, sees)
    radar(table, world)
    return table.cases


def line(world: World, body: str, number: str) -> Line:
    """Name a finished project of a unit."""
    cells = {
        "kind": "验收项目",
        "number": number,
        "name": "演示项目",
        "unit": world.bodies[body].name,
    }
    return Line(ExpectedSheet.ITEMS, 3, cells)


def lists(table: Table, world: World) -> None:
    """Lists by workbook: checked by any desk below the nation, found again by their sender."""
    inside = PEOPLE - NATION
    table.get("expected expected_export radar", KEEP, lets=inside)
    table.get("expected_load expected_blank", KEEP, lets=PEOPLE)
    content = marked_roster([line(world, "unit", "2025-77")], (), EXPECTED)

    def sent() -> dict:
        return {"data": {"file": SimpleUploadedFile("清单.xlsx", content), "year": YEAR}}

    table.post("expected_load", KEEP, acts=inside, refused=NATION, more=sent)
    kept = actions.keep_list(
        actor=world.actors["returner"], year=YEAR, content=content, file_name="清单.xlsx"
    )
    here = {"list_id": kept.pk}
    table.get("expected_marked", KEEP, here, lets={"returner"})
    table.post("expected_take", KEEP, here, acts={"returner"})


def items(table: Table, world: World, body: str, sees: set[str]) -> None:
    """An item is its unit's and of all above it; its list's author takes it out again."""
    source = {"unit": "auditor", "sibling": "reviewer", "other_unit": "stranger_auditor"}[body]
    kept = actions.keep_list(
        actor=world.actors[source], year=YEAR, content=b"x", file_name=f"{body}.xlsx"
    )
    lines = [line(world, body, f"2025-{body}")]
    list(actions.take_list(actor=world.actors[source], kept=kept, lines=lines))
    item = ExpectedItem.objects.get(number=f"2025-{body}")
    here, rule = {"item_id": item.pk}, {"thing": body}
    table.get("expected_item", KEEP, here, lets=sees, **rule)
    why = {"data": {"reason": "other", "text": "演示理由"}}
    table.post("expected_reason", KEEP, here, acts=sees, **rule, more=lambda: why)
    record = world.record("author", State.ACCEPTED)
    same = {"data": {"answer": "same", "code": record.code}}
    rule = {"refused": NATION, **rule}
    pairing = sees & record.seers  # the registration must be seen as well
    done = {"acts": pairing, "lets": sees - pairing}
    table.post("expected_pair", KEEP, here, **done, **rule, more=lambda: same)
    namers = {"unit": at("province"), "sibling": at("department")}
    own = namers.get(body, at("other_province"))
    table.post("expected_drop", KEEP, here, acts=own, refused=(sees - own) | NATION, thing=body)


def radar(table: Table, world: World) -> None:
    """A unit is reminded by those above it, a filer by the own office."""
    unit = world.bodies["sibling"]
    round_ = {"data": {"round": world.rounds["province"].pk}}
    above = at("department", "province")
    table.post(
        "radar_nudge",
        KEEP,
        {"body_id": unit.pk},
        acts=above,
        more=lambda: round_,
    )
    for name in ("author", "stranger"):
        record = world.record(name, State.DRAFT)
        office = at("unit") if name == "author" else {"stranger_clerk"}
        table.post(
            "radar_nudge_filer",
            KEEP,
            {"code": record.code},
            acts=office,
            refused=NATION,
            thing=name,
        )
