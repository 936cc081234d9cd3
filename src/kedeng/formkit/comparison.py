"""What changed between two versions of a form: fields, rows moved, added, removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kedeng.formkit.answers import Answers, Values, row_path
from kedeng.formkit.model import FormDefinition, Section


class Change(StrEnum):
    """How a place differs."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One place that differs: `path` of a field or a row, the value before and after.

    For a moved row `before` and `after` are its places, counted from 1.
    """

    path: str
    change: Change
    before: Any
    after: Any


def compare(definition: FormDefinition, old: Answers, new: Answers) -> list[Difference]:
    """List what differs, in the order of the form. Rows match by id, so a reorder is a move."""
    found: list[Difference] = []
    for section in definition.sections:
        if section.repeats is None:
            found += _fields(
                section, section.key, old.section(section.key), new.section(section.key)
            )
        else:
            found += _rows(section, old.rows(section.key), new.rows(section.key))
    return found


def _fields(section: Section, prefix: str, old: Values, new: Values) -> Iterator[Difference]:
    for field in section.fields:
        before, after = old.get(field.key), new.get(field.key)
        if before != after:
            yield Difference(f"{prefix}.{field.key}", Change.CHANGED, before, after)


def _rows(section: Section, old: list[Values], new: list[Values]) -> Iterator[Difference]:
    before = {row["id"]: row for row in old}
    after = {row["id"]: row for row in new}
    kept_old = [key for key in before if key in after]
    kept_new = [key for key in after if key in before]
    for key, row in after.items():
        path = row_path(section.key, key)
        if key not in before:
            yield Difference(path, Change.ADDED, None, row)
            continue
        if kept_old.index(key) != kept_new.index(key):
            places = (list(before).index(key) + 1, list(after).index(key) + 1)
            yield Difference(path, Change.MOVED, *places)
        yield from _fields(section, path, before[key], row)
    for key, row in before.items():
        if key not in after:
            yield Difference(row_path(section.key, key), Change.REMOVED, row, None)
