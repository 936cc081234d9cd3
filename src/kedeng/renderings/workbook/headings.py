"""Finds the fields of a section behind the heads of a table, whatever order they stand in."""

import re
from collections.abc import Sequence

from kedeng.formkit.codelist import fold
from kedeng.formkit.model import Field, Section
from kedeng.renderings.marks import MARKS
from kedeng.renderings.workbook.kinds import heading
from kedeng.renderings.workbook.layout import asked_fields

_DECORATION = re.compile(rf"[*:：/、]|\((?:{'|'.join(MARKS)})\)")
_BRACKETS = re.compile(r"\([^()]*\)")


def fields_by_column(section: Section, heads: Sequence[str]) -> dict[int, Field]:
    """Column → field, for the heads that name one by key, label, label with unit, or alias.

    A head that repeats counts the first time only.
    """
    known = _known_names(section)
    found: dict[int, Field] = {}
    for column, head in enumerate(heads):
        named = _named(known, head)
        if named is not None and named not in found.values():
            found[column] = named
    return found


def _known_names(section: Section) -> dict[str, Field]:
    """Field by each of its names; a label of one wins over an alias of another."""
    fields = asked_fields(section)
    known: dict[str, Field] = {}
    for field in fields:
        for name in (field.label, heading(field), field.key):
            known.setdefault(_plain(name), field)
    for field in fields:
        for name in field.aliases:
            known.setdefault(_plain(name), field)
    return known


def _named(known: dict[str, Field], head: str) -> Field | None:
    """The field that a head names, with whatever an office wrote behind it: 出生年月（如 1980-05）.

    Not so for figures: what stands in brackets there may be another unit.
    """
    plain = _plain(head)
    found = known.get(plain)
    if found is None:
        found = known.get(_BRACKETS.sub("", plain))
        found = None if found is not None and found.unit else found
    return found


def _plain(head: str) -> str:
    """A head without blanks, stars, strokes and the mark that we write behind a label."""
    return _DECORATION.sub("", fold(head))
