"""The bench on which a list's lines are judged: what is there already, what earlier lines bring."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from kedeng.apps.expected.actions.refused import RefusedError
from kedeng.apps.expected.models import ExpectedItem
from kedeng.apps.expected.queries import Scope, scope_of
from kedeng.apps.organisations.models import Organisation, OrganisationName
from kedeng.domain.expected import EXPECTED, KIND_LABELS, ExpectedKind, ExpectedSheet, item_key
from kedeng.domain.policy import Actor
from kedeng.domain.roster import Line, Mistake, Outcome
from kedeng.domain.routes import UNIT
from kedeng.domain.similarity import same_name
from kedeng.formkit.codec import read
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind
from kedeng.lib.text import folded

_KIND_OF = {label: kind for kind, label in KIND_LABELS.items()}
_DAY = Field(key="settled_on", kind=Kind.DATE, label="日期")
_NO_LISTS = Catalogue([])


class Bench:
    """Judges lines one after the other; an item of an earlier line counts as if it were there."""

    def __init__(self, actor: Actor, year: int) -> None:
        self.year = year
        self.scope: Scope = scope_of(actor)
        self.today = timezone.localdate()
        names = OrganisationName.objects.filter(organisation__in=self.scope.units)
        self._units = {
            name: self.scope.units[unit]
            for name, unit in names.values_list("folded", "organisation_id")
        }
        known = ExpectedItem.objects.filter(year=year, unit__in=self.scope.unit_of)
        self._known = {(item.unit_id, item.kind, item.key): item for item in known}
        self._planned: set[tuple[int, str, str]] = set()

    def judge(self, line: Line) -> tuple[Outcome, list[Mistake], ExpectedItem | None]:
        """Judge every cell of a line; give the item that a new and right one would be."""
        item = self._item(line)
        flaws: dict[str, RefusedError] = {}
        for key, error in (*_misfits(line), *self._flaws(line, item)):
            flaws.setdefault(key, error)  # a cell bears the first thing that is wrong with it
        if flaws:
            return (
                Outcome.WRONG,
                [Mistake(line, k, e.code, e.params) for k, e in flaws.items()],
                None,
            )
        place = (item.unit_id, item.kind, item.key)
        if place in self._known:
            return Outcome.KNOWN, [], None
        self._planned.add(place)
        return Outcome.NEW, [], item

    def _item(self, line: Line) -> ExpectedItem:
        """Read a line as an item; what cannot be read stays empty and is a flaw of its cell."""
        kind = _KIND_OF.get(line.cell("kind"), ExpectedKind.OTHER)
        unit = self._unit(line)
        return ExpectedItem(
            unit=unit,
            year=self.year,
            kind=kind.value,
            key=item_key(kind, line.cell("number"), line.cell("name")),
            number=line.cell("number"),
            name=line.cell("name"),
            person=line.cell("person"),
            settled_on=_day(line.cell("settled_on")),
            plan=line.cell("plan"),
        )

    def _unit(self, line: Line) -> Organisation | None:
        """Find the unit of a line: the own body where it names none."""
        name = line.cell("unit")
        if name:
            return self._units.get(folded(name))
        return self.scope.own if self.scope.own.rank == UNIT else None

    def _flaws(self, line: Line, item: ExpectedItem) -> Iterator[tuple[str, RefusedError]]:
        if line.cell("kind") and line.cell("kind") not in _KIND_OF:
            yield "kind", RefusedError("expected_kind_unknown", names="、".join(_KIND_OF))
        if not line.cell("number") and item.kind != ExpectedKind.OTHER:
            yield "number", RefusedError("expected_number_missing", kind=line.cell("kind"))
        if item.unit_id is None:
            yield "unit", self._strange_unit(line.cell("unit"))
        text = line.cell("settled_on")
        if text and item.settled_on is None:
            yield "settled_on", RefusedError("expected_day_unread")
        elif item.settled_on and item.settled_on > self.today:
            yield "settled_on", RefusedError("expected_day_to_come")
        if (item.unit_id, item.kind, item.key) in self._planned:
            yield "number" if line.cell("number") else "name", RefusedError("roster_twice")
        there = self._known.get((item.unit_id, item.kind, item.key))
        if there is not None and not same_name(there.name, item.name):
            yield "name", RefusedError("expected_differs", known=there.name)

    def _strange_unit(self, name: str) -> RefusedError:
        if self.scope.own.rank == UNIT:
            return RefusedError("expected_own_only", own=self.scope.own.name)
        code = "expected_unit_unknown" if name else "expected_unit_missing"
        return RefusedError(code, name=name)


def _misfits(line: Line) -> Iterator[tuple[str, RefusedError]]:
    for column in EXPECTED.columns[ExpectedSheet.ITEMS]:
        size = len(line.cell(column.key))
        if column.required and not size:
            yield column.key, RefusedError("roster_cell_missing", column=column.title)
        elif size > column.most:
            yield column.key, RefusedError("roster_cell_long", size=size, most=column.most)


def _day(text: str) -> date | None:
    value = read(_DAY, text, _NO_LISTS) if text else None
    return date.fromisoformat(value) if isinstance(value, str) else None
