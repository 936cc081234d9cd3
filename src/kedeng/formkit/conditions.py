"""Conditions as data: when a question is asked, when it must be answered.

Anything harder than these four is a named Python rule (house.md: no expression language).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Lookup = Callable[[str], Any]
"""Gives the value at a path: `field` of the same section or row, or `section.field`."""

ROW_NUMBER = "row_number"
"""Path of a row's place, counted from 1: what only 第一完成单位 is asked reads it."""


@dataclass(frozen=True)
class When:
    """True when the answer at `path` is, or contains, one of `values`."""

    path: str
    values: frozenset[Any]

    def __init__(self, path: str, values: set[Any] | frozenset[Any]) -> None:
        """Accept a plain set so that declarations read well."""
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "values", frozenset(values))

    def holds(self, lookup: Lookup) -> bool:
        """Judge with the answers that `lookup` gives."""
        value = lookup(self.path)
        if isinstance(value, list):
            return any(item in self.values for item in value)
        return not isinstance(value, dict) and value in self.values

    def paths(self) -> Iterator[str]:
        """Paths that this condition reads."""
        yield self.path


@dataclass(frozen=True)
class Answered:
    """True when there is any answer at `path`."""

    path: str

    def holds(self, lookup: Lookup) -> bool:
        """Judge with the answers that `lookup` gives."""
        return lookup(self.path) not in (None, "", [])

    def paths(self) -> Iterator[str]:
        """Paths that this condition reads."""
        yield self.path


@dataclass(frozen=True)
class AnyOf:
    """True when one of the conditions is."""

    conditions: tuple["Condition", ...]

    def holds(self, lookup: Lookup) -> bool:
        """Judge with the answers that `lookup` gives."""
        return any(condition.holds(lookup) for condition in self.conditions)

    def paths(self) -> Iterator[str]:
        """Paths that this condition reads."""
        for condition in self.conditions:
            yield from condition.paths()


@dataclass(frozen=True)
class Not:
    """True when the condition is not."""

    condition: "Condition"

    def holds(self, lookup: Lookup) -> bool:
        """Judge with the answers that `lookup` gives."""
        return not self.condition.holds(lookup)

    def paths(self) -> Iterator[str]:
        """Paths that this condition reads."""
        yield from self.condition.paths()


Condition = When | Answered | AnyOf | Not
