"""Rules of income from transformation (forms.md 3.6)."""

from collections.abc import Iterator

from kedeng.definitions.rules.reading import amount
from kedeng.formkit.answers import Answers, is_blank
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

SECTION = "transformation"

# A «其中» → what it is part of (R42): keys and labels; all in 万元.
PARTS = (
    ("ip_transfer_income", "知识产权转让收入", "transfer_license_income", "技术转让与许可收入"),
    ("equity_value", "技术入股股权折价", "coop_income", "合作转化收入"),
)
BELOW_INCOME = (("self_net_profit", "净利润"), ("self_tax_paid", "实交税金"))


def parts_stay_within_the_whole(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R42 (nesting S22): a «其中» is no more than what it is part of."""
    del facts
    for part, part_label, whole, whole_label in PARTS:
        given, limit = amount(answers, f"{SECTION}.{part}"), amount(answers, f"{SECTION}.{whole}")
        if given > limit:
            params = {
                "label": part_label,
                "amount": f"{given:.2f}",
                "whole": whole_label,
                "limit": f"{limit:.2f}",
            }
            yield Finding(f"{SECTION}.{part}", params, "part_above_whole")


def profit_and_tax_stay_below_income(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R43 (INFERRED): 净利润 and 实交税金 above 总收入 are hardly right."""
    del facts
    total = f"{SECTION}.self_total_income"
    if is_blank(answers.get(total)):
        return
    income = amount(answers, total)
    for field, field_label in BELOW_INCOME:
        given = amount(answers, f"{SECTION}.{field}")
        if given > income:
            params = {
                "label": field_label,
                "amount": f"{given:.2f}",
                "income": f"{income:.2f}",
            }
            yield Finding(f"{SECTION}.{field}", params, "above_income")


NESTING = Rule(
    key="R42",
    title="“其中”不大于总数",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R42、S22",
    judge=parts_stay_within_the_whole,
    exact=True,
)
INCOME = Rule(
    key="R43",
    title="利润、税金与收入相符",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R43",
    judge=profit_and_tax_stay_below_income,
)
