"""The tree as anybody may walk it: provinces, their departments, the units that belong to one."""

from django.db.models import Q, QuerySet

from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.rights import Right
from kedeng.domain.routes import DEPARTMENT, PROVINCE, UNIT
from kedeng.lib.text import folded


def open_provinces() -> QuerySet[Organisation]:
    """Give the bodies of rank 2 that are in service."""
    return Organisation.objects.filter(rank=PROVINCE, is_active=True)


def departments_of(
    province: Organisation, *, text: str = "", region: str = ""
) -> QuerySet[Organisation]:
    """Give a province's departments, those below others too; by a part of a name, by region."""
    found = _named(_below(province, DEPARTMENT), text)
    return found.filter(region_code__startswith=region) if region else found


def units_to_ask(department: Organisation, *, text: str = "") -> QuerySet[Organisation]:
    """Give the units of a department for which somebody can define users.

    One without an office is served by the body right above it (process.md h1).
    """
    served = Q(has_office=True) | Q(parent__has_office=True) | Q(parent__rank=DEPARTMENT)
    return _named(_below(department, UNIT), text).filter(served)


def addressee_of(department: Organisation, unit: Organisation | None) -> Organisation:
    """Say which body decides on an account: the unit itself where its office can answer.

    An administrator who never came in reads no inbox: then the body above has it.
    """
    if unit is None:
        return department
    if unit.has_office and is_answered(unit):
        return unit
    return unit.parent if unit.parent_id else department


def is_answered(organisation: Organisation) -> bool:
    """Whether somebody who manages there has chosen a password, and so reads what comes in."""
    return _managers(organisation).filter(activated_at__isnull=False).exists()


def _managers(organisation: Organisation) -> QuerySet[User]:
    managing = Q(is_super=True) | Q(rights__right=Right.MANAGE.value)
    return User.objects.filter(managing, organisation=organisation, is_active=True)


def _below(root: Organisation, rank: int) -> QuerySet[Organisation]:
    """Bodies of a rank below one, through bodies of that rank: a district's units are its own."""
    found: list[int] = []
    level = [root.pk]
    while level:
        below = Organisation.objects.filter(parent_id__in=level, rank=rank, is_active=True)
        level = list(below.order_by().values_list("pk", flat=True))
        found += level
    return Organisation.objects.filter(pk__in=found).select_related("parent")


def _named(bodies: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    wanted = folded(text)
    if not wanted:
        return bodies
    return bodies.filter(other_names__folded__contains=wanted).distinct()


def children_of(organisation: Organisation) -> QuerySet[Organisation]:
    """Give the bodies in service right below one."""
    return organisation.children.filter(is_active=True)
