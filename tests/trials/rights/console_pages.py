"""The table of the console: bodies and their people, seen from the own body down."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.stage import again
from tests.trials.rights.people import CHIEFS
from tests.trials.rights.records import MANAGING
from tests.trials.rights.table import LOGIN, PEOPLE, Case, Table, at, rights_of
from tests.trials.rights.world import World
from tests.web.account.second_factor import App

from kedeng.apps.files.models import Held
from kedeng.apps.organisations import actions
from kedeng.apps.organisations.models import User
from kedeng.domain.policy import Action
from kedeng.domain.rights import Right
from kedeng.domain.roster import Line, Sheet
from kedeng.renderings.workbook.roster import marked_roster

OPEN = Action.OPEN_CONSOLE
SUPERS = {*CHIEFS}

# Body → who manages it from within or from above; and whose child it is.
ABOVE: dict[str, set[str]] = {
    "nation": {"nation_chief"},
    "province": {"auditor", "province_chief", "nation_chief"},
    "department": {"department_chief", "auditor", "province_chief", "nation_chief"},
    "elsewhere": {"reviewer_elsewhere", "auditor", "province_chief", "nation_chief"},
    "unit": {"manager", "unit_chief", "department_chief", "auditor"},
    "sibling": {"department_chief", "auditor", "province_chief", "nation_chief"},
    "other_province": {"stranger_auditor", "stranger_chief", "nation_chief"},
    "other_department": {"stranger_reviewer", "stranger_auditor", "stranger_chief"},
    "other_unit": {"stranger_clerk", "stranger_reviewer", "stranger_auditor"},
}
ABOVE["unit"] |= {"province_chief", "nation_chief"}
ABOVE["other_department"] |= {"nation_chief"}
ABOVE["other_unit"] |= {"stranger_chief", "nation_chief"}
INSIDE = {body: who & at(body) for body, who in ABOVE.items()}
PARENT = {
    "province": "nation",
    "department": "province",
    "elsewhere": "province",
    "unit": "department",
    "sibling": "department",
    "other_province": "nation",
    "other_department": "other_province",
    "other_unit": "other_department",
}


def parents(body: str) -> set[str]:
    """Name the super administrators of the body one hop above."""
    return at(PARENT[body]) & SUPERS if body in PARENT else set()


def cases(world: World) -> list[Case]:
    """Give the cases of every page of bodies and their people."""
    table = Table()
    for name, body in world.bodies.items():
        body_pages(table, world, name, {"body_id": body.pk})
    own_body(table, world)
    for name in ("author", "clerk", "unit_chief", "sibling_author", "stranger", "auditor"):
        people_pages(table, world, name)
    suspended(table, world)
    codes(table, world)
    deputations(table, world)
    rosters(table, world)
    held(table, world)
    return table.cases


def held(table: Table, world: World) -> None:
    """Held files are seen from the own body down, and destroyed by province and nation alone.

    Its bytes lie on another machine here: who may destroy is told so, and nothing is written.
    """
    watch, bodies = Action.WATCH_FILES, world.bodies
    Held.objects.create(
        code="HELDFORALL22",
        subject="files",
        level="秘密",
        in_name=True,
        size=1,
        organisation=bodies["unit"].name,
        body=bodies["unit"].pk,
        held_at=timezone.now(),
    )
    table.get("console_held", watch, lets=PEOPLE)
    here, known = {"code": "HELDFORALL22"}, ABOVE["unit"]
    table.get("console_held_file", watch, here, lets=known)
    able = known & at("province", "nation")
    said = {"data": {"reason": "演示意见", "witness": "演示见证人"}}
    table.post("console_held_file", watch, here, lets=able, refused=known - able, more=lambda: said)
    table.get("console_held_file", watch, {"code": "NONE"}, thing="none")


def body_pages(table: Table, world: World, body: str, here: dict) -> None:
    """Looked at from the own body down; changed by the super administrators above."""
    known, above = ABOVE[body], ABOVE[body] - at(body)
    supers = above & SUPERS
    rule = {"thing": body}
    table.get("console_body console_users", OPEN, here, lets=known, **rule)
    changing = {"lets": supers, "refused": above - supers, **rule}
    pages = "console_body_edit console_body_move console_body_merge console_body_close"
    table.get(pages, OPEN, here, **changing)
    details = {"name": f"{body}改名", "has_office": "on"}
    done = {"acts": supers, "refused": above - supers, **rule}
    table.post("console_body_edit", OPEN, here, **done, more=lambda: {"data": details})
    table.post("console_body_move console_body_merge console_body_close", OPEN, here, **changing)
    heir = {"data": {"target": world.bodies["sibling"].pk}}
    if body == "unit":
        near = {"acts": supers, "refused": above - supers, "thing": "unit, with an heir"}
        pages = "console_body_merge console_body_close"
        table.post(pages, OPEN, here, **near, more=lambda: heir)
        place = {"data": {"target": world.bodies["elsewhere"].pk}}
        near = {
            "acts": supers - at("department"),
            "refused": {"auditor"},
            "thing": "unit, to another parent",
        }
        table.post("console_body_move", OPEN, here, **near, more=lambda: place)
    helpers = (at(PARENT.get(body, "")) & MANAGING) - SUPERS
    by_parent = {"lets": parents(body), "refused": helpers, **rule}
    table.get("console_super", OPEN, here, **by_parent)
    someone = {"username": f"head.{body}", "name": "演示新管理员"}
    holder = User.objects.filter(organisation=world.bodies[body], is_super=True).first()
    if holder:
        someone["replaces"] = holder.pk
    by_parent = {"acts": parents(body), "refused": helpers, **rule}
    table.post("console_super", OPEN, here, **by_parent, more=lambda: {"data": someone})
    table.get("console_user_new", OPEN, here, lets=INSIDE[body], **rule)
    colleague = {"username": f"new.{body}", "name": "演示新人"}
    table.post(
        "console_user_new", OPEN, here, acts=INSIDE[body], **rule, more=lambda: {"data": colleague}
    )


def own_body(table: Table, world: World) -> None:
    """Pages of the own body, whichever that is; some are its super administrator's alone."""
    table.get("console console_grants console_roster_blank", OPEN, lets=PEOPLE)
    table.get("console_body_new console_password_policy", OPEN, lets=SUPERS, refused=PEOPLE)
    table.get("console_hand_over", OPEN, lets=SUPERS, refused=PEOPLE)
    child = {"data": {"name": "演示新机构", "rank": "4", "has_office": "on"}}
    makers = SUPERS - at("nation")
    table.post(
        "console_body_new",
        OPEN,
        acts=makers,
        lets=at("nation"),  # no unit stands directly below the nation
        refused=PEOPLE,
        more=lambda: child,
    )
    table.post(
        "console_password_policy",
        OPEN,
        acts=SUPERS,
        refused=PEOPLE,
        more=lambda: {"data": {"policy": "dengbao"}},
    )
    heir = {"data": {"to": world.user("manager").pk}}
    table.post(
        "console_hand_over",
        OPEN,
        acts={"unit_chief"},
        lets=SUPERS,
        refused=PEOPLE,
        more=lambda: heir,
    )


