"""What was decided of two registrations that look like one result: written once."""

from django.db import models

from kedeng.apps.registrations.models.records import Registration
from kedeng.domain.duplicates import VERDICT_LABELS


class DuplicateDecision(models.Model):
    """A coded decision with its reason (process.md f, B75). Names are as they then were."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="decisions")
    other = models.ForeignKey(Registration, models.PROTECT, related_name="decisions_of_others")
    verdict = models.CharField(
        max_length=20, choices=[(v.value, t) for v, t in VERDICT_LABELS.items()]
    )
    reason = models.TextField()
    decided_by = models.CharField(max_length=100)
    decided_of = models.CharField(max_length=200)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.verdict} {self.other_id}"
