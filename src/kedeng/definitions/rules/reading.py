"""How rules read the answers of a form: amounts, counts, months, the primary project."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kedeng.domain.similarity import normalise_title
from kedeng.formkit.answers import Answers, Values, row_path
from kedeng.formkit.facts import Facts


def amount(answers: Answers, path: str) -> Decimal:
    """Money at a path; an open or unread amount counts as 0."""
    return Decimal(answers.text(path) or 0)


def count(answers: Answers, path: str) -> int:
    """Number at a path; an open or unread one counts as 0."""
    value = answers.get(path)
    return value if isinstance(value, int) else 0


def cell(row: Mapping[str, Any], key: str) -> str:
    """Text of a row, "" when open or unread."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def primary_project(answers: Answers) -> Values | None:
    """Return the row flagged as primary; the first row where none is flagged; None without rows."""
    rows = answers.rows("projects")
    return next((row for row in rows if row.get("is_primary") is True), rows[0] if rows else None)


def sources(answers: Answers) -> list[str]:
    """Sources of all projects, each once, in their order."""
    found = [cell(row, "project_source") for row in answers.rows("projects")]
    return [source for source in dict.fromkeys(found) if source]


def has_trait(facts: Facts, codes: str, code: str, trait: str) -> bool:
    """Whether an option of a code list has a trait; False for an open answer."""
    return code in facts.catalogue[codes].having(trait)


def label(facts: Facts, codes: str, code: str) -> str:
    """What a person reads for a code."""
    entry = facts.catalogue[codes].by_code.get(code)
    return code if entry is None else entry.label


def repeated(rows: list[Values], *keys: str) -> Iterator[tuple[Values, int]]:
    """Rows that say the same as an earlier one, with the place (from 1) of that earlier row.

    Compared are the texts at `keys`, folded as names are; rows that leave one of them open are not.
    """
    seen: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(rows, start=1):
        said = tuple(normalise_title(cell(row, key)) for key in keys)
        if not all(said):
            continue
        if said in seen:
            yield row, seen[said]
        seen.setdefault(said, place)


def at(section: str, row: Values, key: str) -> str:
    """Path of an answer in a row."""
    return f"{row_path(section, row['id'])}.{key}"
