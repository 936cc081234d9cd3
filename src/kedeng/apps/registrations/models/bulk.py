"""A move made on many records at once: what was asked, and what became of each record."""

from django.db import models

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.registrations.models.records import Registration
from kedeng.apps.registrations.models.review import Move
from kedeng.domain.bulk import OUTCOME_LABELS, RowOutcome

_OUTCOMES = [(each.value, each.value) for each in RowOutcome]  # words are in domain.bulk


class BulkAct(models.Model):
    """What was asked for all records together. `token` is the page's: a second press finds it."""

    token = models.CharField(max_length=40, unique=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    transition = models.CharField(max_length=40)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    to_filer = models.BooleanField(default=True)  # of a return: to the filer, or one desk down
    checks = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)  # until when it may be undone; None: never
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.transition} {self.made_at:%Y-%m-%d %H:%M}"


class BulkRow(models.Model):
    """One record of a bulk act. `before` is what an undo gives back; `event` the move's place."""

    act = models.ForeignKey(BulkAct, models.PROTECT, related_name="rows")
    place = models.PositiveSmallIntegerField()
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="+")
    expected_version = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    outcome = models.CharField(max_length=20, choices=_OUTCOMES, default=RowOutcome.WAITING.value)
    told = models.TextField(blank=True)  # why it was skipped, refused, or not undone
    move = models.OneToOneField(Move, models.PROTECT, null=True, related_name="bulk_row")
    event = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["act", "registration"], name="bulk_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id} {self.registration_id} {self.outcome}"

    @property
    def label(self) -> str:
        """What became of it, in a word."""
        return OUTCOME_LABELS[RowOutcome(self.outcome)]
