"""The notice's alternatives as a question: which papers do you have (peers.md 4.2).

Drawn from the trees of the round's pack; the words are those of its slots and headings. An answer
only orders the page: what is needed is still judged by the whole tree, whatever was chosen.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from kedeng.domain.evidence import CategoryPack, Requirement
from kedeng.domain.evidence_tree import (
    NOTHING,
    AnyOf,
    If,
    Need,
    Slot,
    Tree,
    needs,
    settle,
)

MOST_WAYS = 60  # beyond that a question helps nobody, and all slots are shown


@dataclass(frozen=True)
class Way:
    """A smallest set of slots that meets a requirement."""

    slots: tuple[Slot, ...]

    @property
    def key(self) -> str:
        """By which it is kept: the keys of its slots."""
        return "+".join(slot.key for slot in self.slots)

    @property
    def words(self) -> str:
        """In the notice's words."""
        return "，和".join(slot.label for slot in self.slots)


@dataclass(frozen=True)
class Question:
    """A requirement that can be met in several ways, which stand under the pack's headings."""

    requirement: Requirement
    groups: tuple[tuple[str, tuple[Way, ...]], ...]

    @property
    def ways(self) -> tuple[Way, ...]:
        """All of them."""
        return tuple(way for _, ways in self.groups for way in ways)


@dataclass(frozen=True)
class Shown:
    """How the slots of a page are parted: wanted first, the others folded away.

    `ways`: requirement → the ways that were chosen for it.
    """

    wanted: tuple[Slot, ...]
    others: tuple[Slot, ...]
    ways: Mapping[str, tuple[Way, ...]]


def questions(pack: CategoryPack, conditions: frozenset[str]) -> list[Question]:
    """What to ask of a category, where the conditions hold; nothing where nothing can be chosen."""
    found = []
    for item in pack.requirements:
        ways = ways_of(settle(item.tree, conditions))
        if len(ways) > 1:
            found.append(Question(item, _under_headings(pack, ways)))
    return found


def ways_of(tree: Tree) -> list[Way]:
    """The ways to meet a settled tree; none where there are too many to be asked about."""
    ways = [Way(tuple(dict.fromkeys(slots))) for slots in _sets(tree)]
    return [] if len(ways) > MOST_WAYS else list(dict.fromkeys(ways))


def _sets(tree: Tree) -> Iterator[tuple[Slot, ...]]:
    if isinstance(tree, Need):
        yield (tree.slot,)
    elif isinstance(tree, AnyOf):
        for part in tree.parts:
            yield from _sets(part)
    elif isinstance(tree, If):
        raise TypeError("settle the tree first")
    else:
        for parts in product(*(list(_sets(part)) for part in tree.parts)):
            yield tuple(slot for part in parts for slot in part)


def _under_headings(
    pack: CategoryPack, ways: Collection[Way]
) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """Ways by the heading of their first slot, in the order of the notice."""
    groups: dict[str, list[Way]] = {}
    for way in ways:
        groups.setdefault(pack.groups.get(way.slots[0].group, ""), []).append(way)
    return tuple((heading, tuple(each)) for heading, each in groups.items())


def shown(
    pack: CategoryPack,
    conditions: frozenset[str],
    chosen: Mapping[str, Collection[str]],
    also: Collection[str] = (),
) -> Shown:
    """Part the slots of a page by what was chosen: requirement → keys of ways.

    Unknown keys count as none. Without any choice all are wanted. `also` are slots that are never
    folded away: filled ones, and those with a reviewer's note.
    """
    ways = {
        question.requirement.key: kept
        for question in questions(pack, conditions)
        if (kept := _chosen(question, chosen))
    }
    if not ways:
        return Shown(pack.slots, (), {})
    keys = set(also)
    for item in pack.requirements:
        tree = settle(item.tree, conditions)
        if item.key in ways:
            keys |= {slot.key for way in ways[item.key] for slot in way.slots}
        elif tree != NOTHING:
            keys |= {need.slot.key for need in needs(tree)}
    return Shown(
        tuple(slot for slot in pack.slots if slot.key in keys),
        tuple(slot for slot in pack.slots if slot.key not in keys),
        ways,
    )


def _chosen(question: Question, chosen: Mapping[str, Collection[str]]) -> tuple[Way, ...]:
    keys = chosen.get(question.requirement.key, ())
    return tuple(way for way in question.ways if way.key in keys)


def still_wanted(ways: Collection[Way], filled: Collection[str]) -> str:
    """Say what is still wanted of the chosen ways, the nearest one; "" where one is met."""
    left = [[slot.label for slot in way.slots if slot.key not in filled] for way in ways]
    nearest = min(left, key=len, default=[])
    return "，和".join(nearest)


def in_short(pack: CategoryPack, tree: Tree) -> str:
    """A tree in a few words: alternatives by their headings, each once."""
    if isinstance(tree, Need):
        return tree.slot.label
    if isinstance(tree, If):
        return in_short(pack, tree.then)
    headings = [_heading(pack, part) for part in tree.parts]
    alike = len(set(headings)) == 1  # one heading over all of them says nothing new
    parts = [
        in_short(pack, part) if alike or not heading else heading
        for heading, part in zip(headings, tree.parts, strict=True)
    ]
    parts = [part for part in dict.fromkeys(parts) if part]
    if isinstance(tree, AnyOf):
        return f"{'，或'.join(parts)}，有一种即可" if len(parts) > 1 else "".join(parts)
    return "，和".join(parts)


def _heading(pack: CategoryPack, tree: Tree) -> str:
    return pack.groups.get(tree.slot.group, "") if isinstance(tree, Need) else ""
