"""Policy profiles: a province's own values, each with its source (process.md b2).

A profile is a mapping of `Told` by key. What is wrong with it is a list of sentences; what rules
read of it is `settled`: plain values, with the default wherever the source says nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kedeng.domain.profile_keys import KEYS, Key
from kedeng.domain.profile_kinds import HOW, BadValueError


class Basis(StrEnum):
    """How far a value can be trusted; UNVERIFIED is what no source says, and has no value."""

    SOURCED = "SOURCED"
    RECALLED = "RECALLED"
    INFERRED = "INFERRED"
    UNVERIFIED = "UNVERIFIED"


BASIS_LABELS: dict[Basis, str] = {
    Basis.SOURCED: "有依据",
    Basis.RECALLED: "来源待核实",
    Basis.INFERRED: "推定，待核实",
    Basis.UNVERIFIED: "依据未写明",
}


class ProfileState(StrEnum):
    """Life of a profile: only an active one opens rounds, and an active one never changes."""

    DRAFT = "draft"
    TESTED = "tested"
    ACTIVE = "active"


PROFILE_STATE_LABELS: dict[ProfileState, str] = {
    ProfileState.DRAFT: "草稿",
    ProfileState.TESTED: "已试算",
    ProfileState.ACTIVE: "已启用",
}


@dataclass(frozen=True)
class Told:
    """A value, where it is from, and how sure that is. `value` None: the source does not say."""

    value: Any
    source: str
    basis: Basis


Entries = Mapping[str, Told]
SILENT = Told(None, "", Basis.UNVERIFIED)


@dataclass(frozen=True)
class Fault:
    """What is wrong at a key; `name` may be one that the list lacks."""

    name: str
    sentence: str


@dataclass(frozen=True)
class Difference:
    """A key on which two profiles differ, in value or in source."""

    key: Key
    old: Told
    new: Told


def faults(entries: Entries) -> list[Fault]:
    """Judge a profile strictly: known keys, values of their kind, a source for each; then together.

    A publicity has its days.
    """
    each = [Fault(name, text) for name, told in entries.items() for text in _faults(name, told)]
    return [*each, *_publicity_faults(entries)]


def _publicity_faults(entries: Entries) -> Iterator[Fault]:
    days, how = KEYS["publicity_days"], KEYS["publicity"]
    publicising = [option for option in how.shape.options or () if option != "none"]
    place = entries.get("publicity", SILENT).value
    if place in publicising and entries.get("publicity_days", SILENT).value in (None, 0):
        said = show(how, entries["publicity"])
        sentence = (
            f"{days.label}：“{how.label}”选了“{said}”，请写 1 到 {days.shape.most} 之间的天数。"
        )
        yield Fault(days.name, sentence)


def _faults(name: str, told: Told) -> Iterator[str]:
    key = KEYS.get(name)
    if key is None:
        yield f"没有“{name}”这一参数。"
        return
    if told.value is None:
        if told.basis is not Basis.UNVERIFIED:
            yield f"{key.label}：没有填值，只能标为“{BASIS_LABELS[Basis.UNVERIFIED]}”。"
        return
    try:
        HOW[key.kind].check(told.value, key.shape)
    except BadValueError as error:
        yield f"{key.label}：{error}"
    if told.basis is Basis.UNVERIFIED:
        yield f"{key.label}：填了值，请说明依据是否可靠；依据没有写明的，请把值留空。"
    if not told.source.strip():
        yield f"{key.label}：请写明依据，例如“通知第五条”。"


def settled(entries: Entries) -> dict[str, Any]:
    """Give every key's value for the rules; where the profile is silent, the default."""
    return {
        name: key.default if (told := entries.get(name, SILENT)).value is None else told.value
        for name, key in KEYS.items()
    }


def differences(old: Entries, new: Entries) -> list[Difference]:
    """Compare two profiles key by key, in the order of the list."""
    pairs = ((key, old.get(name, SILENT), new.get(name, SILENT)) for name, key in KEYS.items())
    return [Difference(key, one, other) for key, one, other in pairs if one != other]


def show(key: Key, told: Told) -> str:
    """A value in words; an unverified one says what is assumed instead."""
    how = HOW[key.kind]
    if told.value is not None:
        return how.show(told.value, key.shape)
    assumed = how.show(key.default, key.shape) if key.default not in (None, "", []) else ""
    return f"未写明（按“{assumed}”办理）" if assumed else "未写明"


def read_entries(rows: Any) -> dict[str, Told]:
    """Read a profile from JSON rows of "key", "value", "source", "status".

    Raises ValueError with a Chinese sentence for a row of another form and a key given twice. What
    the values are worth is for `faults`.
    """
    entries: dict[str, Told] = {}
    for place, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        if not isinstance(row, Mapping) or not {"key", "value", "source", "status"} <= row.keys():
            raise ValueError(f"第 {place} 项要有 key、value、source、status 四个成员。")
        name = str(row["key"])
        if name in entries:
            raise ValueError(f"参数“{name}”写了两次。")
        if row["status"] not in set(Basis):
            raise ValueError(f"参数“{name}”的 status 只能是 {'、'.join(Basis)}。")
        entries[name] = Told(row["value"], str(row["source"]), Basis(row["status"]))
    return entries


def write_entries(entries: Entries) -> list[dict[str, Any]]:
    """Write a profile as `read_entries` reads it, in the order of the list."""
    return [
        {"key": name, "value": told.value, "source": told.source, "status": told.basis.value}
        for name in KEYS
        if (told := entries.get(name)) is not None
    ]
