"""Rules of projects and money (forms.md 3.2, 3.3)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kedeng.definitions.computations import funding_total
from kedeng.definitions.rules.reading import amount, at, label, sources
from kedeng.formkit.answers import Answers, is_blank
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

TOTAL = "funding.funding_total"
TOLERANCE = Decimal("0.01")
DEFAULT_BOUND = Decimal(1_000_000)  # 万元

# Source of a project → the amount that it makes one expect, and its label (R28).
EXPECTED: Mapping[str, tuple[str, str]] = {
    "national_plan": ("funding_national", "国家投入"),
    "ministry_plan": ("funding_ministry", "部门投入"),
    "local_plan": ("funding_local", "地方投入"),
    "self_selected": ("funding_own", "自有资金"),
}

# Amounts that a slip between 元 and 万元 would spoil in the statistics (B82).
BOUNDED = (
    (TOTAL, "经费合计"),
    ("transformation.self_total_income", "自我转化总收入"),
    ("transformation.coop_income", "合作转化收入"),
    ("transformation.transfer_license_income", "技术转让与许可收入"),
)


def one_project_is_primary(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R24: exactly one primary project. That there is one at all the section itself demands.

    A single project is the primary one without saying so.
    """
    del facts
    rows = answers.rows("projects")
    primary = [row for row in rows if row.get("is_primary") is True]
    if len(rows) > 1 and not primary:
        yield Finding("projects", {"rows": len(rows)}, "no_primary_project", lacking=True)
    for row in primary[1:]:
        yield Finding(
            at("projects", row, "is_primary"), {"rows": len(primary)}, "second_primary_project"
        )


def total_is_the_sum(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R26 (S8): 合计 = Σ of the eight sources, within 0.01 万元.

    The form computes it (definitions.computations); this guards answers that came another way.
    """
    del facts
    given = answers.get(TOTAL)
    if is_blank(given):
        return
    total, added = Decimal(given), Decimal(funding_total(answers) or 0)
    if abs(total - added) > TOLERANCE:
        params = {"total": f"{total:.2f}", "sum": f"{added:.2f}"}
        yield Finding(TOTAL, params, "total_is_not_the_sum")


def total_is_plausible(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R27 (INFERRED): a total of 0 warns; amounts above `profile["amount_bound"]` 万元 confirm (B82)."""
    if answers.get(TOTAL) is not None and amount(answers, TOTAL) == 0:
        yield Finding(TOTAL, {}, "total_is_zero", Severity.WARNING)
    bound = Decimal(facts.profile.get("amount_bound") or DEFAULT_BOUND)
    for path, field_label in BOUNDED:
        if amount(answers, path) > bound:
            params = {
                "label": field_label,
                "amount": f"{amount(answers, path):,.2f}",
                "bound": f"{bound:,f}",
            }
            yield Finding(path, params, "amount_above_bound", Severity.CONFIRM)


def sources_show_in_the_money(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R28 (INFERRED): a plan of some level without that level's money, or own research without own money."""
    for source in sources(answers):
        field, field_label = EXPECTED.get(source, ("", ""))
        if field and amount(answers, f"funding.{field}") == 0:
            params = {"source": label(facts, "project_source", source), "label": field_label}
            yield Finding(f"funding.{field}", params, "source_without_money")


PRIMARY = Rule(
    key="R24",
    title="主要课题来源只有一个",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R24",
    judge=one_project_is_primary,
)
SUM = Rule(
    key="R26",
    title="经费合计等于各项之和",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="forms.md R26、S8",
    judge=total_is_the_sum,
    exact=True,
)
PLAUSIBLE = Rule(
    key="R27",
    title="金额是否合理",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R27；B82",
    judge=total_is_plausible,
)
SOURCE_MONEY = Rule(
    key="R28",
    title="课题来源与经费相符",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R28",
    judge=sources_show_in_the_money,
)
