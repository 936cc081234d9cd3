"""Which questions are asked, given the answers; the settled answers that a submission freezes."""

from collections.abc import Mapping
from typing import Any

from kedeng.formkit.answers import Answers, Values, is_blank
from kedeng.formkit.conditions import ROW_NUMBER, Lookup
from kedeng.formkit.model import Field, FormDefinition, Section


def row_lookup(section: Section, values: Mapping[str, Any], answers: Answers) -> Lookup:
    """Look paths up: a bare key or `row_number` in the same row, `section.field` elsewhere.

    An answer to a question of the section that is itself no longer asked reads as None.
    """

    def lookup(path: str) -> Any:
        if "." in path:
            return answers.get(path)
        if path == ROW_NUMBER:
            return _row_number(section, values, answers)
        field = section.by_key.get(path)
        return values.get(path) if field is not None and asked(field, lookup) else None

    return lookup


def _row_number(section: Section, values: Mapping[str, Any], answers: Answers) -> int | None:
    ids = [row["id"] for row in answers.rows(section.key)]
    return ids.index(values["id"]) + 1 if values.get("id") in ids else None


def asked(field: Field, lookup: Lookup) -> bool:
    """Whether the question is put at all."""
    return field.shown_if is None or field.shown_if.holds(lookup)


def section_asked(section: Section, answers: Answers) -> bool:
    """Whether the section is put at all."""
    return section.shown_if is None or section.shown_if.holds(row_lookup(section, {}, answers))


def settle(definition: FormDefinition, answers: Answers) -> Answers:
    """Compute what is computed and leave out what is no longer asked.

    Answers to hidden questions stay in the draft and never reach a check, a revision or a count.
    """
    shown: dict[str, Any] = {}
    view = Answers(shown)
    for section in definition.sections:
        if not section_asked(section, answers):
            continue
        if section.repeats is None:
            shown[section.key] = _visible(section, answers.section(section.key), answers)
        else:
            rows = answers.rows(section.key)
            shown[section.key] = [
                {"id": row["id"], **_visible(section, row, answers)} for row in rows
            ]
    for path, compute in definition.computations:
        section_key, _, key = path.partition(".")
        if section_key in shown:
            value = compute(view)
            if not is_blank(value):
                shown[section_key][key] = value
    return view


def _visible(section: Section, values: Values, answers: Answers) -> Values:
    lookup = row_lookup(section, values, answers)
    return {
        field.key: values[field.key]
        for field in section.fields
        if not field.computed and not is_blank(values.get(field.key)) and asked(field, lookup)
    }
