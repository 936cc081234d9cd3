"""Rules of completing units and completers (forms.md 3.8, 3.9)."""

from collections.abc import Iterator

from kedeng.definitions.rules.reading import at, cell, has_trait, label, repeated
from kedeng.domain.similarity import normalise_title
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status
from kedeng.lib.credit_code import LENGTH, check_character, impossible_place

PARTNERS = {
    "partner_university": "university",
    "partner_research_institute": "research_institute",
    "partner_enterprise": "enterprise",
}
YOUNGEST, OLDEST = 16, 100


def unit_names_differ(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R45: no unit twice. Order and numbers follow from the rows themselves."""
    del facts
    for row, place in repeated(answers.rows("units"), "unit_name"):
        params = {"name": row["unit_name"], "place": place}
        yield Finding(at("units", row, "unit_name"), params, "unit_repeated")


def credit_codes_add_up(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """forms.md 3.8 `uscc` (INFERRED): the check of GB 32100 finds any one character miscopied.

    It confirms: a foreign or an army unit has another code. The field itself asks for 18 characters.
    """
    del facts
    for row in answers.rows("units"):
        yield from miscopied(cell(row, "uscc"), at("units", row, "uscc"))


def miscopied(typed: str, path: str) -> Iterator[Finding]:
    """Find the slip in a credit code of 18 characters; a shorter one is the field's affair."""
    code = typed.upper()
    if len(code) != LENGTH:
        return
    if place := impossible_place(code):
        params = {"text": code, "place": place, "found": code[place - 1]}
        yield Finding(path, params, "credit_code_character")
    elif code[-1] != (last := check_character(code[:-1])):
        yield Finding(path, {"text": code, "last": last}, "credit_code_check")


def research_mode_fits_the_units(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R46 (INFERRED): 独立研究 has one unit; cooperation has a partner of that kind (a warning)."""
    mode, rows = answers.text("overview.research_mode"), answers.rows("units")
    if not mode or not rows:
        return
    params = {"mode": label(facts, "research_mode", mode), "rows": len(rows)}
    if has_trait(facts, "research_mode", mode, "single_unit") and len(rows) > 1:
        yield Finding("overview.research_mode", params, "independent_with_partners")
    kinds = {cell(row, "unit_type") for row in rows[1:]}
    for trait, kind in PARTNERS.items():
        if has_trait(facts, "research_mode", mode, trait) and kind not in kinds:
            partner = {**params, "partner": label(facts, "unit_type", kind)}
            yield Finding("overview.research_mode", partner, "partner_missing", Severity.WARNING)


def people_differ(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R47 (INFERRED): nobody twice: same name and birth month."""
    del facts
    for row, place in repeated(answers.rows("people"), "name", "birth_month"):
        params = {"name": row["name"], "place": place}
        yield Finding(at("people", row, "name"), params, "person_repeated")


def employers_are_completing_units(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R48 (INFERRED): a completer works for one of the units, or for a part of it."""
    del facts
    units = [normalise_title(cell(row, "unit_name")) for row in answers.rows("units")]
    units = [unit for unit in units if unit]
    if not units:
        return
    for row in answers.rows("people"):
        employer = normalise_title(cell(row, "employer"))
        if employer and not any(employer.startswith(unit) for unit in units):
            params = {"name": cell(row, "name"), "employer": row["employer"]}
            yield Finding(at("people", row, "employer"), params, "employer_is_no_unit")


def ages_are_plausible(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R49 (INFERRED): between 16 and 100 years old when research ended."""
    del facts
    end = answers.text("overview.research_end_month")
    for row in answers.rows("people"):
        birth = cell(row, "birth_month")
        if not end or not birth:
            continue
        age = _years(birth, end)
        if not YOUNGEST <= age <= OLDEST:
            params = {"name": cell(row, "name"), "birth": birth, "age": age}
            yield Finding(at("people", row, "birth_month"), params, "age_implausible")


def _years(first: str, last: str) -> int:
    months = [int(text[:4]) * 12 + int(text[5:7]) for text in (first, last)]
    return (months[1] - months[0]) // 12


UNITS_DIFFER = Rule(
    key="R45",
    title="完成单位不重复",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="forms.md R45",
    judge=unit_names_differ,
)
CREDIT_CODES = Rule(
    key="R45",
    title="统一社会信用代码的校验位",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md 3.8 uscc；GB 32100",
    judge=credit_codes_add_up,
)
MODE = Rule(
    key="R46",
    title="研究形式与完成单位相符",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R46",
    judge=research_mode_fits_the_units,
)
PEOPLE_DIFFER = Rule(
    key="R47",
    title="完成人不重复",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R47",
    judge=people_differ,
)
EMPLOYERS = Rule(
    key="R48",
    title="完成人属于完成单位",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R48",
    judge=employers_are_completing_units,
)
AGES = Rule(
    key="R49",
    title="完成人的年龄",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R49",
    judge=ages_are_plausible,
)
