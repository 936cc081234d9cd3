"""A code list: the options of one field, in one version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from kedeng.formkit import canonical
from kedeng.formkit.codelist.flaws import flaws_of
from kedeng.formkit.codelist.folding import fold
from kedeng.formkit.codelist.plain import plain
from kedeng.formkit.status import Status


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
        if flaws := list(flaws_of(self)):
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
        return plain(self) | {"entries": [plain(entry) for entry in self.entries]}
