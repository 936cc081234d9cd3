"""The event table: identifiers and names as they then were, no foreign keys."""

from django.db import models


class HistoryEvent(models.Model):
    """One thing that happened to one subject, chained to the event before it.

    `sequence` counts per subject from 1; `digest` covers the event and the digest before it.
    """

    subject = models.CharField(max_length=80)  # "registration:7f3a…", "user:12"
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    organisation_id = models.BigIntegerField(null=True)
    organisation_name = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "sequence"], name="history_one_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence} {self.kind}"
