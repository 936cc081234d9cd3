"""The catalogue of all code lists."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from kedeng.formkit.codelist.entries import CodeList
from kedeng.formkit.codelist.reading import load


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
