"""Reads of the tree of organisations."""

from kedeng.apps.organisations.models import Organisation
from kedeng.domain.delegation import BodyFacts
from kedeng.domain.routes import PROVINCE, UNIT, Body
from kedeng.lib.text import folded


def ancestors(organisation: Organisation) -> list[Organisation]:
    """Give the chain from the organisation itself up to the nation; three are read at a time."""
    chain = [organisation]
    while chain[-1].parent_id is not None:
        last = chain[-1]
        if not Organisation.parent.is_cached(last):
            above = Organisation.objects.select_related("parent__parent")
            last.parent = above.get(pk=last.parent_id)
        chain.append(last.parent)
    return chain


def units_above(organisation: Organisation) -> list[Organisation]:
    """Give the units of a chain, the organisation first: a faculty, then its university."""
    return [body for body in ancestors(organisation) if body.rank == UNIT]


def unit_of(organisation: Organisation) -> Organisation:
    """Give the whole unit to which an organisation belongs: the university of a faculty."""
    return (units_above(organisation) or [organisation])[-1]


def chain_of_bodies(organisation: Organisation) -> list[Body]:
    """Give the chain as routes see it, the organisation first."""
    return [Body(body.pk, body.rank, body.has_office) for body in ancestors(organisation)]


def organisation_by_id(organisation_id: int) -> Organisation:
    """Find an organisation, with the line above it. Raises Organisation.DoesNotExist."""
    return Organisation.objects.select_related("parent__parent__parent").get(pk=organisation_id)


def names_of(organisation: Organisation) -> frozenset[str]:
    """Present, former and second names: all count as the same unit."""
    return frozenset({organisation.name, *organisation.other_names.values_list("name", flat=True)})


def organisation_named(name: str) -> Organisation | None:
    """Find an organisation by any of its names, blanks and punctuation aside."""
    wanted = folded(name)
    for organisation in Organisation.objects.filter(other_names__folded=wanted):
        return organisation
    return None


def province_of(organisation: Organisation) -> Organisation | None:
    """Give the province above (or the organisation itself); None above a province."""
    return next((body for body in ancestors(organisation) if body.rank == PROVINCE), None)


def body_facts(organisation: Organisation) -> BodyFacts:
    """Give what delegation asks of a body."""
    return BodyFacts(
        id=organisation.pk,
        rank=organisation.rank,
        line=tuple(body.pk for body in ancestors(organisation)),
        has_office=organisation.has_office,
        is_open=organisation.is_active,
    )
