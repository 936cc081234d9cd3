"""Code lists: the options of a form as versioned data, and the catalogue of all of them.

The files are data/codelists/<key>.json; docs/howto/code-lists.md tells how they are kept.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Self

from kedeng.formkit import canonical
from kedeng.formkit.status import Status

# Full-width ASCII and every blank that an input method or a spreadsheet leaves behind.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One option. `traits` say what rules hang on it, so that no rule reads a label."""

    code: str
    label: str
    source: str
    status: Status
    rank: int  # place among its siblings
    meaning: str = ""  # help for the filer, in Chinese
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None  # last day on which it was in use
    selectable: bool = True
    letter: str | None = None  # stands in the registration number
    group: str | None = None  # key of a heading that is no entry itself
    traits: frozenset[str] = frozenset()
    verified: bool | None = None  # False: a code that somebody must confirm before it is used

    def valid_on(self, day: date) -> bool:
        """Whether the option was in use on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, kw_only=True)
class CodeList:
    """One version of one list. Entries stand in the order in which they are shown.

    `status` says how far the list as a whole and its place on the form can be trusted: never
    further than its weakest entry. `open` lists are known to be incomplete. What a list that is not
    `closed` lacks is an answer all the same, and asks for an explanation (decision 29).
    """

    key: str
    title: str
    version: int
    valid_from: date
    source: str
    status: Status
    licence_note: str
    entries: tuple[Entry, ...]
    open: bool = False
    groups: Mapping[str, str] = field(default_factory=dict, hash=False)  # group key → heading
    traits: Mapping[str, str] = field(default_factory=dict, hash=False)  # trait → its meaning
    aliases: Mapping[str, str] = field(default_factory=dict, hash=False)  # other name → code
    aliases_source: str = ""

    def __post_init__(self) -> None:
        """Refuse a list that does not hold together (ValueError naming the list)."""
        if flaws := list(_flaws(self)):
            raise ValueError(f"code list {self.key!r}: {'; '.join(flaws)}")

    @cached_property
    def by_code(self) -> dict[str, Entry]:
        """Entries by code, retired and unselectable ones too: old records still show them."""
        return {entry.code: entry for entry in self.entries}

    @property
    def closed(self) -> bool:
        """Whether nothing but its options can be an answer: a SOURCED list that is complete."""
        return self.status is Status.SOURCED and not self.open

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON of the whole list."""
        return canonical.digest(self.as_dict())

    def find(self, text: str) -> Entry | None:
        """Resolve a code, a label, «code label» or an alias; None for an unknown or ambiguous text.

        A code may stand behind the letter of its top level, as the standard itself writes it: C39.
        Blanks and the width of characters do not matter. A code wins over a label, a label over an
        alias. Two entries may share a label on different levels (房地产业 is K and 70): that label
        alone finds neither.
        """
        return self._index.get(fold(text))

    def knows(self, text: str) -> bool:
        """Whether a text means an option, or several between which it does not choose."""
        return fold(text) in self._index

    @cached_property
    def _index(self) -> dict[str, Entry | None]:
        index: dict[str, Entry | None] = {
            fold(alias): self.by_code[code] for alias, code in self.aliases.items()
        }
        labels: dict[str, Entry | None] = {}
        for entry in self.entries:
            label = fold(entry.label)
            labels[label] = None if label in labels else entry
        index |= labels
        for entry in self.entries:
            for code in (entry.code, self._lettered(entry)):
                index[fold(code)] = index[fold(code + entry.label)] = entry
        return index | {fold(entry.code): entry for entry in self.entries}

    def _lettered(self, entry: Entry) -> str:
        """The code behind the letter of the section that it belongs to: C39 in GB/T 4754."""
        top = entry
        while top.parent:
            top = self.by_code[top.parent]
        between = top.code if top is not entry and top.code.isalpha() else ""
        return between + entry.code.removeprefix(between)

    def children(self, code: str | None) -> tuple[Entry, ...]:
        """Entries right below a code; the top level for None."""
        return tuple(entry for entry in self.entries if entry.parent == code)

    def active(self, on: date) -> tuple[Entry, ...]:
        """Entries that may be chosen on that day."""
        return tuple(entry for entry in self.entries if entry.selectable and entry.valid_on(on))

    def having(self, trait: str) -> frozenset[str]:
        """Codes with a trait. KeyError for one that the list does not declare: a typing error."""
        if trait not in self.traits:
            raise KeyError(trait)
        return frozenset(entry.code for entry in self.entries if trait in entry.traits)

    def path(self, code: str) -> tuple[str, ...]:
        """Labels from the top down to a code. KeyError for an unknown code."""
        entry = self.by_code[code]
        return (*(self.path(entry.parent) if entry.parent else ()), entry.label)

    def search(self, text: str, limit: int = 20) -> tuple[Entry, ...]:
        """Entries that may be chosen and whose code and label contain the text, in list order."""
        wanted = fold(text).casefold()
        choices = (entry for entry in self.entries if entry.selectable)
        found = (e for e in choices if wanted in fold(e.code + e.label).casefold())
        return tuple(islice(found, limit))

    def as_dict(self) -> dict[str, Any]:
        """The list as its file says it; `load` gives the list back."""
        return _plain(self) | {"entries": [_plain(entry) for entry in self.entries]}


