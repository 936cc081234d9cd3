"""The table of the API's operations that are of no one record."""

from tests.trials.rights.account_pages import OWNER, message_to
from tests.trials.rights.console_pages import ABOVE, INSIDE
from tests.trials.rights.expected_pages import NATION, YEAR, line
from tests.trials.rights.operations import Operations, sent
from tests.trials.rights.people import CHIEFS
from tests.trials.rights.printing import issued
from tests.trials.rights.records import DESKS, ENTERING, MANAGING
from tests.trials.rights.table import EVERYBODY, PEOPLE, PUBLIC, Case, at, holders, rights_of
from tests.trials.rights.world import World

from kedeng.apps.expected import actions
from kedeng.apps.expected.models import ExpectedItem
from kedeng.domain.policy import Action
from kedeng.domain.rights import Right
from kedeng.domain.states import State

SUPERS = {*CHIEFS}
BODY = "/organisations/{organisation_id}"


def cases(world: World) -> list[Case]:
    """Give the cases of every such operation."""
    return [*public(world), *own(world), *bodies(world), *people(world), *expected(world)]


def public(world: World) -> list[Case]:
    """What needs no token."""
    number = world.record("author", State.PUBLISHED).kept.number
    places = {"number": number, "key": "achievement_category", "category": "soft_science"}
    table = Operations("public", places)
    for path in ("/register", "/register/{number}", "/lists", "/lists/{key}", "/forms"):
        table.add("get", path, PUBLIC, lets=EVERYBODY)
    table.add("get", "/forms/{category}/schema", PUBLIC, lets=EVERYBODY)
    hidden = world.record("author", State.REGISTERED).kept.number
    none = Operations("not published", {"number": hidden})
    none.add("get", "/register/{number}", PUBLIC)
    made = issued(world, State.PUBLISHED)
    for thing, code, who in (("holds", made.code, EVERYBODY), ("unknown", "0" * 16, set())):
        one = Operations(thing, {"certificate": code})
        one.add("get", "/certificates/{certificate}", PUBLIC, lets=who)
        none.cases += one.cases
    return table.cases + none.cases


def own(world: World) -> list[Case]:
    """What is about the token's own person or desk."""
    table = Operations("", {})
    table.add("get", "/me", lets=PEOPLE)
    table.add("get", "/registrations", lets=PEOPLE)
    new = sent({"category": "soft_science", "secrecy": "public"})
    table.add(
        "post",
        "/registrations",
        acts=ENTERING,
        refused=PEOPLE - ENTERING,
        more=lambda: new,
    )
    table.add("get", "/inbox", lets=PEOPLE)
    table.places["message_id"] = message_to(world, OWNER).pk
    table.add("post", "/inbox/{message_id}/read", acts={OWNER})
    table.add("post", "/inbox/read", acts={OWNER}, lets=PEOPLE)
    table.add("get", "/queue", Action.VIEW_QUEUE, lets=DESKS)
    return table.cases


def bodies(world: World) -> list[Case]:
    """Bodies from the own one down, to who manages."""
    table = Operations("", {})
    gate = Action.OPEN_CONSOLE
    table.add("get", "/organisations", gate, lets=PEOPLE)
    body = sent({"name": "演示新机构", "rank": 4})
    table.add(
        "post",
        "/organisations",
        gate,
        acts=SUPERS - NATION,
        lets=NATION,  # no unit stands directly below the nation
        refused=MANAGING - SUPERS - NATION,
        more=lambda: body,
    )
    found = table.cases
    for name, each in world.bodies.items():
        one = Operations(name, {"organisation_id": each.pk})
        one.add("get", BODY, gate, lets=ABOVE[name])
        one.add("get", BODY + "/users", gate, lets=ABOVE[name])
        person = sent({"username": f"api.{name}", "name": "演示新人"})
        one.add("post", BODY + "/users", gate, acts=INSIDE[name], more=lambda p=person: p)
        found += one.cases
    return found


def people(world: World) -> list[Case]:
    """Rights of accounts, as on the console's page."""
    found: list[Case] = []
    for name in ("author", "sibling_author", "stranger"):
        user = world.user(name)
        body = next(key for key, each in world.bodies.items() if each.pk == user.organisation_id)
        held = rights_of(name)
        given = {"expected": sorted(held), "rights": sorted(held | {Right.MANAGE})}
        one = Operations(name, {"user_id": user.pk})
        one.add(
            "put",
            "/users/{user_id}/rights",
            Action.OPEN_CONSOLE,
            acts=INSIDE[body],
            more=lambda given=given: sent(given),
        )
        found += one.cases
    return found


def expected(world: World) -> list[Case]:
    """What ought to be registered: the own units and those below; the nation keeps no list."""
    keepers = holders(Action.KEEP_EXPECTED)
    table = Operations("", {})
    gate = Action.KEEP_EXPECTED
    table.add("get", "/expected", gate, lets=keepers - NATION, refused=NATION)
    table.add("get", "/radar", gate, lets=keepers - NATION, refused=NATION)
    found = table.cases
    for body, sees in (
        ("unit", at("unit", "department", "province")),
        ("other_unit", at("other_unit", "other_department", "other_province")),
    ):
        source = world.actors["auditor" if body == "unit" else "stranger_auditor"]
        kept = actions.keep_list(actor=source, year=YEAR, content=b"x", file_name="a.xlsx")
        lines = [line(world, body, f"2025-api-{body}")]
        list(actions.take_list(actor=source, kept=kept, lines=lines))
        item = ExpectedItem.objects.get(number=f"2025-api-{body}")
        one = Operations(body, {"item_id": item.pk})
        one.add("get", "/expected/{item_id}", gate, lets=sees, refused=NATION)
        found += one.cases
    return found
