"""Requirements as trees: «all of», «any of», «if», over the slots that files go into.

The trees are data (data/evidence); this is their small algebra: what is left when some slots are
filled, and how that reads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place for files of one kind. `named`: the filer types what kind of paper it is."""

    key: str
    label: str
    help: str = ""
    article: str = ""  # where the notice asks for it
    pages_hint: str = ""  # which pages to scan
    group: str = ""  # key of the heading that the page puts it under
    named: bool = False
    most_mb: int = 0  # of one file; 0: as the profile says


@dataclass(frozen=True)
class Need:
    """A file in this slot."""

    slot: Slot


@dataclass(frozen=True)
class AllOf:
    """Every part."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class AnyOf:
    """One part is enough. `title` is what the parts are called together."""

    parts: tuple["Tree", ...]
    title: str = ""


@dataclass(frozen=True)
class If:
    """`then` where the condition holds, else `otherwise`."""

    condition: str
    then: "Tree"
    otherwise: "Tree"


Tree = Need | AllOf | AnyOf | If
NOTHING = AllOf(())


def settle(tree: Tree, conditions: frozenset[str]) -> Tree:
    """Decide every «if» of a tree."""
    if isinstance(tree, If):
        return settle(tree.then if tree.condition in conditions else tree.otherwise, conditions)
    if isinstance(tree, AllOf):
        return AllOf(tuple(settle(part, conditions) for part in tree.parts))
    if isinstance(tree, AnyOf):
        return AnyOf(tuple(settle(part, conditions) for part in tree.parts), tree.title)
    return tree


def remaining(tree: Tree, filled: frozenset[str]) -> Tree:
    """What is left of a settled tree; NOTHING when it is met."""
    if isinstance(tree, Need):
        return NOTHING if tree.slot.key in filled else tree
    if isinstance(tree, If):
        raise TypeError("settle the tree first")
    rest = tuple(remaining(part, filled) for part in tree.parts)
    if isinstance(tree, AnyOf):
        return NOTHING if NOTHING in rest else AnyOf(rest, tree.title)
    left = tuple(part for part in rest if part != NOTHING)
    return left[0] if len(left) == 1 else AllOf(left)


def needs(tree: Tree) -> Iterator[Need]:
    """Every need of a tree, in order."""
    if isinstance(tree, Need):
        yield tree
    elif isinstance(tree, If):
        yield from needs(tree.then)
        yield from needs(tree.otherwise)
    else:
        yield from chain.from_iterable(map(needs, tree.parts))


def alternatives(tree: Tree) -> tuple[str, ...]:
    """Ways to meet a settled tree, each in words."""
    return tuple(map(words, tree.parts)) if isinstance(tree, AnyOf) else (words(tree),)


def words(tree: Tree) -> str:
    """A settled tree in words: 研制报告，和评价证明（评价报告、验收意见任选一项）."""
    if isinstance(tree, Need):
        return tree.slot.label
    if isinstance(tree, AnyOf):
        listed = "、".join(map(words, tree.parts))
        choice = f"{listed}任选一项" if len(tree.parts) > 1 else listed
        return f"{tree.title}（{choice}）" if tree.title else choice
    if isinstance(tree, If):
        raise TypeError("settle the tree first")
    return "，和".join(filter(None, map(words, tree.parts)))


def conditions_of(tree: Tree) -> Iterator[str]:
    """Names of the conditions that a tree asks for."""
    if isinstance(tree, Need):
        return
    if isinstance(tree, If):
        yield tree.condition
        yield from chain(conditions_of(tree.then), conditions_of(tree.otherwise))
    else:
        yield from chain.from_iterable(map(conditions_of, tree.parts))


def read_tree(data: Any, slots: Mapping[str, Slot]) -> Tree:
    """Read a tree from its JSON data. KeyError for an unknown slot, ValueError for another form."""
    if isinstance(data, str):
        return Need(slots[data])
    if "all" in data:
        return AllOf(tuple(read_tree(part, slots) for part in data["all"]))
    if "any" in data:
        return AnyOf(tuple(read_tree(part, slots) for part in data["any"]), data.get("title", ""))
    if "if" in data:
        otherwise = read_tree(data["else"], slots) if "else" in data else NOTHING
        return If(data["if"], read_tree(data["then"], slots), otherwise)
    raise ValueError(f"not a requirement: {data!r}")
