"""Which dates count, said at the field: the round's period, the filing limit and whence it runs.

The rules R11 and R31 judge by the same values (process.md B4–B7).
"""

from collections.abc import Iterator

from kedeng.domain.eligibility import oldest_evidence_day
from kedeng.domain.profile_keys import EVIDENCE_KINDS, START_KINDS
from kedeng.formkit.facts import Facts
from kedeng.formkit.model import Field
from kedeng.renderings.messages import day, stretch_of_days


def counted_dates(field: Field, facts: Facts) -> str:
    """Say which days the round counts at a date that decides; "" for any other field."""
    if not field.in_evidence_period:
        return ""
    told = [_period(field, facts)]
    if not field.period_for:
        told += [*_starts(facts), _limit(facts), _age(facts)]
    return "".join(told)


def _period(field: Field, facts: Facts) -> str:
    """B4: both days are counted in."""
    if facts.evidence_from is None and facts.evidence_to is None:
        return ""
    ends = [end.isoformat() if end else "" for end in (facts.evidence_from, facts.evidence_to)]
    return f"{field.period_for}本次登记的{field.label}为{stretch_of_days(*ends)}。"


def _starts(facts: Facts) -> Iterator[str]:
    """B6: by the kind of evidence, where the profile names another day than the evidence's own."""
    named = facts.profile.get("filing_limit_starts") or {}
    told = [
        f"{kind}填{START_KINDS[named[key]]}"
        for key, kind in EVIDENCE_KINDS.items()
        if named.get(key, "evidence_foot") != "evidence_foot"
    ]
    if told:
        yield f"{'，'.join(told)}，其他的填{START_KINDS['evidence_foot']}。"


def _limit(facts: Facts) -> str:
    """B5."""
    months = facts.profile.get("filing_limit_months")
    return f"从这一天起 {months} 个月内登记，逾期不能登记。" if months else ""


def _age(facts: Facts) -> str:
    """B7, as of today."""
    told = [
        f"{money}的不早于{day(oldest.isoformat())}"
        for money, public in (("财政投入", True), ("自有资金", False))
        if (oldest := oldest_evidence_day(facts.today, public=public, profile=facts.profile))
    ]
    return f"今天提交，{'，'.join(told)}。" if told else ""
