"""Another body to be chosen: those that could carry or follow one, found by name."""

from typing import TYPE_CHECKING

from kedeng.apps.organisations import queries
from kedeng.domain.policy import Actor
from kedeng.lib.text import folded

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation

MOST = 20


def candidates(
    actor: Actor, body: "Organisation", text: str, ranks: list[int]
) -> "list[Organisation]":
    """Give up to MOST open bodies of the actor's with one of the ranks, whose name has the text."""
    found = queries.targets_for(actor, body).filter(rank__in=ranks)
    for word in filter(None, map(folded, text.split())):
        found = found.filter(other_names__folded__contains=word)
    return list(found.select_related("parent").distinct().order_by("rank", "sort_key", "pk")[:MOST])
