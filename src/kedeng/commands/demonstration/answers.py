"""Fills a declared form: known values where `values` has them, plausible ones everywhere else.

It follows the declaration, so a field that is added tomorrow gets an answer without a change here.
"""

from collections.abc import Callable, Mapping
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


def _fill(section: Section, known: Values, filled: dict[str, Any], lists: Catalogue) -> Values:
    """Answer the fields in their order, since a condition may read an earlier one."""
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
    """Make up an answer of the field's kind, within its limits."""
    return _MAKERS[field.kind](field, lists)


def _code(field: Field, lists: Catalogue) -> str:
    return lists[field.options].active(_DAY)[0].code


def _least(field: Field) -> int:
    return max(1, field.minimum or 0)


def _text(field: Field) -> str:
    if field.min_length and field.min_length == field.max_length:
        return "0" * field.min_length  # a number of fixed length
    return _within(field, f"{MARK}{field.label}".ljust(field.min_length, "。"))


def _long_text(field: Field) -> str:
    return _within(field, _SENTENCE * max(3, field.min_length // len(_SENTENCE) + 1))


def _within(field: Field, text: str) -> str:
    return text[: field.max_length] if field.max_length else text


_MAKERS: Mapping[Kind, Callable[[Field, Catalogue], Any]] = {
    Kind.TEXT: lambda field, _: _text(field),
    Kind.LONG_TEXT: lambda field, _: _long_text(field),
    Kind.TEXTS: lambda field, _: [_within(field, MARK)],
    Kind.INTEGER: lambda field, _: _least(field),
    Kind.MONEY: lambda field, _: f"{_least(field)}.00",
    Kind.YES_NO: lambda *_: False,
    Kind.DATE: lambda *_: _DAY.isoformat(),
    Kind.MONTH: lambda *_: _DAY.isoformat()[:7],
    Kind.CHOICE: _code,
    Kind.CHOICES: lambda field, lists: [_code(field, lists)],
    Kind.CODE: _code,
    Kind.CODES: lambda field, lists: [_code(field, lists)],
}
