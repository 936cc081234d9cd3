"""Evidence packs: which papers a registration needs, as data (notice 四; process.md B13–B16, B21).

A pack is a JSON file of data/evidence: per category the slots that files go into, and requirements
as trees of «all of», «any of», «if». `assess` judges a tree against the filled slots; nothing here
knows a category or a slot by name.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from kedeng.domain.evidence_tree import (
    NOTHING,
    Need,
    Slot,
    Tree,
    alternatives,
    conditions_of,
    needs,
    read_tree,
    remaining,
    settle,
)
from kedeng.formkit.status import Status
from kedeng.lib.home import checkout

STAMPED_FORM = "D0"
"""Slot of the scanned stamped form: never a condition of submitting, and filled after it."""


CERTIFICATE = "E-1"
"""Slot of the certificate of another body, asked of what is registered elsewhere (B74)."""


def stamped_name(version: int) -> str:
    """What the scans of a version's stamped form are called in that slot."""
    return f"盖章的登记表第 {version} 版"


Files = Mapping[str, tuple[str, ...]]
"""Slot key → names of the files in it."""


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing that the notice asks for, with its tree; `status`: how sure this reading is."""

    key: str
    title: str
    article: str
    tree: Tree
    status: Status


@dataclass(frozen=True, kw_only=True)
class CategoryPack:
    """Slots and requirements of one category. Slots in no requirement are voluntary."""

    category: str
    slots: tuple[Slot, ...]
    groups: Mapping[str, str]  # key of a heading → its text
    requirements: tuple[Requirement, ...]

    @cached_property
    def by_key(self) -> dict[str, Slot]:
        """Slots by key."""
        return {slot.key: slot for slot in self.slots}

    @property
    def voluntary(self) -> tuple[Slot, ...]:
        """Slots that are never a condition of submitting."""
        asked = {need.slot.key for item in self.requirements for need in needs(item.tree)}
        return tuple(slot for slot in self.slots if slot.key not in asked)


@dataclass(frozen=True, kw_only=True)
class EvidencePack:
    """The evidence rules of one body, in one version."""

    key: str
    title: str
    version: int
    source: str
    status: Status
    categories: Mapping[str, CategoryPack]

    def conditions(self) -> frozenset[str]:
        """Names of the conditions that its trees ask for."""
        trees = [item.tree for pack in self.categories.values() for item in pack.requirements]
        return frozenset(chain.from_iterable(map(conditions_of, trees)))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a requirement stands: met, by which slots and files, or what is left of its tree."""

    requirement: Requirement
    met: bool
    by: tuple[tuple[Slot, tuple[str, ...]], ...]  # filled slots that count, each with its files
    rest: Tree  # NOTHING when met
    spared: tuple[Slot, ...]  # open slots of the tree that are no longer needed

    @property
    def alternatives(self) -> tuple[str, ...]:
        """What would meet it, each alternative in words; empty when met."""
        return () if self.met else alternatives(self.rest)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Every requirement of a category, in the order of the notice."""

    category: str
    standings: tuple[Standing, ...]

    @property
    def missing(self) -> tuple[Standing, ...]:
        """Requirements that are not met."""
        return tuple(standing for standing in self.standings if not standing.met)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def assess(
    pack: EvidencePack,
    category: str,
    filled: frozenset[str] | Files,
    conditions: frozenset[str] = frozenset(),
) -> Assessment:
    """Judge the evidence of a registration.

    `filled` is the set of filled slots, or their files by slot; `conditions` names what holds of
    the registration (see `EvidencePack.conditions`). KeyError for a category that the pack lacks.
    """
    files = dict.fromkeys(filled, ()) if isinstance(filled, frozenset) else filled
    filled_keys = frozenset(key for key in files if isinstance(filled, frozenset) or files[key])
    return Assessment(
        category=category,
        standings=tuple(
            _stand(item, filled_keys, files, conditions)
            for item in pack.categories[category].requirements
        ),
    )


def _stand(
    item: Requirement, filled: frozenset[str], files: Files, conditions: frozenset[str]
) -> Standing:
    tree = settle(item.tree, conditions)
    rest = remaining(tree, filled)
    slots = list(dict.fromkeys(need.slot for need in needs(tree)))
    return Standing(
        requirement=item,
        met=rest == NOTHING,
        by=tuple((slot, tuple(files[slot.key])) for slot in slots if slot.key in filled),
        rest=rest,
        spared=tuple(s for s in slots if s.key not in filled) if rest == NOTHING else (),
    )


def with_certificate(pack: EvidencePack) -> EvidencePack:
    """Ask in every category for the certificate of the body that registered the result before."""
    return replace(
        pack, categories={key: _with_certificate(part) for key, part in pack.categories.items()}
    )


def _with_certificate(part: CategoryPack) -> CategoryPack:
    if CERTIFICATE in part.by_key:
        return part
    article = "已在其他机构登记的，只备案，不重复登记"
    slot = Slot(key=CERTIFICATE, label="其他机构的登记证书", article=article, pages_hint="证书页")
    asked = Requirement(
        key=CERTIFICATE, title=slot.label, article=article, tree=Need(slot), status=Status.SOURCED
    )
    return CategoryPack(
        category=part.category,
        slots=(slot, *part.slots),
        groups=part.groups,
        requirements=(*part.requirements, asked),
    )


@cache
def pack_and_version(name: str) -> tuple[str, int | None]:
    """Split what a profile calls a pack: `shanxi-2025@2` is its second version.

    A key alone means the newest version: None. What is no number after the @ belongs to the key,
    and so names nothing.
    """
    key, _, version = name.rpartition("@")
    if key and version.isascii() and version.isdigit() and len(version) < 6:
        return key, int(version)
    return name, None


def pack_named(name: str) -> EvidencePack:
    """Return the pack of data/evidence/<key>.json. FileNotFoundError for an unknown one."""
    key, _ = pack_and_version(name)
    folder = (checkout() or Path.cwd()) / "data" / "evidence"
    return load(json.loads((folder / f"{key}.json").read_text(encoding="utf-8")))


def load(data: Mapping[str, Any]) -> EvidencePack:
    """Read a pack from its JSON data. KeyError or ValueError for whatever is wrong with it."""
    return EvidencePack(
        key=data["key"],
        title=data["title"],
        version=data["version"],
        source=data["source"],
        status=Status(data["status"]),
        categories={
            category: _category(category, part, Status(data["status"]))
            for category, part in data["categories"].items()
        },
    )


def _category(category: str, data: Mapping[str, Any], status: Status) -> CategoryPack:
    slots = tuple(Slot(**slot) for slot in data["slots"])
    by_key = {slot.key: slot for slot in slots}
    groups = data.get("groups", {})
    if len(by_key) != len(slots):
        raise ValueError(f"{category}: a slot is given twice")
    if strangers := {slot.group for slot in slots} - groups.keys() - {""}:
        raise ValueError(f"{category}: undeclared groups {sorted(strangers)}")
    return CategoryPack(
        category=category,
        slots=slots,
        groups=groups,
        requirements=tuple(
            Requirement(
                key=item["key"],
                title=item["title"],
                article=item["article"],
                tree=read_tree(item["needs"], by_key),
                status=Status(item.get("status", status)),
            )
            for item in data["requirements"]
        ),
    )
