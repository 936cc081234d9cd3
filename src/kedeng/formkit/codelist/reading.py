"""A code list is read from its file, or from what the database keeps of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.formkit.codelist.entries import CodeList, Entry
from kedeng.formkit.status import Status


def load(given: Path | str | Mapping[str, Any]) -> CodeList:
    """Read a list from a file or from its data. ValueError names whatever is wrong with it."""
    if isinstance(given, Mapping):
        return _read_list(given)
    path = Path(given)
    codes = _read_list(json.loads(path.read_text(encoding="utf-8")))
    if codes.key != path.stem:
        raise ValueError(f"{path.name} holds the code list {codes.key!r}")
    return codes


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
