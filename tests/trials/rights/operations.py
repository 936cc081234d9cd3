"""The table of the API's operations on a record: the token's person, the record, then the right."""

import hashlib

from tests.records import ALL_CHECKED, picture
from tests.trials.rights.filing import png
from tests.trials.rights.records import (
    DESKS,
    ENTERING,
    FAMILIES,
    MANAGING,
    OFFICES,
    PLACES,
    Record,
)
from tests.trials.rights.table import EVERYBODY, LOGIN, Case, rights_of

from kedeng.apps.registrations.models import ReviewNote
from kedeng.domain.routes import StopKind
from kedeng.domain.states import STATES, State
from kedeng.domain.workflow import TRANSITIONS, Position, Transition

HERE = "/registrations/{code}"
OUTSIDERS = {"colleague", "sibling_clerk", "reviewer_elsewhere", "stranger", "stranger_auditor"}
OUTSIDERS |= {"guest"}
WITHOUT_TOKENS = {"code_holder", "second_factor_due", "password_due"}  # guests to the API
KINDS = tuple(StopKind)  # of the desks 0 to 4


class Operations:
    """Cases of operations: one template of an address, with what stands in it."""

    def __init__(self, thing: str, places: dict[str, object]) -> None:
        self.thing = thing
        self.places = places
        self.cases: list[Case] = []

    def add(self, method: str, template: str, gate: str = LOGIN, query: str = "", **rule) -> None:
        """Add the case of an operation."""
        rule.setdefault("only", EVERYBODY - WITHOUT_TOKENS)
        sets = {key: frozenset(value) for key, value in rule.items() if isinstance(value, set)}
        told = {key: value for key, value in rule.items() if not isinstance(value, set)}
        path = f"/api/v1{template}".format(**self.places)
        page = f"{method} {template}"
        self.cases.append(
            Case(page, method, gate, {}, self.thing, **told, **sets, path=path + query)
        )


def sent(body: object) -> dict:
    """Give a JSON body."""
    return {"data": body, "content_type": "application/json"}


def cases(record: Record) -> list[Case]:
    """Give the cases of every operation on one record, prints aside."""
    first = record.kept.evidence.first()
    note = ReviewNote.objects.filter(move__registration=record.kept).first()
    places = {
        "code": record.code,
        "section": "overview",
        "digest": first.file_id,
        "slot": "R-1",
        "upload": record.upload,
        "number": 0,
        "evidence_id": first.pk,
        "note_id": note.pk if note else 1,
    }
    table = Operations(record.name, places)
    reading(table, record)
    writing(table, record, has_note=note is not None)
    claims(table, record)
    if record.family is not FAMILIES["sibling"]:  # the desks of whose records are those of "own"
        moves(table, record)
    return table.cases


def reading(table: Operations, record: Record) -> None:
    """What all who see the record read, and what its owners alone do."""
    seers, owners = record.seers, record.owners
    for part in ("", "/why", "/moves/offered"):
        table.add("get", HERE + part, lets=seers)
    was_sent = record.state is not State.DRAFT
    table.add("get", HERE + "/files/{digest}", lets=seers if was_sent else owners)
    for part in ("/sections/{section}", "/problems", "/evidence", "/suggestions"):
        table.add("get", HERE + part, lets=owners, refused=seers - owners)
    table.add("get", HERE + "/fixes", lets=owners)


def writing(table: Operations, record: Record, *, has_note: bool) -> None:
    """What owners with 录入 do while the draft lies with them; the other owners are refused."""
    filers = record.owners & ENTERING
    others = {"refused": record.seers - filers}

    def edit(method: str, part: str, *, done: bool = True, **more) -> None:
        rule = "acts" if done and record.is_editable else "lets"
        table.add(method, HERE + part, **{rule: filers}, **others, **more)

    version = record.kept.sections.get(section="overview").version
    change = {**sent({"achievement_name": "另一名称"}), "headers": {"If-Match": f'"{version}"'}}
    edit("patch", "/sections/{section}", more=lambda: change)
    edit("put", "/explanations", done=False, more=lambda: sent({"explanations": []}))
    form = {"slots": "R-1"}
    edit("post", "/evidence", more=lambda: {"data": {**form, "file": png(picture(51))}})
    raw = {"data": picture(53), "content_type": "image/png"}
    edit("put", "/evidence/slots/{slot}", query="?file_name=a.png", more=lambda: raw)
    edit("delete", "/evidence/{evidence_id}")
    begun = sent({"file_name": "另一份.png", "size": 100, "fingerprint": "y"})
    edit("post", "/evidence/uploads", more=lambda: begun)
    piece = {"data": picture(5), "content_type": "application/octet-stream"}
    digest = f"?digest={hashlib.sha256(picture(5)).hexdigest()}"
    edit("put", "/evidence/uploads/{upload}/{number}", query=digest, more=lambda: piece)
    whole = sent({"slots": ["R-1"]})
    edit("post", "/evidence/uploads/{upload}/finish", done=False, more=lambda: whole)
    answer = sent({"outcome": "done"})
    found = {} if has_note or not record.is_editable else {"lets": set()}
    rule = {("acts" if has_note and record.is_editable else "lets"): filers, **others, **found}
    table.add("post", HERE + "/fixes/{note_id}/answers", **rule, more=lambda: answer)
    copied = sent({"secrecy": "public"})
    table.add("post", HERE + "/copies", acts=filers, **others, more=lambda: copied)
    gone = {("acts" if record.state is State.DRAFT else "lets"): filers}
    table.add("delete", HERE, **gone, **others)


def claims(table: Operations, record: Record) -> None:
    """Who takes a record up, and who gives it to a colleague."""
    hands, chiefs = record.here & DESKS, record.here & MANAGING
    rule = "acts" if STATES[record.state].claimable else "lets"
    table.add("post", HERE + "/claim", **{rule: hands}, refused=record.seers - hands)
    table.add("delete", HERE + "/claim", lets=record.seers)
    reviewer = sent({"username": next(iter(sorted(hands)), "nobody")})
    table.add(
        "put",
        HERE + "/claim",
        **{rule: chiefs},
        refused=record.seers - chiefs,
        more=lambda: reviewer,
    )


def moves(table: Operations, record: Record) -> None:
    """Every move of the workflow table, to all who see the record, and one to some who do not."""
    only = record.seers | OUTSIDERS
    for row in TRANSITIONS.values():
        able = standing(row, record)
        body = {
            "transition": row.name,
            "expected_version": record.kept.version,
            "reason": "演示理由",
            "to_desk": 0,
            "checks": ALL_CHECKED,
        }
        rule = "may" if record.state in row.sources else "lets"
        table.add(
            "post",
            HERE + "/moves",
            **{rule: able},
            refused=record.seers - able,
            more=lambda body=body: sent(body),
            only=only,
        )
        only = record.seers


def standing(row: Transition, record: Record) -> set[str]:
    """Name those who hold a move's right and stand where it is made, whatever the state."""
    reach, desk = PLACES[record.state]
    offices = [record.owners, *(OFFICES[body] for body in record.family.route)]
    places: dict[Position, list[int]] = {
        Position.FILER: [0] if desk == 0 else [],
        Position.OWNER: [0],
        Position.CURRENT_DESK: [desk],
        Position.FORMER_DESK: [desk - 1],
        Position.ON_ROUTE: list(range(reach + 1)),
    }
    found = {
        name
        for place in places[row.position]
        if 0 <= place < len(KINDS) and KINDS[place] in row.at
        for name in offices[place]
    }
    return {name for name in found if row.right in rights_of(name)}
