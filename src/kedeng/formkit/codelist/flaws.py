"""What is wrong with a code list that does not hold together."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kedeng.formkit.codelist.folding import fold
from kedeng.formkit.status import weaker

if TYPE_CHECKING:
    from kedeng.formkit.codelist.entries import CodeList, Entry


def flaws_of(codes: "CodeList") -> Iterator[str]:
    """Give every flaw of a list, in words."""
    twice = [code for code, times in Counter(e.code for e in codes.entries).items() if times > 1]
    if twice:
        yield f"codes given twice: {', '.join(twice)}"
    names: set[tuple[str | None, str]] = set()
    for entry in codes.entries:
        for flaw in _entry_flaws(codes, entry):
            yield f"entry {entry.code!r}: {flaw}"
        if (name := (entry.parent, fold(entry.label))) in names:
            yield f"entry {entry.code!r}: a sibling has the same label {entry.label!r}"
        names.add(name)
    labels = {fold(entry.label) for entry in codes.entries}
    for alias, code in codes.aliases.items():
        if code not in codes.by_code:
            yield f"alias {alias!r} of an unknown code {code!r}"
        if fold(alias) in labels:
            yield f"alias {alias!r} is a label"
    if codes.aliases and not codes.aliases_source:
        yield "its aliases have no source"
    if codes.status != weaker(codes.status, *(entry.status for entry in codes.entries)):
        yield f"the list calls itself {codes.status}, which an entry of it is not"


def _entry_flaws(codes: "CodeList", entry: "Entry") -> Iterator[str]:
    for name in ("code", "label", "source"):
        if not getattr(entry, name):
            yield f"{name} is empty"
    if entry.parent is not None and entry.parent not in codes.by_code:
        yield f"unknown parent {entry.parent!r}"
    if _in_cycle(codes, entry):
        yield "its parents form a cycle"
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        yield "valid_to lies before valid_from"
    if entry.group is not None and entry.group not in codes.groups:
        yield f"undeclared group {entry.group!r}"
    for trait in sorted(entry.traits - codes.traits.keys()):
        yield f"undeclared trait {trait!r}"


def _in_cycle(codes: "CodeList", entry: "Entry") -> bool:
    seen = {entry.code}
    above = codes.by_code.get(entry.parent or "")
    while above is not None and above.code not in seen:
        seen.add(above.code)
        above = codes.by_code.get(above.parent or "")
    return above is not None
