"""Organisations of the tree, and their names."""

from django.db import models
from django.db.models import F, Q


class Organisation(models.Model):
    """A body of the tree: rank 1 nation, 2 province, 3 department, 4 unit (process.md h1).

    `has_office` says whether a unit reviews what its people file before it goes up.
    """

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=40, blank=True)  # code of list organisation_kind
    uscc = models.CharField(max_length=18, blank=True)
    region_code = models.CharField(max_length=12, blank=True)
    has_office = models.BooleanField(default=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)
    password_policy = models.CharField(max_length=10, blank=True)  # empty: as the body above
    is_active = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    sort_key = models.CharField(max_length=300, blank=True)  # pinyin, then name

    class Meta:
        ordering = ["rank", "sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__gte=1) & Q(rank__lte=4), name="organisation_rank_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(rank=1), name="organisation_has_parent"
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """A former or second name; it counts as the same unit (issue "Organisations and people")."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    used_until = models.DateField(null=True)  # None: a second name in use

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "folded"], name="organisation_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
