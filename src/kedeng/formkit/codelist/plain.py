"""A list and its entries as JSON values."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kedeng.formkit.codelist.entries import CodeList, Entry


def plain(thing: "CodeList | Entry") -> dict[str, Any]:
    """Attributes as JSON values, without blank ones: a new attribute then moves no digest."""
    found = {item.name: _as_json(getattr(thing, item.name)) for item in fields(thing)}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value
