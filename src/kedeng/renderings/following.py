"""What a page that follows what is being chosen asks for: shown or not, marks, computed texts."""

from collections.abc import Iterator
from typing import Any

from kedeng.formkit import codec
from kedeng.formkit.answers import Answers, row_path
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.conditions import Lookup
from kedeng.formkit.model import Field, Section
from kedeng.formkit.visible import asked, row_lookup
from kedeng.renderings.formviews import anchor
from kedeng.renderings.marks import mark_now


def asked_paths(section: Section, content: Any, answers: Answers) -> dict[str, bool]:
    """Anchor → whether the question is asked, for a page that follows what is being chosen."""
    return {at: asked(item, lookup) for at, item, lookup in _questions(section, content, answers)}


def marks(section: Section, content: Any, answers: Answers) -> dict[str, str]:
    """Anchor → mark, for a page that follows what is being chosen."""
    return {
        at: mark_now(item, lookup) for at, item, lookup in _questions(section, content, answers)
    }


def computed(section: Section, settled: Answers, catalogue: Catalogue) -> dict[str, str]:
    """Anchor → text of what is computed, for a page that follows what is being typed."""
    values = settled.section(section.key) if section.repeats is None else {}
    return {
        anchor(f"{section.key}.{item.key}"): codec.edit(item, values.get(item.key), catalogue)
        for item in section.fields
        if item.computed
    }


def _questions(
    section: Section, content: Any, answers: Answers
) -> Iterator[tuple[str, Field, Lookup]]:
    """Every question of a section as it was typed: anchor, field, and what its conditions read."""
    if section.repeats is None:
        groups = [(section.key, content or {})]
    else:
        groups = [(row_path(section.key, row["id"]), row) for row in content or []]
    for prefix, values in groups:
        lookup = row_lookup(section, values, answers)
        for item in section.fields:
            yield anchor(f"{prefix}.{item.key}"), item, lookup
