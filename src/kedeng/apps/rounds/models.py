"""Rounds with their windows, policy profiles, code lists in force, codes of numbers."""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import Organisation
from kedeng.domain.windows import STEP_LABELS


class PolicyProfile(models.Model):
    """A province's own values, dated; never changed for records under way (process.md b2)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="profiles")
    title = models.CharField(max_length=100)
    values = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()

    def __str__(self) -> str:
        return self.title


class EvidencePack(models.Model):
    """Which evidence each type needs, AND/OR as data; a correction is a new version."""

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


class Round(models.Model):
    """A province's filing round: results of one evidence period, registered under one year."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=100)
    year = models.PositiveIntegerField()  # registration year, borne by the number
    evidence_from = models.DateField()
    evidence_to = models.DateField()
    profile = models.ForeignKey(PolicyProfile, models.PROTECT)
    pack = models.ForeignKey(EvidencePack, models.PROTECT)
    is_demo = models.BooleanField(default=False)
    notice = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class RoundWindow(models.Model):
    """When a step of a round may be done; `closes` is exclusive, None means not stated."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="windows")
    step = models.CharField(max_length=20, choices=[(s.value, t) for s, t in STEP_LABELS.items()])
    opens = models.DateTimeField(null=True)
    closes = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)  # where paper is handed in
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "step"], name="window_once_per_step"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.step}"


class CodeListVersion(models.Model):
    """A code list in one version, as loaded; the newest valid one is in force."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="code_list_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class NumberCode(models.Model):
    """The three digits that a body's numbers begin with; editable, marked unverified."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="number_code")
    code = models.CharField(max_length=3)
    is_verified = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{3}$"), name="number_code_three_digits"
            ),
            models.UniqueConstraint(fields=["code"], name="number_code_once"),
        ]

    def __str__(self) -> str:
        return self.code
