"""Declaration → JSON Schema (2020-12) of a form's sections, and the answers that a reader may have.

A draft may lack any answer, so nothing is `required` in the schema's own sense: what a submission
needs stands in `x-required`. Text that could not be read stands in a draft as `{"unread": …}`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kedeng.formkit.answers import Answers, Values
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.conditions import Answered, AnyOf, Condition, Not, When
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
            "maxItems": section.repeats[1],
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
    return {"type": "string"} | _given({"maxLength": field.max_length or None})


def _integer(field: Field, catalogue: Catalogue) -> Schema:
    del catalogue
    bound = {} if field.minimum is None else {"minimum": field.minimum}
    return {"type": "integer", **bound}


def _money(field: Field, catalogue: Catalogue) -> Schema:
    del catalogue
    sign = "-?" if field.minimum is None else ""
    return {"type": "string", "pattern": rf"^{sign}[0-9]{{1,12}}\.[0-9]{{2}}$"}


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
    """Name every option of a short list."""
    entries = [entry for entry in catalogue[field.options].entries if entry.selectable]
    return {"oneOf": [{"const": entry.code, "title": entry.label} for entry in entries]}


def _code(field: Field, catalogue: Catalogue) -> Schema:
    """A long list is named by `x-code-list` and fetched from /api/v1/lists."""
    del field, catalogue
    return {"type": "string"}


def _list_of(one: Builder) -> Builder:
    def build(field: Field, catalogue: Catalogue) -> Schema:
        found = {"type": "array", "items": one(field, catalogue), "uniqueItems": True}
        return found | _given({"maxItems": field.max_items or None})

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
