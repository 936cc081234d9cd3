"""What is made public before or after the number, and what is said against it."""

from django.db import models
from django.db.models import Q

from kedeng.apps.files.models import StoredFile
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations.models.records import Registration
from kedeng.apps.rounds.models import Round
from kedeng.domain.objections import (
    CONSEQUENCE_LABELS,
    GROUND_LABELS,
    HEARING_LABELS,
    SIDE_LABELS,
    Hearing,
)
from kedeng.domain.workdays import DayKind


class PublicityBatch(models.Model):
    """A list that a province shows for a period; both are fixed when it begins (B54, B57)."""

    code = models.CharField(max_length=16, unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="publicity_batches")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    begins_on = models.DateField()  # not counted
    ends_on = models.DateField()  # the last day on which objections are taken
    days = models.PositiveSmallIntegerField()
    day_kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in DayKind]
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class PublicityEntry(models.Model):
    """A registration in a batch, with what the list says of it, as it was then."""

    batch = models.ForeignKey(PublicityBatch, models.PROTECT, related_name="entries")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="publicity")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    category = models.CharField(max_length=30)
    units = models.JSONField()
    people = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "registration"], name="publicised_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.position}"


class Objection(models.Model):
    """What somebody has against an entry. Who it is, the province alone may read.

    `code_digest` is that of the code with which the objector follows the case.
    """

    number = models.CharField(max_length=16, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    entry = models.ForeignKey(PublicityEntry, models.PROTECT, related_name="objections")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="objections")
    is_unit = models.BooleanField(default=False)
    name = models.CharField(max_length=100, blank=True)  # "" is anonymous
    contact = models.CharField(max_length=200, blank=True)
    ground = models.CharField(
        max_length=20, choices=[(g.value, t) for g, t in GROUND_LABELS.items()]
    )
    text = models.TextField()
    network = models.CharField(max_length=64, blank=True)
    ticket = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    state = models.CharField(
        max_length=20, choices=[(h.value, t) for h, t in HEARING_LABELS.items()]
    )
    reason = models.TextField(blank=True)  # of not taking it, or of the decision
    consequence = models.CharField(
        max_length=20, blank=True, choices=[(c.value, t) for c, t in CONSEQUENCE_LABELS.items()]
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["registration"],
                condition=Q(state=Hearing.TAKEN.value),
                name="objection_under_way",
            )
        ]

    def __str__(self) -> str:
        return self.number


class ObjectionFile(models.Model):
    """A file that came with an objection: evidence, or the unit's sealed letter."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.file_name


class Statement(models.Model):
    """What a side says in a case: written once."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="statements")
    side = models.CharField(max_length=20, choices=[(s.value, t) for s, t in SIDE_LABELS.items()])
    name = models.CharField(max_length=200)  # "" for the objector, whom the others do not know
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.side} {self.text[:40]}"
