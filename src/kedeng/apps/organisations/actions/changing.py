"""Columns changed as asked, and what to tell of it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def change(row: Model, asked: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set and save the columns that differ; give column → [former, present]. Empty: none did."""
    changed = {
        key: [getattr(row, key), value]
        for key, value in asked.items()
        if getattr(row, key) != value
    }
    for key, (_, value) in changed.items():
        setattr(row, key, value)
    if changed:
        row.save(update_fields=list(changed))
    return changed


def changed_since(row: Model, asked: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns that changed since they were seen, and are not as asked: column → present.

    Whoever writes over them resets what somebody else has just written.
    """
    return {
        key: getattr(row, key)
        for key, value in asked.items()
        if key in seen and getattr(row, key) not in (seen[key], value)
    }
