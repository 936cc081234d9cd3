"""Fills a declared form: known values where `values` has them, plausible ones everywhere else.

It follows the declaration, so a field that is added tomorrow gets an answer without a change here.
"""

from datetime import date
from typing import Any

from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.plan import Plan
from kedeng.commands.demonstration.values import values_for
from kedeng.definitions.registry import definition
from kedeng.formkit.answers import Answers, Values
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.visible import asked, row_lookup, section_asked
from kedeng.lib.names import row_id

_SENTENCE = f"{MARK}文字，没有真实内容。"
_DAY = date(2025, 6, 18)


def answers_for(plan: Plan, lists: Catalogue) -> dict[str, Any]:
    """Answer every question that the plan's form asks: `{section: values or rows}`."""
    known = values_for(plan)
    filled: dict[str, Any] = {}
    answers = Answers(filled)
    for section in definition(plan.category).sections:
        if not section_asked(section, answers):
            continue
        given = known.get(section.key, [] if section.repeats else {})
        if section.repeats is None:
            filled[section.key] = _fill(section, given, filled, lists)
            continue
        rows = given or [{}] * section.repeats[0]
        filled[section.key] = []
        for row in rows:
            begun = {"id": row_id()}
            filled[section.key].append(begun)  # row_number counts it
            begun |= _fill(section, {**row, **begun}, filled, lists)
    return filled


def _fill(
    section: Section, known: Values, filled: dict[str, Any], lists: Catalogue
) -> Values:
    """Answer the fields in their order, since a condition may read an earlier one of the section."""
    values: Values = {"id": known["id"]} if "id" in known else {}
    here = Answers(filled if section.repeats else {**filled, section.key: values})
    for field in section.fields:
        if field.computed or not asked(field, row_lookup(section, values, here)):
            continue
        value = known[field.key] if field.key in known else plausible(field, lists)
        if value is not None:
            values[field.key] = value
    return values


def plausible(field: Field, lists: Catalogue) -> Any:
    """An answer of the field's kind, within its limits."""
    match field.kind:
        case Kind.TEXT:
            return _text(field)
        case Kind.LONG_TEXT:
            return _within(field, _SENTENCE * max(3, field.min_length // len(_SENTENCE) + 1))
        case Kind.TEXTS:
            return [_within(field, MARK)]
        case Kind.INTEGER:
            return max(1, field.minimum or 0)
        case Kind.MONEY:
            return f"{max(1, field.minimum or 0)}.00"
        case Kind.YES_NO:
            return False
        case Kind.DATE:
            return _DAY.isoformat()
        case Kind.MONTH:
            return _DAY.isoformat()[:7]
        case Kind.CHOICE | Kind.CODE:
            return lists[field.options].active(_DAY)[0].code
        case Kind.CHOICES | Kind.CODES:
            return [lists[field.options].active(_DAY)[0].code]


def _text(field: Field) -> str:
    if field.min_length and field.min_length == field.max_length:
        return "0" * field.min_length  # a number of fixed length
    return _within(field, f"{MARK}{field.label}".ljust(field.min_length, "。"))


def _within(field: Field, text: str) -> str:
    return text[: field.max_length] if field.max_length else text
