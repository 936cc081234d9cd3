"""What ought to be registered, and the radar of deadlines, to be read by a program."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from kedeng.api.access import ActorRequest
from kedeng.api.envelope import Identifier, Paging, Words
from kedeng.api.errors import ApiError, failures, not_found
from kedeng.apps.expected import queries
from kedeng.apps.expected.queries import ItemFilter
from kedeng.apps.rounds.queries import current_round, rounds_for
from kedeng.domain.expected import ExpectedKind, Standing, tally
from kedeng.domain.policy import Action, decide
from kedeng.domain.radar import Outlook
from kedeng.domain.routes import NATION

if TYPE_CHECKING:
    from kedeng.apps.expected.queries import Line, Scope, UnitRow

router = Router(tags=["应登清单"])
Year = Annotated[int, Field(ge=1900, le=9999)]


class ExpectedWanted(Paging):
    """What the list is narrowed to; without a year the current round's."""

    year: Year | None = None
    text: Words = ""
    standing: Standing | None = None
    kind: ExpectedKind | None = None
    unit: Identifier | None = None


class TallyShape(Schema):
    """How many items stand how. `rate` is registered ÷ due; due leaves out what has a reason."""

    total: int
    registered: int
    under_way: int
    excused: int
    open: int
    due: int
    rate: str


class ExpectedShape(Schema):
    """An item. `registration` only where the caller may look at it."""

    id: int
    kind: ExpectedKind
    number: str
    name: str
    unit: int
    unit_name: str
    person: str
    settled_on: date | None
    plan: str
    standing: Standing
    registration: str | None
    reason: str
    reason_text: str


class ExpectedPage(Schema):
    """A page of items with the tally of all of the year's."""

    year: int | None
    tally: TallyShape
    count: int
    page: int
    page_size: int
    items: list[ExpectedShape]


class RadarWanted(Schema):
    """Which round; without one the current."""

    round: Identifier | None = None


class UnitShape(Schema):
    """A unit in the radar. `need` = open + drafts + returned."""

    unit: int
    name: str
    outlook: Outlook
    open: int
    drafts: int
    returned: int
    need: int
    submitted: int
    recommended: int
    ended: int
    recent: int
    last_year: int
    closes: datetime | None


class PaceShape(Schema):
    """The round so far, and the one a year before at the same distance from its closing."""

    title: str
    then: datetime
    submitted: int
    recommended: int
    then_submitted: int
    then_recommended: int
    whole_submitted: int
    whole_recommended: int


class RadarShape(Schema):
    """The radar. `pace` is null where there is nothing to compare with."""

    round: int
    title: str
    units: list[UnitShape]
    pace: PaceShape | None


@router.get("/expected", response={200: ExpectedPage, **failures(401, 403)}, summary="应登清单")
def expected(request: ActorRequest, wanted: Query[ExpectedWanted]) -> dict[str, Any]:
    """List what the caller's units ought to register in a year, and how each item stands."""
    scope = _scope(request)
    year = wanted.year or _current_year(scope)
    lines = queries.lines_of(scope, year) if year else []
    chosen = ItemFilter(
        text=wanted.text,
        standing=wanted.standing or "",
        kind=wanted.kind or "",
        unit=str(wanted.unit or ""),
    )
    kept = [line for line in lines if chosen.keeps(line)]
    start = (wanted.page - 1) * wanted.page_size
    shown = kept[start : start + wanted.page_size]
    seen = queries.visible_codes(request.auth, shown)
    counted = tally([line.standing for line in lines])
    return {
        "year": year,
        "tally": {
            **{each.value: getattr(counted, each.value) for each in Standing},
            "total": counted.total,
            "due": counted.due,
            "rate": counted.rate,
        },
        "count": len(kept),
        "page": wanted.page,
        "page_size": wanted.page_size,
        "items": [_item(line, seen) for line in shown],
    }


@router.get(
    "/expected/{item_id}",
    response={200: ExpectedShape, **failures(401, 403, 404)},
    summary="应登清单中的一项",
)
def expected_item(request: ActorRequest, item_id: Identifier) -> dict[str, Any]:
    """Give one item of the caller's units."""
    line = queries.line_for(_scope(request), item_id)
    if line is None:
        raise not_found()
    return _item(line, queries.visible_codes(request.auth, [line]))


@router.get("/radar", response={200: RadarShape, **failures(401, 403, 404)}, summary="截止雷达")
def radar(request: ActorRequest, wanted: Query[RadarWanted]) -> dict[str, Any]:
    """Say how far each of the caller's units is in a round, and who will probably be late."""
    scope = _scope(request)
    rounds = rounds_for(scope.own)
    if wanted.round is None:
        chosen = current_round(scope.own, timezone.now())
    else:
        chosen = next((each for each in rounds if each.pk == wanted.round), None)
    if chosen is None:
        raise not_found()
    found = queries.radar_of(scope, chosen, timezone.now())
    return {
        "round": chosen.pk,
        "title": chosen.title,
        "units": [_unit(row) for row in found.rows],
        "pace": found.pace,
    }


def _scope(request: ActorRequest) -> "Scope":
    decision = decide(request.auth, Action.KEEP_EXPECTED)
    if not decision:
        raise ApiError(403, decision.reason)
    if request.auth.rank == NATION:
        raise ApiError(403, "expected_of_provinces")
    return queries.scope_of(request.auth)


def _current_year(scope: "Scope") -> int | None:
    current = current_round(scope.own, timezone.now())
    return current.year if current else None


def _item(line: "Line", seen: frozenset[str]) -> dict[str, Any]:
    item = line.item
    return {
        "id": item.pk,
        "kind": item.kind,
        "number": item.number,
        "name": item.name,
        "unit": line.unit_id,
        "unit_name": line.unit,
        "person": item.person,
        "settled_on": item.settled_on,
        "plan": item.plan,
        "standing": line.standing,
        "registration": next((m.code for m in line.matches if m.code in seen), None),
        "reason": item.reason,
        "reason_text": item.reason_text,
    }


def _unit(row: "UnitRow") -> dict[str, Any]:
    figures = row.figures
    names = ("open", "drafts", "returned", "need", "submitted", "recommended", "ended")
    return {
        "unit": row.unit.pk,
        "name": row.unit.name,
        "outlook": row.outlook,
        "closes": row.closes,
        **{name: getattr(figures, name) for name in (*names, "recent", "last_year")},
    }
