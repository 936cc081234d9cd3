"""Reads of what ought to be registered: how each item stands, and what it was matched with."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from kedeng.apps.expected.models import ExpectedItem, ExpectedList, Pairing
from kedeng.apps.expected.queries.scope import Scope
from kedeng.apps.registrations.models import IdentifierEntry, Registration
from kedeng.apps.registrations.queries import visible_to
from kedeng.domain.expected import (
    ALIKE,
    IDENTIFIER_OF,
    ExpectedKind,
    Standing,
    standing,
)
from kedeng.domain.policy import Actor
from kedeng.domain.similarity import normalise_title, similar_normalised
from kedeng.domain.states import STATES, State
from kedeng.lib.text import folded

_PROPOSED = 3  # registrations that are shown as perhaps the same


@dataclass(frozen=True)
class Match:
    """A registration that counts for an item. Whoever may not see it learns its state alone."""

    id: int
    code: str
    title: str
    state: State
    by_number: bool  # else by a person's word

    @property
    def rank(self) -> tuple[bool, int]:
        """The best first: numbered, then the newest."""
        return not STATES[self.state].numbered, -self.id


@dataclass
class Line:
    """An item as lists show it."""

    item: ExpectedItem
    unit_id: int
    unit: str
    matches: list[Match] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing((match.state for match in self.matches), self.item.reason)


@dataclass(frozen=True)
class Proposal:
    """A registration whose name is like an item's: a person says whether it is the same."""

    id: int
    code: str
    title: str
    state: State
    percent: int


@dataclass(frozen=True)
class ItemFilter:
    """What a list is narrowed to; what is empty narrows nothing."""

    text: str = ""
    standing: str = ""
    kind: str = ""
    unit: str = ""

    def keeps(self, line: Line) -> bool:
        """Whether a line stays in the list."""
        item = line.item
        return (
            (not self.standing or line.standing == self.standing)
            and (not self.kind or item.kind == self.kind)
            and (not self.unit or str(line.unit_id) == self.unit)
            and (not self.text or self._is_named(item))
        )

    def _is_named(self, item: ExpectedItem) -> bool:
        shown = folded(f"{item.name}|{item.number}|{item.person}|{item.plan}")
        return all(folded(word) in shown for word in self.text.split())


def lines_of(scope: Scope, year: int) -> list[Line]:
    """Give every item of the scope's units in a year with its matches. Four statements."""
    items = ExpectedItem.objects.filter(year=year, unit__in=scope.unit_of)
    lines = {item.pk: _line(scope, item) for item in items}
    sources = {each.pk: each for each in lists_taken(scope, year)}
    for line in lines.values():
        line.item.source = sources[line.item.source_id]  # few lists, many items
    _match(scope, lines, items.order_by().values("pk"))
    order = {unit: place for place, unit in enumerate(scope.units)}
    return sorted(lines.values(), key=lambda line: order[line.unit_id])


def line_for(scope: Scope, item_id: int) -> Line | None:
    """Find one item of the scope; None for any other."""
    found = ExpectedItem.objects.filter(pk=item_id, unit__in=scope.unit_of)
    item = found.select_related("source__organisation").defer("source__content").first()
    if item is None:
        return None
    line = _line(scope, item)
    _match(scope, {item.pk: line}, found.order_by().values("pk"))
    return line


def _line(scope: Scope, item: ExpectedItem) -> Line:
    unit = scope.unit_of[item.unit_id]
    return Line(item, unit, scope.names[unit])