def people_pages(table: Table, world: World, name: str) -> None:
    """An account is found by who defines it; a super administrator's also by all who are above.

    Over a super administrator only the one of the parent acts, and what is his or her own.
    """
    user = world.user(name)
    body = next(key for key, each in world.bodies.items() if each.pk == user.organisation_id)
    here, rule = {"user_id": user.pk}, {"thing": name}
    finding = INSIDE[body] | (ABOVE[body] - at(body) if name in CHIEFS else set())
    over = parents(body) if name in CHIEFS else INSIDE[body]
    over = over - {name}
    oneself = {name} & MANAGING
    told = (INSIDE[body] - over - oneself) if name in CHIEFS else set()
    pages = "console_user console_leave console_code lost_second_factor"
    for page in pages.split():
        table.get(page, LOGIN if page.startswith("lost") else OPEN, here, lets=finding, **rule)
    contact = {"data": {"name": "演示改名", "phone": "1", "email": ""}}
    done = {"acts": over | oneself, "refused": told, **rule}
    table.post("console_user", OPEN, here, **done, more=lambda: contact)
    done = {"acts": over, "lets": oneself, "refused": told, **rule}
    why = {"data": {"reason": "演示理由", "how": "page"}}
    table.post("console_suspend", OPEN, here, **done, more=lambda: why)
    table.post("console_reactivate", OPEN, here, lets=over | oneself, refused=told, **rule)
    rights_and_keys(table, world, name, here, over=over, told=told)


