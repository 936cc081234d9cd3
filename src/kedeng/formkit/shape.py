"""Checks of a declaration itself: what a form edition must not get wrong. Run by the suite."""

from collections.abc import Iterator

from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.conditions import ROW_NUMBER, Condition
from kedeng.formkit.model import Field, FormDefinition, Kind, Section

_LISTED = {Kind.CHOICE, Kind.CHOICES, Kind.CODE, Kind.CODES}


def flaws(definition: FormDefinition, catalogue: Catalogue) -> list[str]:
    """Name every flaw in English; an empty list means the declaration holds together."""
    return [*_section_flaws(definition, catalogue), *_computation_flaws(definition)]


def _section_flaws(definition: FormDefinition, catalogue: Catalogue) -> Iterator[str]:
    if len(definition.by_key) != len(definition.sections):
        yield "section keys repeat"
    for section in definition.sections:
        if len(section.by_key) != len(section.fields):
            yield f"{section.key}: field keys repeat"
        for field in section.fields:
            place = f"{section.key}.{field.key}"
            if field.kind in _LISTED and field.options not in catalogue:
                yield f"{place}: unknown code list {field.options!r}"
            if field.kind not in _LISTED and field.options:
                yield f"{place}: options on a kind without a list"
            for condition in (field.shown_if, field.required_if):
                yield from _path_flaws(definition, section, place, condition)
            yield from _order_flaws(section, field)
        for condition in (section.shown_if, section.required_rows_if):
            yield from _path_flaws(definition, section, section.key, condition)


def _path_flaws(
    definition: FormDefinition, section: Section, place: str, condition: Condition | None
) -> Iterator[str]:
    for path in condition.paths() if condition else ():
        if path == ROW_NUMBER and section.repeats is not None:
            continue
        other, _, key = path.rpartition(".")
        owner = definition.by_key.get(other) if other else section
        if owner is None or key not in owner.by_key:
            yield f"{place}: condition reads {path!r}, which the form lacks"
        elif owner is not section and not _always_asked(owner, key):
            yield f"{place}: condition reads {path!r}, which is not always asked"


def _always_asked(section: Section, key: str) -> bool:
    """Whether other sections may rely on an answer: what may be hidden, and rows, they may not."""
    conditional = section.shown_if or section.by_key[key].shown_if
    return conditional is None and section.repeats is None


def _order_flaws(section: Section, field: Field) -> Iterator[str]:
    """A question may hang on earlier ones only, so that no two hide each other."""
    keys = list(section.by_key)
    for path in field.shown_if.paths() if field.shown_if else ():
        if path in keys and keys.index(path) >= keys.index(field.key):
            yield f"{section.key}.{field.key}: shown_if reads {path!r}, which comes later"


def _computation_flaws(definition: FormDefinition) -> Iterator[str]:
    declared = {
        f"{section.key}.{field.key}" for section, field in definition.fields() if field.computed
    }
    given = {path for path, _ in definition.computations}
    for path in sorted(declared ^ given):
        yield f"{path}: computed field and computations disagree"