def _match(scope: Scope, lines: dict[int, Line], ids: QuerySet[ExpectedItem]) -> None:
    """Put the registrations beside the items: by number where units agree, and by people's word."""
    pairings = Pairing.objects.filter(item__in=ids, registration__elsewhere_body="")
    for pairing in pairings.select_related("registration").order_by("pk"):
        line = lines[pairing.item_id]
        if pairing.is_same:
            record = pairing.registration
            said = Match(record.pk, record.code, record.title, State(record.state), by_number=False)
            line.matches.append(said)
        else:
            line.rejected.add(pairing.registration_id)
    items = _by_number(lines.values())
    numbers = ExpectedItem.objects.filter(pk__in=ids).values("key")
    found = IdentifierEntry.objects.filter(folded__in=numbers, registration__elsewhere_body="")
    columns = ("id", "code", "title", "state", "filer_organisation")
    rows = found.order_by("pk").values_list(
        "kind", "folded", *(f"registration__{name}" for name in columns)
    )
    for kind, number, key, code, title, state, body in rows:
        for line in items.get((scope.unit_of.get(body), kind, number), ()):
            known = {match.id for match in line.matches} | line.rejected
            if key not in known:
                line.matches.append(Match(key, code, title, State(state), by_number=True))
    for line in lines.values():
        line.matches.sort(key=lambda match: match.rank)


def _by_number(lines: Iterable[Line]) -> defaultdict[tuple[int | None, str, str], list[Line]]:
    found: defaultdict[tuple[int | None, str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if line.item.number:
            kind = IDENTIFIER_OF[ExpectedKind(line.item.kind)]
            found[line.unit_id, kind.value, line.item.key].append(line)
    return found


def visible_codes(actor: Actor, lines: Collection[Line]) -> frozenset[str]:
    """Codes of the lines' registrations that the actor may look at. One statement."""
    ids = [match.id for line in lines for match in line.matches]
    return frozenset(visible_to(actor).filter(pk__in=ids).values_list("code", flat=True))


def proposals_for(actor: Actor, scope: Scope, lines: Collection[Line]) -> dict[int, list[Proposal]]:
    """Name for each open item the actor's visible registrations with a name alike. One statement.

    Only records of the same unit, and none that a person has already said to be another result.
    """
    wanted = [line for line in lines if line.standing is Standing.OPEN]
    if not wanted:
        return {}
    units = {line.unit_id for line in wanted}
    bodies = [body for body, unit in scope.unit_of.items() if unit in units]
    records: dict[int, dict[int, Registration]] = defaultdict(dict)
    alive = ~Q(title="") & Q(state__in=_living(), elsewhere_body="")
    seen = visible_to(actor).filter(alive, filer_organisation__in=bodies)
    fields = ("code", "title", "state", "filer_organisation_id")
    for record in seen.only(*fields):
        records[scope.unit_of[record.filer_organisation_id]][record.pk] = record
    titles = {
        unit: {key: normalise_title(record.title) for key, record in found.items()}
        for unit, found in records.items()
    }
    return {
        line.item.pk: alike
        for line in wanted
        if (alike := _alike(line, titles, records[line.unit_id]))
    }


def _living() -> list[str]:
    return [state.value for state, row in STATES.items() if not row.closed or row.public]


def _alike(
    line: Line, titles: dict[int, dict[int, str]], records: dict[int, Registration]
) -> list[Proposal]:
    candidates = titles.get(line.unit_id, {})
    found = similar_normalised(normalise_title(line.item.name), candidates, ALIKE)
    return [
        Proposal(
            key,
            records[key].code,
            records[key].title,
            State(records[key].state),
            round(likeness * 100),
        )
        for key, likeness in found
        if key not in line.rejected
    ][:_PROPOSED]


def kept_list(actor: Actor, list_id: int) -> ExpectedList | None:
    """Find a workbook that the actor sent and has not taken; None for any other."""
    found = ExpectedList.objects.filter(pk=list_id, uploader_id=actor.user_id, taken_at=None)
    return found.first()


def lists_taken(scope: Scope, year: int) -> list[ExpectedList]:
    """Give the lists from which the scope's items of a year came, the newest first."""
    items = (
        ExpectedItem.objects.filter(year=year, unit__in=scope.unit_of).order_by().values("source")
    )
    found = ExpectedList.objects.filter(pk__in=items).select_related("organisation")
    return list(found.defer("content").order_by("-taken_at"))
