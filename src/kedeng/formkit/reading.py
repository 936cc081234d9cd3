"""A whole section at once: what a page, a workbook or the API handed over becomes draft content.

Each text is parsed by `codec.read`. A blank is left out; what cannot be read is kept as
`{"unread": text, "code": why}`. Nothing is judged here: a draft may be as incomplete as it likes.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kedeng.formkit.answers import Unread, Values, is_unread
from kedeng.formkit.codec import NO, YES, Raw, read
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.limits import most_rows
from kedeng.formkit.model import Section
from kedeng.lib.names import row_id


class TooManyRowsError(ValueError):
    """More rows than any form could hold: `label` of the section, `size` given, `most` taken."""

    def __init__(self, label: str, size: int, most: int) -> None:
        super().__init__(f"{label}: {size} rows, at most {most}")
        self.label = label
        self.size = size
        self.most = most


_ROW_ID = re.compile(r"[0-9A-Za-z_-]{1,32}")


def read_section(section: Section, data: Any, catalogue: Catalogue) -> Any:
    """Read a section from JSON: an object of fields, or a list of such rows.

    Raises TypeError for any other shape and for a value that is no text, number, truth or list of
    these; KeyError as `read_values` does.
    """
    if section.repeats is None:
        return read_values(section, _texts(data, section.key), catalogue)
    if not isinstance(data, list):
        raise TypeError(f"{section.key}: a list of rows is wanted")
    return read_rows(section, [_texts(row, section.key) for row in data], catalogue)


def read_values(section: Section, raw: Mapping[str, Raw], catalogue: Catalogue) -> Values:
    """Read the fields of a plain section, or of one row, from their texts.

    Computed fields are passed over: they are worked out anew. Raises KeyError, whose arguments are
    the names, for fields that the section lacks.
    """
    if unknown := sorted(raw.keys() - section.by_key.keys()):
        raise KeyError(*unknown)
    values: Values = {}
    for field in section.fields:
        value = None if field.computed else read(field, raw.get(field.key), catalogue)
        if isinstance(value, Unread):
            value = value.as_json()
        if value is not None:
            values[field.key] = value
    return values


def read_rows(
    section: Section, rows: Sequence[Mapping[str, Raw]], catalogue: Catalogue
) -> list[Values]:
    """Read the rows of a repeating section, each with its "id"; empty rows stay rows.

    A row without an id, or whose id is malformed or already taken, gets a new one. Raises
    TooManyRowsError beyond `most_rows`.
    """
    if len(rows) > most_rows(section):
        raise TooManyRowsError(section.title, len(rows), most_rows(section))
    taken: set[str] = set()
    found = []
    for row in rows:
        given = row.get("id")
        usable = isinstance(given, str) and _ROW_ID.fullmatch(given) and given not in taken
        key = str(given) if usable else row_id()
        taken.add(key)
        raw = {name: text for name, text in row.items() if name != "id"}
        found.append({"id": key, **read_values(section, raw, catalogue)})
    return found


def _texts(values: Any, place: str) -> dict[str, Raw]:
    if not isinstance(values, Mapping):
        raise TypeError(f"{place}: an object of fields is wanted")
    return {key: raw_of(value, f"{place}.{key}") for key, value in values.items()}


def raw_of(value: Any, place: str) -> Raw:
    """Text of a JSON value, as a person would have typed it.

    Unread text, as a draft gives it out, is text again. Raises TypeError, naming the place, for
    objects and lists of lists.
    """
    if value is None:
        return None
    if isinstance(value, list):
        return [_one(item, place) for item in value if item is not None]
    return _one(value, place)


def _one(value: Any, place: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return format(Decimal(repr(value)), "f")
    if is_unread(value) and isinstance(value["unread"], str):
        return value["unread"]
    raise TypeError(f"{place}: a text, a number, true, false or a list of these is wanted")
