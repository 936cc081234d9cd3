"""The next version of a list, with deeper levels of its standard."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kedeng.formkit.codelist.entries import CodeList, Entry
from kedeng.formkit.codelist.folding import fold
from kedeng.formkit.status import Status, weaker


def from_table(
    base: CodeList,
    rows: Iterable[Mapping[str, str]],
    *,
    valid_from: date,
    source: str,
    status: Status,
) -> CodeList:
    """Make the next version of a list from rows of code, label, parent (as csv.DictReader gives).

    For the deeper levels of a standard. A row that the list has already is passed over; one that
    says otherwise is refused with ValueError, for a changed name is a decision, not an import.
    """
    known, ranks = dict(base.by_code), _last_ranks(base)
    for number, row in enumerate(rows, start=1):
        place = f"code list {base.key!r}: row {number}"
        code, parent, label = fold(row["code"]), fold(row["parent"]), row["label"].strip()
        if not code or not label:
            raise ValueError(f"{place} lacks a code or a label")
        old = known.get(code)
        if old is None:
            rank = ranks[parent] = ranks.get(parent, 0) + 1
            known[code] = Entry(
                code=code,
                label=label,
                parent=parent or None,
                source=source,
                status=status,
                rank=rank,
            )
        elif (fold(old.label), old.parent or "") != (fold(label), parent):
            raise ValueError(f"{place} says otherwise about {code!r}, known as {old.label!r}")
    return replace(
        base,
        version=base.version + 1,
        valid_from=valid_from,
        source=f"{base.source}; {source}",
        status=weaker(base.status, status),
        entries=tuple(known.values()),
    )


def _last_ranks(codes: CodeList) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for entry in codes.entries:
        ranks[entry.parent or ""] = max(entry.rank, ranks.get(entry.parent or "", 0))
    return ranks
