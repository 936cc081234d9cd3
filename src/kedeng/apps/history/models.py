"""Events and the access log: identifiers and names as they then were, no foreign keys."""

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


class AccessNote(models.Model):
    """Somebody opened or printed something, or was refused: one row for a thing, a person, a day.

    `subject` is a record as history names it, or the address that was refused; `item` says which
    file or version, or how it was refused; `owner_id` is the organisation that filed the record.
    """

    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=200)
    item = models.CharField(max_length=80)  # a digest, "form 2", "GET 404"
    purpose = models.CharField(max_length=10, blank=True)
    owner_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=100)
    organisation_id = models.BigIntegerField()
    organisation_name = models.CharField(max_length=200)
    noted_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor_id", "noted_on", "kind", "subject", "item", "purpose"],
                name="access_noted_once_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "noted_on"], name="access_by_organisation"),
            models.Index(fields=["owner_id", "noted_on"], name="access_by_owner"),
            models.Index(fields=["noted_on"], name="access_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.kind} {self.subject} {self.item}"
