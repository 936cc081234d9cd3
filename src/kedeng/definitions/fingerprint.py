"""The fingerprint of an edition: what a released form must never change (house.md)."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any

from kedeng.formkit import canonical
from kedeng.formkit.model import FormDefinition

# (key, edition) → fingerprint, written down when an edition is released. None is yet.
RELEASED: Mapping[tuple[str, str], str] = MappingProxyType({})


def fingerprint(definition: FormDefinition) -> str:
    """SHA-256 over the whole declaration: sections, fields, conditions, names of functions.

    Attributes at their default are left out, so that a new attribute of the grammar changes nothing.
    What a rule or a computation does inside is not covered: their names are.
    """
    return canonical.digest(_plain(definition))


def _plain(thing: Any) -> Any:
    """A declaration as JSON values; dataclasses carry their class name, functions their path."""
    if is_dataclass(thing):
        told = {
            item.name: _plain(getattr(thing, item.name))
            for item in fields(thing)
            if getattr(thing, item.name) != item.default
        }
        return {"is": type(thing).__name__, **told}
    if isinstance(thing, tuple):
        return [_plain(item) for item in thing]
    if isinstance(thing, frozenset):
        return sorted((_plain(item) for item in thing), key=repr)
    if callable(thing):
        return f"{thing.__module__}.{thing.__qualname__}"
    return thing
