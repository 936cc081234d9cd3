"""The titles of contracts, for the room of registrations, which knows no list (B26)."""

from collections.abc import Collection, Mapping

from kedeng.apps.expected.models import ExpectedItem
from kedeng.domain.expected import ExpectedKind


def contract_titles(bodies: Collection[int], numbers: Collection[str]) -> Mapping[str, str]:
    """Give the titles of accepted projects of bodies by folded number; the latest year's counts."""
    projects = ExpectedItem.objects.filter(kind=ExpectedKind.PROJECT.value, unit__in=bodies)
    found = projects.filter(key__in=numbers).order_by("year")
    return dict(found.values_list("key", "name"))