def rights_and_keys(
    table: Table, world: World, name: str, here: dict, *, over: set[str], told: set[str]
) -> None:
    """Rights, first credentials and second factors, and handing a leaver's work over.

    Who would take over rights that he or she does not hold is refused (asking for a code, taking a
    second factor off).
    """
    oneself, rule = {name} & MANAGING, {"thing": name}
    held = rights_of(name)
    wanted = held ^ {Right.MANAGE} if name not in CHIEFS else {Right.ENTER}
    given = {
        "expected": " ".join(sorted(held if name not in CHIEFS else set())),
        "rights": sorted(wanted),
    }
    done = {"acts": over | oneself, "refused": told, **rule}
    table.post("console_rights", OPEN, here, **done, more=lambda: {"data": given})
    heirs = {"author": "colleague", "clerk": "colleague", "unit_chief": "manager"}
    heirs |= {"sibling_author": "sibling_clerk", "stranger": "stranger_clerk"}
    heir = world.user(heirs.get(name, "province_chief"))
    left = {"data": {"colleague": heir.pk, "reason": "演示理由"}}
    # Nobody in the province but the auditor could take the auditor's work over.
    alone = oneself if name == "auditor" else set()
    done = {"acts": (over | oneself) - alone, "lets": alone, "refused": told, **rule}
    table.post("console_leave", OPEN, here, **done, more=lambda: left)
    lacking = {each for each in over - SUPERS if not held <= rights_of(each)}
    done = {"acts": over - lacking, "lets": oneself, "refused": told | lacking, **rule}
    why = {"data": {"reason": "演示理由", "how": "page"}}
    table.post("console_code", OPEN, here, **done, more=lambda: why)
    App(world.actors[name])
    table.post("lost_second_factor", LOGIN, here, **done, more=lambda: why)


def suspended(table: Table, world: World) -> None:
    """A suspended account is let in again by who looks after it."""
    user = User.objects.get(username="suspended")
    table.post("console_reactivate", OPEN, {"user_id": user.pk}, acts=INSIDE["unit"])


def codes(table: Table, world: World) -> None:
    """First credentials: of those who wait in the own body."""
    fresh = User.objects.create(
        username="waits", name="演示等候", organisation=world.bodies["unit"]
    )
    table.get("console_codes", OPEN, lets=PEOPLE)
    chosen = {"data": {"user": [fresh.pk], "how": "page"}}
    near = {"acts": INSIDE["unit"]}
    table.post("console_codes", OPEN, **near, lets=PEOPLE, more=lambda: chosen)
    here = {"user_id": fresh.pk}
    table.post("console_code", OPEN, here, **near, more=lambda: {"data": {"how": "page"}})
    held = User.objects.create(username="holds", name="演示持码", organisation=world.bodies["unit"])
    actions.issue_code(actor=None, user=held)
    here = {"user_id": held.pk}
    table.post("console_code_freeze", OPEN, here, **near, more=lambda: {"data": {"reason": "x"}})


def deputations(table: Table, world: World) -> None:
    """Who stands in for whom, within the own body."""
    table.get("console_deputations", OPEN, lets=PEOPLE)
    today = timezone.localdate()
    giver, deputy = world.user("clerk"), world.user("colleague")
    days = {"from_day": today, "through_day": today + timedelta(days=5)}
    told = {"giver": giver.pk, "deputy": deputy.pk, **days}
    table.post(
        "console_deputations",
        OPEN,
        acts={"unit_chief"},
        refused={"manager"},  # who lends no right that he does not hold
        lets=PEOPLE,  # who know no such people
        more=lambda: {"data": told},
    )
    chief = again(world.actors["unit_chief"])
    other = User.objects.get(username="half")
    lent = actions.deputise(actor=chief, giver=giver, deputy=other, **days)
    here = {"deputation_id": lent.pk}
    table.post("console_deputation_end", OPEN, here, acts=INSIDE["unit"])


def rosters(table: Table, world: World) -> None:
    """Workbooks of people: checked by who defines any, found again by their sender alone."""
    lines = [Line(Sheet.USERS, 3, {"username": "zhang", "name": "演示张", "rights": "录入"})]
    content = marked_roster(lines, ())
    table.get("console_roster", OPEN, lets=PEOPLE)

    def sent() -> dict:
        return {"data": {"file": SimpleUploadedFile("名册.xlsx", content)}}

    table.post("console_roster", OPEN, acts=PEOPLE, more=sent)
    chief = world.actors["unit_chief"]
    kept = actions.keep_roster(actor=chief, content=content, file_name="名册.xlsx")
    here = {"roster_id": kept.pk}
    table.get("console_roster_marked", OPEN, here, lets={"unit_chief"})
    table.post("console_roster_take", OPEN, here, acts={"unit_chief"})
