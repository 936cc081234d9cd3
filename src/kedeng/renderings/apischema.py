"""Declaration → JSON Schema (2020-12) of a form's sections, and the answers that a reader may have.

A draft may lack any answer, so nothing is `required` in the schema's own sense: what a submission
needs stands in `x-required`. A limit is the one that a submission refuses; beyond `x-usual-length`
and `x-usual-items` it asks for an explanation. Text that could not be read stands in a draft as
`{"unread": …}`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kedeng.formkit.answers import Answers, Values
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.conditions import Answered, AnyOf, Condition, Not, When
from kedeng.formkit.limits import (
    LONGEST_UNLISTED,
    hard_items,
    hard_length,
    hard_rows,
    minimum_blocks,
)
from kedeng.formkit.model import Field, FormDefinition, Kind, Privacy, Section

Schema = dict[str, Any]
Builder = Callable[[Field, Catalogue], Schema]

_UNREAD: Schema = {
    "title": "未能识别的内容",
    "type": "object",
    "properties": {"unread": {"type": "string"}, "code": {"type": "string"}},
    "required": ["unread"],
    "additionalProperties": False,
}
_UNLISTED: Schema = {"title": "选项以外的内容", "type": "string", "maxLength": LONGEST_UNLISTED}
_ROW_ID: Schema = {"title": "行标识", "type": "string", "pattern": "^[0-9A-Za-z_-]{1,32}$"}


def form_schema(form: FormDefinition, catalogue: Catalogue) -> Schema:
    """Give the schema of a whole draft: one property a section."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kedeng:form:{form.key}:{form.edition}",
        "title": form.title,
        "type": "object",
        "properties": {
            section.key: section_schema(section, catalogue) for section in form.sections
        },
        "additionalProperties": False,
        "$defs": {"unread": _UNREAD},
    }


def section_schema(section: Section, catalogue: Catalogue) -> Schema:
    """Give the schema of a section: an object, or a list of rows that carry their `id`."""
    fields = {item.key: field_schema(item, catalogue) for item in section.fields}
    if section.repeats is None:
        found: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    else:
        row = {"type": "object", "properties": {"id": _ROW_ID, **fields}}
        items = row | {"required": ["id"], "additionalProperties": False}
        found = {
            "type": "array",
            "items": items,
            "x-least": section.repeats[0],
            "maxItems": hard_rows(section),
            "x-usual-items": section.repeats[1],
        }
    about = {
        "title": section.title,
        "description": section.intro,
        "x-part": section.part,
        "x-shown-if": condition_schema(section.shown_if),
        "x-rows-required-if": condition_schema(section.required_rows_if),
    }
    return found | _given(about)


def field_schema(field: Field, catalogue: Catalogue) -> Schema:
    """Give the schema of an answer: its value, or the text that could not be read."""
    about = {
        "title": field.label,
        "description": field.help,
        "examples": [field.example] if field.example else [],
        "readOnly": bool(field.computed),
        "x-unit": field.unit,
        "x-code-list": field.options,
        "x-required": True if field.required else condition_schema(field.required_if),
        "x-shown-if": condition_schema(field.shown_if),
        "x-privacy": field.privacy.value,
        "x-ref": field.ref,
        "x-status": field.status.value,
        "x-source": field.source,
    }
    value = BUILDERS[field.kind](field, catalogue)
    return _given(about) | {"anyOf": [value, {"$ref": "#/$defs/unread"}]}


def condition_schema(condition: Condition | None) -> Schema | None:
    """Give a condition as data; None where there is none."""
    match condition:
        case When(path, values):
            return {"path": path, "in": sorted(values, key=str)}
        case Answered(path):
            return {"path": path, "answered": True}
        case AnyOf(conditions):
            return {"any_of": [condition_schema(part) for part in conditions]}
        case Not(inner):
            return {"not": condition_schema(inner)}
        case _:
            return None


def _given(about: Mapping[str, Any]) -> Schema:
    return {key: value for key, value in about.items() if value not in (None, "", [], False)}


def _text(field: Field, catalogue: Catalogue) -> Schema:
    del catalogue
    about = {"maxLength": hard_length(field) or None, "x-usual-length": field.max_length or None}
    return {"type": "string"} | _given(about)


def _integer(field: Field, catalogue: Catalogue) -> Schema:
    del catalogue
    bound = {"minimum": field.minimum} if _is_bounded(field) else {}
    return {"type": "integer", **bound}


def _money(field: Field, catalogue: Catalogue) -> Schema:
    del catalogue
    sign = "" if _is_bounded(field) else "-?"
    return {"type": "string", "pattern": rf"^{sign}[0-9]{{1,12}}\.[0-9]{{2}}$"}


def _is_bounded(field: Field) -> bool:
    return field.minimum is not None and minimum_blocks(field)


def _yes_no(field: Field, catalogue: Catalogue) -> Schema:
    del field, catalogue
    return {"type": "boolean"}


def _date(field: Field, catalogue: Catalogue) -> Schema:
    del field, catalogue
    return {"type": "string", "format": "date"}


def _month(field: Field, catalogue: Catalogue) -> Schema:
    del field, catalogue
    return {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


def _choice(field: Field, catalogue: Catalogue) -> Schema:
    """Name every option of a short list; one that is not closed takes other texts too."""
    codes = catalogue[field.options]
    entries = [entry for entry in codes.entries if entry.selectable]
    named = {"oneOf": [{"const": entry.code, "title": entry.label} for entry in entries]}
    return named if codes.closed else {"anyOf": [named, _UNLISTED]}


def _code(field: Field, catalogue: Catalogue) -> Schema:
    """A long list is named by `x-code-list` and fetched from /api/v1/lists."""
    del field, catalogue
    return {"type": "string"}


def _list_of(one: Builder) -> Builder:
    def build(field: Field, catalogue: Catalogue) -> Schema:
        found = {"type": "array", "items": one(field, catalogue), "uniqueItems": True}
        about = {"maxItems": hard_items(field) or None, "x-usual-items": field.max_items or None}
        return found | _given(about)

    return build


BUILDERS: dict[Kind, Builder] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.TEXTS: _list_of(_text),
    Kind.INTEGER: _integer,
    Kind.MONEY: _money,
    Kind.YES_NO: _yes_no,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _list_of(_choice),
    Kind.CODE: _code,
    Kind.CODES: _list_of(_code),
}


def answers_of_privacy(
    form: FormDefinition, answers: Answers, privacy: frozenset[Privacy]
) -> dict[str, Any]:
    """Give the settled answers of the given privacy; sections without any such question go."""
    found: dict[str, Any] = {}
    for section in form.sections:
        kept = {item.key for item in section.fields if item.privacy in privacy}
        if not kept or section.key not in answers.data:
            continue
        if section.repeats is None:
            found[section.key] = _only(answers.section(section.key), kept)
        else:
            found[section.key] = [_only(row, {"id", *kept}) for row in answers.rows(section.key)]
    return found


def _only(values: Values, kept: set[str]) -> Values:
    return {key: value for key, value in values.items() if key in kept}
