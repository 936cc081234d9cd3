"""How far an answer is wanted, and when: marks and hints, drawn from what the judge demands."""

from collections.abc import Mapping
from typing import Any

from kedeng.formkit.codec import label, show
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.conditions import ROW_NUMBER, Answered, AnyOf, Condition, Not, When
from kedeng.formkit.facts import Facts
from kedeng.formkit.model import Field, FormDefinition, Section
from kedeng.formkit.status import Status
from kedeng.renderings.date_hints import counted_dates

MUST = "必填"
REASONED = "应填"  # an open answer is explained rather than refused: the mark is not SOURCED
SOMETIMES = "需要时填"
FREE = "选填"
COMPUTED = "自动计算"
MARKS = (MUST, REASONED, SOMETIMES, FREE, COMPUTED)


def mark_now(field: Field, lookup: Any) -> str:
    """Mark of a question as the answers stand."""
    if field.computed:
        return COMPUTED
    wanted = field.required or (field.required_if is not None and field.required_if.holds(lookup))
    return _wanted(field) if wanted else FREE


def mark_of(field: Field) -> str:
    """Mark of a question whatever the answers are."""
    if field.computed:
        return COMPUTED
    if field.required:
        return _wanted(field)
    return FREE if field.required_if is None else SOMETIMES


def _wanted(field: Field) -> str:
    return MUST if field.mark_status is Status.SOURCED else REASONED


def hint(field: Field, section: Section, form: FormDefinition, facts: Facts | Catalogue) -> str:
    """Help of a question with what its declaration says of it: when it is wanted, which dates.

    Without the facts of a round, given the code lists alone, the dates are left out.
    """
    catalogue = facts.catalogue if isinstance(facts, Facts) else facts
    dates = counted_dates(field, facts) if isinstance(facts, Facts) else ""
    return f"{field.help}{dates}{_demand(field, section, form, catalogue)}"


def hints(section: Section, form: FormDefinition, facts: Facts | Catalogue) -> Mapping[str, str]:
    """Hints of all questions of a section, by key."""
    return {field.key: hint(field, section, form, facts) for field in section.fields}


def _demand(field: Field, section: Section, form: FormDefinition, catalogue: Catalogue) -> str:
    """When an answer is wanted; "" where it always is, or as soon as the question is asked."""
    if field.required_if is None or field.required_if == field.shown_if:
        return ""
    return f"{_told(field.required_if, section, form, catalogue)}{_wanted(field)}。"


def _told(
    condition: Condition, section: Section, form: FormDefinition, catalogue: Catalogue
) -> str:
    """A condition in words: 应用状态是未应用、应用后停用的."""
    match condition:
        case AnyOf(conditions):
            return "，或".join(_told(one, section, form, catalogue) for one in conditions)
        case Not(inner):
            return f"除{_told(inner, section, form, catalogue)}"
        case Answered(path):
            return f"填了{_asked_at(path, section, form).label}的"
        case When(path, values) if path == ROW_NUMBER:
            places = "、".join(str(value) for value in sorted(values))
            return f"第 {places} 位{section.row_title}"
        case When(path, values):
            field = _asked_at(path, section, form)
            return f"{field.label}{_values(field, values, catalogue)}的"


def _asked_at(path: str, section: Section, form: FormDefinition) -> Field:
    return form.field(path) if "." in path else section.by_key[path]


def _values(field: Field, values: frozenset[Any], catalogue: Catalogue) -> str:
    """是鉴定、验收; or 不是自选, where fewer options are left than meant."""
    if not field.options:
        return "是" + "、".join(sorted(show(field, value, catalogue) for value in values))
    offered = [entry.code for entry in catalogue[field.options].entries if entry.selectable]
    meant = [code for code in offered if code in values]
    left = [code for code in offered if code not in values]
    word, named = ("不是", left) if len(left) < len(meant) else ("是", meant)
    return word + "、".join(label(field, code, catalogue) for code in named)
