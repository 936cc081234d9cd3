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