class Catalogue(Mapping[str, CodeList]):
    """Code lists by key, one version each."""

    def __init__(self, lists: Iterable[CodeList]) -> None:
        """Gather lists. ValueError when two have the same key."""
        self._lists: dict[str, CodeList] = {}
        for codes in lists:
            if codes.key in self._lists:
                raise ValueError(f"code list {codes.key!r} is given twice")
            self._lists[codes.key] = codes

    @classmethod
    def from_directory(cls, directory: Path) -> Self:
        """Load every list of a directory."""
        return cls(load(path) for path in sorted(directory.glob("*.json")))

    def __getitem__(self, key: str) -> CodeList:
        """Return the list of that key."""
        return self._lists[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys."""
        return iter(self._lists)

    def __len__(self) -> int:
        """Count the lists."""
        return len(self._lists)

    def versions(self) -> dict[str, int]:
        """Version of each list, as a revision stores it."""
        return {key: codes.version for key, codes in self._lists.items()}


def fold(text: str) -> str:
    """Text for comparison: NFC, full-width ASCII as half-width, no blanks."""
    return "".join(unicodedata.normalize("NFC", text).translate(_FOLD).split())


def load(given: Path | str | Mapping[str, Any]) -> CodeList:
    """Read a list from a file or from its data. ValueError names whatever is wrong with it."""
    if isinstance(given, Mapping):
        return _read_list(given)
    path = Path(given)
    codes = _read_list(json.loads(path.read_text(encoding="utf-8")))
    if codes.key != path.stem:
        raise ValueError(f"{path.name} holds the code list {codes.key!r}")
    return codes


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
        status=_weaker(base.status, status),
        entries=tuple(known.values()),
    )


def _last_ranks(codes: CodeList) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for entry in codes.entries:
        ranks[entry.parent or ""] = max(entry.rank, ranks.get(entry.parent or "", 0))
    return ranks


def _weaker(*given: Status) -> Status:
    return max(given, key=list(Status).index)


def _flaws(codes: CodeList) -> Iterator[str]:
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
    if codes.status != _weaker(codes.status, *(entry.status for entry in codes.entries)):
        yield f"the list calls itself {codes.status}, which an entry of it is not"


def _entry_flaws(codes: CodeList, entry: Entry) -> Iterator[str]:
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


def _in_cycle(codes: CodeList, entry: Entry) -> bool:
    seen = {entry.code}
    above = codes.by_code.get(entry.parent or "")
    while above is not None and above.code not in seen:
        seen.add(above.code)
        above = codes.by_code.get(above.parent or "")
    return above is not None


def _read_list(data: Mapping[str, Any]) -> CodeList:
    place = f"code list {data.get('key')!r}"
    given = _known(data, CodeList, place)
    entries = tuple(
        Entry(**_known(entry, Entry, f"{place}: entry {entry.get('code')!r}"))
        for entry in given["entries"]
    )
    return CodeList(**{**given, "entries": entries})


def _known(data: Mapping[str, Any], kind: type[CodeList | Entry], place: str) -> dict[str, Any]:
    """Data of a list or an entry with its dates, status and traits read; ValueError otherwise."""
    declared = {item.name: item for item in fields(kind)}
    wanted = [
        name
        for name, item in declared.items()
        if item.default is MISSING and item.default_factory is MISSING
    ]
    missing = [name for name in wanted if data.get(name) in (None, "")]
    unknown = sorted(data.keys() - declared.keys())
    if missing or unknown:
        says = [f"missing {name}" for name in missing] + [f"unknown {name}" for name in unknown]
        raise ValueError(f"{place}: {', '.join(says)}")
    try:
        return {name: _READERS.get(name, _as_it_is)(name, value) for name, value in data.items()}
    except (TypeError, ValueError) as error:
        raise ValueError(f"{place}: {error}") from error


def _as_it_is(name: str, value: Any) -> Any:
    del name
    return value


def _exactly(kind: type) -> Callable[[str, Any], Any]:
    """A reader that lets through one type alone: the text "false" would count as true."""

    def read(name: str, value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{name} is {value!r}, not of type {kind.__name__}")
        return value

    return read


def _read_status(name: str, value: Any) -> Status:
    del name
    return Status(value)


def _read_date(name: str, value: Any) -> date | None:
    del name
    return None if value is None else date.fromisoformat(value)


def _read_traits(name: str, value: Any) -> Any:
    """A list of names on an entry; names with their meanings on a list."""
    del name
    return frozenset(value) if isinstance(value, list) else value


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("key", "title", "code", "label", "source"), _exactly(str)),
    **dict.fromkeys(("version", "rank"), _exactly(int)),
    **dict.fromkeys(("open", "selectable"), _exactly(bool)),
    "status": _read_status,
    "valid_from": _read_date,
    "valid_to": _read_date,
    "traits": _read_traits,
}


def _plain(thing: CodeList | Entry) -> dict[str, Any]:
    """Attributes as JSON values, without blank ones: a new attribute then moves no digest."""
    found = {item.name: _as_json(getattr(thing, item.name)) for item in fields(thing)}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value
