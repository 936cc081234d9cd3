"""Policy profiles with their life, and the evidence packs that they name."""

from typing import Any

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import Organisation
from kedeng.domain.profiles import (
    PROFILE_STATE_LABELS,
    ProfileState,
    Told,
    read_entries,
    settled,
)


class PolicyProfile(models.Model):
    """A province's own values in one version, dated; without a province: a template to copy.

    draft → tested → active; an active one never changes, so that records under way keep theirs
    (process.md b2). `entries` are rows of key, value, source, status; `examples` are stored as
    domain.profile_examples reads them. `edition` counts the savings of a draft.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="profiles"
    )
    title = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, label) for state, label in PROFILE_STATE_LABELS.items()],
        default=ProfileState.DRAFT.value,
    )
    entries = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-valid_from", "-version", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title", "version"], name="profile_version_once"
            ),
            models.UniqueConstraint(
                fields=["title", "version"],
                condition=Q(organisation__isnull=True),
                name="profile_template_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} 第 {self.version} 版"

    @property
    def told(self) -> dict[str, Told]:
        """Its values with their sources."""
        return read_entries(self.entries)

    @property
    def values(self) -> dict[str, Any]:
        """What rules read: every key, with the default where the profile is silent."""
        return settled(self.told)


class EvidencePack(models.Model):
    """Which evidence each type needs, AND/OR as data; a correction is a new version.

    `organisation` is the province that uploaded it; the shipped ones belong to nobody.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="evidence_packs"
    )
    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="evidence_pack_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
