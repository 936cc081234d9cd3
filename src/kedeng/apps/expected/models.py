"""Tables of what ought to be registered. Only `actions` write them."""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.registrations.models import Registration
from kedeng.domain.expected import KIND_LABELS, MOST_REASON


class ExpectedList(models.Model):
    """A workbook of a body's for a year; checked first, taken on a second word.

    The bytes are dropped once it has been taken, or when they are a day old (`kedeng trim`).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()  # registration year, as a round has it
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploader = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploader_name = models.CharField(max_length=100)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.year} {self.file_name}"


class ExpectedItem(models.Model):
    """One project, patent or other result that a unit ought to register in a year.

    `key` tells items apart (domain.expected.item_key); whoever names one again adds nothing.
    """

    source = models.ForeignKey(ExpectedList, models.PROTECT, related_name="items")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(k.value, t) for k, t in KIND_LABELS.items()])
    key = models.CharField(max_length=80)
    number = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=300)
    person = models.CharField(max_length=100, blank=True)
    settled_on = models.DateField(null=True)
    plan = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # code of list non_registration_reason
    reason_text = models.CharField(max_length=MOST_REASON, blank=True)
    reason_by = models.CharField(max_length=320, blank=True)  # body and person
    reason_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-settled_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind", "key"], name="expected_item_once"
            ),
        ]
        indexes = [models.Index(fields=["year", "unit"], name="expected_by_year")]

    def __str__(self) -> str:
        return self.name


class Pairing(models.Model):
    """What a person said of an item and a registration: the same, or not."""

    item = models.ForeignKey(ExpectedItem, models.CASCADE, related_name="pairings")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    is_same = models.BooleanField()
    said_by = models.CharField(max_length=320)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "registration"], name="pairing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {'=' if self.is_same else '≠'} {self.registration_id}"


class Nudge(models.Model):
    """A reminder to a unit, or (`registration`) to the filer of one of its records; one a day."""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, related_name="+")
    year = models.PositiveIntegerField()
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=100)
    organisation_name = models.CharField(max_length=200)
    items = models.ManyToManyField(ExpectedItem, related_name="nudges")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sent_on"],
                condition=Q(registration__isnull=True),
                name="nudge_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["registration", "sent_on"], name="filer_nudged_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.sent_on}"
