"""Rules of intellectual property: patents as evaluation, dates, numbers (forms.md 3.5)."""

import re
from collections.abc import Iterator

from kedeng.definitions.rules.reading import at, cell, has_trait, label
from kedeng.formkit.answers import Answers, Values
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

RIGHTS = "ip_rights"

# Fifth digit of an application number since October 2003 → kind of patent (forms.md 8.4).
_KINDS = {"invention_patent": "18", "utility_model_patent": "29", "design_patent": "3"}
_PATENT = re.compile(r"(?:ZL|CN)?(?:19|20)\d{2}([1-9])\d{7}\.?[\dX]?")
_OLD_PATENT = re.compile(r"(?:ZL|CN)?\d{2}([1-9])\d{5}\.?[\dX]?")
_EXAMPLES = {
    "invention_patent": "ZL202310123456.7",
    "utility_model_patent": "ZL202320123456.7",
    "design_patent": "ZL202330123456.7",
    "software_copyright": "2024SR0123456",
}
_SOFTWARE = re.compile(r"\d{4}SR\w{6,8}")


def patent_grant_has_a_patent(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R31 (notice 一.1): 获得专利授权 means a granted 发明 or 实用新型, granted in the round's window.

    外观设计 alone is not in the notice's list.
    """
    method = answers.text("evaluation.evaluation_method")
    if not has_trait(facts, "evaluation_method", method, "needs_granted_patent"):
        return
    granted = [row for row in answers.rows(RIGHTS) if row.get("ip_status") == "granted"]
    counting = [row for row in granted if _counts(facts, row)]
    if not counting:
        designs = any(row.get("ip_type") == "design_patent" for row in granted)
        yield Finding(RIGHTS, {}, "only_design_patent" if designs else "no_granted_patent")
        return
    dates = [cell(row, "grant_date") for row in counting if cell(row, "grant_date")]
    first, last = facts.evidence_from, facts.evidence_to
    if (
        dates
        and first
        and last
        and not any(first.isoformat() <= d <= last.isoformat() for d in dates)
    ):
        params = {"from": first.isoformat(), "to": last.isoformat(), "dates": dates}
        yield Finding(RIGHTS, params, "no_patent_in_window")


def _counts(facts: Facts, row: Values) -> bool:
    return has_trait(facts, "ip_type", cell(row, "ip_type"), "counts_as_evaluation")


def grant_follows_application(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R36: grant date ≥ application date. Number and grant date are the form's own conditions."""
    del facts
    for row in answers.rows(RIGHTS):
        applied, granted = cell(row, "application_date"), cell(row, "grant_date")
        if applied and granted and granted < applied:
            params = {"applied": applied, "granted": granted}
            yield Finding(at(RIGHTS, row, "grant_date"), params, "granted_before_application")


def number_fits_the_kind(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R37 (RECALLED patterns): the number looks like one of its kind.

    Patents filed before October 2003 have a year of two digits; foreign ones are left alone.
    """
    for row in answers.rows(RIGHTS):
        kind = cell(row, "ip_type")
        number = "".join(cell(row, "ip_number").split()).upper()
        if number and not _fits(kind, number):
            params = {
                "number": row["ip_number"],
                "kind": label(facts, "ip_type", kind),
                "example": _EXAMPLES[kind],
            }
            yield Finding(at(RIGHTS, row, "ip_number"), params, "number_odd")


def _fits(kind: str, number: str) -> bool:
    if kind == "software_copyright":
        return bool(_SOFTWARE.search(number))
    if kind not in _KINDS or _is_foreign(number):
        return True
    match = _PATENT.fullmatch(number) or _OLD_PATENT.fullmatch(number)
    return match is not None and match[1] in _KINDS[kind]


def _is_foreign(number: str) -> bool:
    return number[:2].isalpha() and number[:2] not in {"ZL", "CN"}


PATENT_GRANT = Rule(
    key="R31",
    title="专利授权是发明或实用新型",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="通知第一条第1项；forms.md R31",
    judge=patent_grant_has_a_patent,
    exact=True,
)
GRANT_ORDER = Rule(
    key="R36",
    title="授权日不早于申请日",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R36",
    judge=grant_follows_application,
    exact=True,
)
NUMBERS = Rule(
    key="R37",
    title="知识产权号与类型相符",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R37、8.4",
    judge=number_fits_the_kind,
)
