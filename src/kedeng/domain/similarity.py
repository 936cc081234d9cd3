"""When two titles are the same, and when they are alike (process.md f; B72).

Only tier 1 blocks: same normalised title, same first unit, same category. A patent or project
number alone never does (B12): one project yields several results, one patent may support two.
"""

import unicodedata
from collections.abc import Hashable, Mapping
from typing import TypeVar

from rapidfuzz import fuzz, process

from kedeng.formkit import canonical

Key = TypeVar("Key", bound=Hashable)

# Punctuation that tells titles apart: C# is not C, 5% is not 5.
_KEPT = frozenset("#%")
# Dashes and tildes that Unicode does not count as punctuation.
_DASHES = frozenset("-‐‑‒–—―−─━ー~∼〜˜")
_DROPPED_KINDS = ("P", "Z", "C")


def normalise_title(text: str) -> str:
    """Fold a title, or a unit's name, to what makes it that title.

    NFKC and case folding, then blanks, punctuation, quotes and dashes of all kinds drop out. A text
    that is nothing but these stays as it is, so that two such titles are not taken for one.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in folded if _tells_apart(char)) or "".join(folded.split())


def _tells_apart(char: str) -> bool:
    if char in _KEPT:
        return True
    return char not in _DASHES and not unicodedata.category(char).startswith(_DROPPED_KINDS)


def same_name(one: str, other: str) -> bool:
    """Whether two titles or names are the same but for width, case, blanks and punctuation."""
    return normalise_title(one) == normalise_title(other)


def duplicate_key(category: str, title: str, unit_identity: str) -> str:
    """Give the digest that two registrations share when they are the same result (B72, tier 1).

    `unit_identity` is the first unit's credit code, or its name where it has none. 64 hex digits,
    stable over releases: a unique index stands on it.
    """
    return canonical.digest([category, normalise_title(title), normalise_title(unit_identity)])


def similar_titles(
    title: str, candidates: Mapping[Key, str], threshold: float
) -> list[tuple[Key, float]]:
    """Name the candidates whose titles are alike, the likest first.

    `threshold` and the likeness given back lie between 0 and 1; equal normalised titles score 1.
    """
    return similar_normalised(
        normalise_title(title),
        {key: normalise_title(text) for key, text in candidates.items()},
        threshold,
    )


def similar_normalised(
    title: str, candidates: Mapping[Key, str], threshold: float
) -> list[tuple[Key, float]]:
    """Do what `similar_titles` does with titles that are normalised already, for many at once."""
    found = process.extract(
        title,
        candidates,
        scorer=fuzz.ratio,
        score_cutoff=threshold * 100,
        limit=None,
    )
    return [(key, round(score / 100, 4)) for _, score, key in found]
