"""Which units an actor looks after, and to which of them each filing body belongs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import organisation_by_id, subtree
from kedeng.domain.policy import Actor
from kedeng.domain.routes import UNIT


@dataclass(frozen=True)
class Scope:
    """Units by id, in the order of lists; `unit_of` leads from every body below to its unit.

    The topmost body of rank 4 is the unit: a faculty's records are the university's. A department
    that files by itself is its own unit.
    """

    own: Organisation
    units: dict[int, Organisation] = field(default_factory=dict)
    unit_of: dict[int, int] = field(default_factory=dict)

    def below(self, unit: Organisation) -> Organisation:
        """Give the body of a unit's line that stands directly below the actor's own."""
        line = [body for body in _line(unit, self.own) if body.pk != self.own.pk]
        return line[-1] if line else unit

    @cached_property
    def names(self) -> dict[int, str]:
        """Names of the units by id."""
        return {key: unit.name for key, unit in self.units.items()}


def scope_of(actor: Actor) -> Scope:
    """Give the units of the actor's subtree with their lines above. Three statements at most."""
    own = organisation_by_id(actor.organisation_id)
    bodies = {body.pk: body for body in subtree(own.pk).order_by("rank", "sort_key", "pk")}
    bodies[own.pk] = own
    for body in bodies.values():
        if body.parent_id in bodies and body.pk != own.pk:
            body.parent = bodies[body.parent_id]  # so that nobody reads the line above again
    scope = Scope(own)
    for body in bodies.values():
        if body.rank >= own.rank:
            unit = _unit(body, own)
            scope.units[unit.pk] = unit
            scope.unit_of[body.pk] = unit.pk
    return scope


def _unit(body: Organisation, own: Organisation) -> Organisation:
    """Climb from a body to the topmost unit of its line, no higher than the actor's own body."""
    units = [one for one in _line(body, own) if one.rank == UNIT]
    return units[-1] if units else body


def _line(body: Organisation, own: Organisation) -> Iterator[Organisation]:
    yield body
    while body.pk != own.pk and body.parent_id is not None:
        body = body.parent
        yield body
