"""What a filer is working on: sections, files, explanations."""

from django.db import models

from kedeng.apps.files.models import StoredFile
from kedeng.apps.registrations.models.records import Registration
from kedeng.domain.evidence import STAMPED_FORM


class DraftSection(models.Model):
    """A section of the draft, saved alone, with its own version."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="sections")
    section = models.CharField(max_length=40)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "section"], name="section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.section} v{self.version}"


class Evidence(models.Model):
    """A stored file in a slot of the evidence pack; one file may stand in several slots."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="evidence")
    slot = models.CharField(max_length=20)
    slot_name = models.CharField(max_length=100, blank=True)  # of 其他同类证明, or a scan's version
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["slot", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "slot", "slot_name", "file"], name="evidence_once_per_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.file_name}"

    @property
    def is_scan(self) -> bool:
        """Whether it is the stamped form of a version: a desk may have seen it, so it stays."""
        return self.slot == STAMPED_FORM and bool(self.slot_name)


class EvidenceChoice(models.Model):
    """What papers a filer says to have, in the notice's words: orders a page, judges nothing."""

    registration = models.OneToOneField(
        Registration, models.CASCADE, related_name="evidence_choice", primary_key=True
    )
    ways = models.JSONField()  # requirement → keys of ways (domain.evidence_ways)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.registration_id} {self.ways}"


class Explanation(models.Model):
    """Why a value that looks wrong is right; bound to the digest of the judged values."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="explanations")
    code = models.CharField(max_length=60)
    path = models.CharField(max_length=120)
    judged = models.CharField(max_length=64)
    text = models.CharField(max_length=500)
    given_by = models.CharField(max_length=100)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "code", "path"], name="explanation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.path}"
