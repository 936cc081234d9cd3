"""Finds the fields of a section behind the heads of a table, whatever order they stand in."""

import re
from collections.abc import Sequence

from kedeng.formkit.codelist import fold
from kedeng.formkit.model import Field, Section
from kedeng.renderings.marks import MARKS
from kedeng.renderings.workbook.kinds import heading
from kedeng.renderings.workbook.layout import asked_fields

_DECORATION = re.compile(rf"[*:：]|\((?:{'|'.join(MARKS)})\)")


def fields_by_column(section: Section, heads: Sequence[str]) -> dict[int, Field]:
    """Column → field, for the heads that name one by key, label, or label with unit.

    A head that repeats counts the first time only.
    """
    known: dict[str, Field] = {}
    for field in asked_fields(section):
        for name in (field.label, heading(field), field.key):
            known.setdefault(_plain(name), field)
    found: dict[int, Field] = {}
    for column, head in enumerate(heads):
        named = known.get(_plain(head))
        if named is not None and named not in found.values():
            found[column] = named
    return found


def _plain(head: str) -> str:
    """A head without blanks, stars and what we or others write behind a label."""
    return _DECORATION.sub("", fold(head))
