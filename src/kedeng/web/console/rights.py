"""Rights as checkboxes: which ones a person may have, and which of them the actor may move."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from kedeng.domain.delegation import RIGHTS_OF_RANK, BodyFacts, grantable
from kedeng.domain.policy import Actor
from kedeng.domain.rights import RIGHT_LABELS, Right

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import User


@dataclass(frozen=True)
class Box:
    """A right in the grid. `is_fixed`: shown, but not the actor's to move."""

    right: str
    label: str
    is_checked: bool
    is_fixed: bool


def boxes(
    actor: Actor, facts: BodyFacts, held: Iterable[Right], *, by_office: bool = False
) -> list[Box]:
    """Give the rights of a body's rank. A super administrator manages by office: that is fixed."""
    own, movable = set(held), grantable(actor, facts)
    return [
        Box(
            right.value,
            label,
            is_checked=right in own or (by_office and right is Right.MANAGE),
            is_fixed=right not in movable or (by_office and right is Right.MANAGE),
        )
        for right, label in RIGHT_LABELS.items()
        if right in RIGHTS_OF_RANK[facts.rank] or right in own
    ]


def held_by(user: "User") -> frozenset[Right]:
    """The rights in a user's own name (prefetch `rights` in lists)."""
    return frozenset(Right(row.right) for row in user.rights.all())


def read_rights(request: HttpRequest, key: str = "rights") -> frozenset[Right]:
    """Read ticked boxes; what is no right of ours is none."""
    known = {right.value for right in Right}
    return frozenset(Right(text) for text in request.POST.getlist(key) if text in known)


def wanted_rights(
    request: HttpRequest, actor: Actor, facts: BodyFacts, expected: frozenset[Right]
) -> frozenset[Right]:
    """Read the whole set that a grid asks for: a fixed box is not sent, so it stays as it was."""
    return read_rights(request) | (expected - grantable(actor, facts))
