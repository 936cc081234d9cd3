"""The stamped 汇总表 as a batch: frozen, handed to the next desk, answered with a receipt."""

from django.db import models

from kedeng.apps.files.models import StoredFile
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations.models.records import Registration
from kedeng.apps.registrations.models.review import Revision
from kedeng.apps.rounds.models import Round


class SummaryBatch(models.Model):
    """Exactly these records in these versions, as the table then said. Written once.

    `table` is the printed table (head, columns, rows, totals); `digest` is over it and the lines.
    `receiver` is the next desk of all its records.
    """

    code = models.CharField(max_length=24, unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="batches")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="batches")
    organisation_name = models.CharField(max_length=200)
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="batches_received")
    receiver_name = models.CharField(max_length=200)
    table = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.code


class BatchLine(models.Model):
    """One record of a batch, in the version that the stamp stands for."""

    batch = models.ForeignKey(SummaryBatch, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="batch_lines")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "registration"], name="batch_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.position}"


class HandOver(models.Model):
    """A batch on its way to the next desk, with the scan of the stamped table. Written once."""

    batch = models.ForeignKey(SummaryBatch, models.PROTECT, related_name="hand_overs")
    scan = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    scan_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.sent_at:%Y-%m-%d}"


class HandOverAnswer(models.Model):
    """What the next desk said: a numbered receipt, or a refusal with its reason. Written once."""

    hand_over = models.OneToOneField(HandOver, models.PROTECT, related_name="answer")
    number = models.CharField(max_length=40, blank=True)  # "" for a refusal
    reason = models.TextField(blank=True)
    differences = models.JSONField(default=list)  # what was found then: [[code, title, sentence]]
    copies = models.PositiveSmallIntegerField(default=0)  # of the papers that came with it
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.number or "refused"


class ReceiptCounter(models.Model):
    """The last receipt number of a body in a year: taken last in its transaction, without gaps."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="receipt_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}"
