"""Answers that the form works out itself: totals and counts over other answers.

A field names its function with `computed="…"`; `computations_of` ties the two together.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

from kedeng.formkit.answers import Answers, Computation, Values, is_unread
from kedeng.formkit.model import Section

FUNDING_PARTS = (
    "funding_national",
    "funding_ministry",
    "funding_local",
    "funding_fund",
    "funding_own",
    "funding_bank_loan",
    "funding_foreign",
    "funding_other",
)
PATENTS = frozenset({"invention_patent", "utility_model_patent", "design_patent"})


def funding_total(answers: Answers) -> str | None:
    """合计 = the sum of A30–A37 in 万元, two decimals (R26). None while no amount is answered."""
    amounts = [answers.get(f"funding.{key}") for key in FUNDING_PARTS]
    given = [Decimal(amount) for amount in amounts if amount is not None]
    return f"{sum(given, Decimal(0)):.2f}" if given else None


def count_of_rows(section: str, counts: Callable[[Values], bool]) -> Computation:
    """Make a computation: how many rows of a section satisfy `counts`. 0 without rows."""

    def count(answers: Answers) -> int:
        return sum(counts(row) for row in answers.rows(section))

    return count


def _rights(kinds: Iterable[str], status: str) -> Computation:
    """Count rows of 知识产权明细 of some kinds in one status (forms.md 3.5, R35)."""
    wanted = frozenset(kinds)
    return count_of_rows(
        "ip_rights", lambda row: _one_of(row, "ip_type", wanted) and row.get("ip_status") == status
    )


def _one_of(row: Values, key: str, wanted: frozenset[str]) -> bool:
    """Whether a single answer of a row is among `wanted`; text that could not be read is not."""
    value = row.get(key)
    return not is_unread(value) and value in wanted


def _is_paper(row: Values) -> bool:
    return row.get("publication_kind") == "paper"


def _indexed_in(*codes: str) -> Computation:
    """Count papers that one of these indexes holds (B53)."""

    def counts(row: Values) -> bool:
        indexes = row.get("publication_indexes")
        return _is_paper(row) and isinstance(indexes, list) and not set(codes).isdisjoint(indexes)

    return count_of_rows("publications", counts)


COMPUTATIONS: dict[str, Computation] = {
    "funding_total": funding_total,
    "patents_accepted_total": _rights(PATENTS, "accepted"),
    "patents_accepted_invention": _rights({"invention_patent"}, "accepted"),
    "patents_accepted_utility_model": _rights({"utility_model_patent"}, "accepted"),
    "patents_accepted_design": _rights({"design_patent"}, "accepted"),
    "patents_granted_total": _rights(PATENTS, "granted"),
    "patents_granted_invention": _rights({"invention_patent"}, "granted"),
    "patents_granted_utility_model": _rights({"utility_model_patent"}, "granted"),
    "patents_granted_design": _rights({"design_patent"}, "granted"),
    "software_copyrights": _rights({"software_copyright"}, "granted"),
    "ic_layouts": _rights({"ic_layout"}, "granted"),
    "plant_variety_rights": _rights({"plant_variety_right"}, "granted"),
    "other_ip": _rights({"other"}, "granted"),
    "papers_total": count_of_rows("publications", _is_paper),
    "papers_abroad": count_of_rows(
        "publications", lambda row: _is_paper(row) and row.get("published_abroad") is True
    ),
    "papers_domestic": count_of_rows(
        "publications", lambda row: _is_paper(row) and row.get("published_abroad") is not True
    ),
    "papers_sci": _indexed_in("sci"),
    "papers_ei": _indexed_in("ei"),
    "papers_other_index": _indexed_in("core_journal", "other"),
    "monographs_total": count_of_rows(
        "publications", lambda row: row.get("publication_kind") == "monograph"
    ),
}


def computations_of(sections: Iterable[Section]) -> tuple[tuple[str, Computation], ...]:
    """Pair the path of every computed field with its function. KeyError for an unknown name."""
    return tuple(
        (f"{section.key}.{field.key}", COMPUTATIONS[field.computed])
        for section in sections
        for field in section.fields
        if field.computed
    )
