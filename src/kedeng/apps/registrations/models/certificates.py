"""Certificates as they were issued, and to whom their paper was given. Both are written once."""

from django.db import models

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations.models.records import Registration
from kedeng.domain.certificates import WAY_LABELS


class Certificate(models.Model):
    """One version of a registration's certificate, with what it then said (B63, B71).

    `code` is what the QR says, without its dashes. Whether it still holds is read from the
    registration and from later versions, never stored.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="certificates")
    version = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=16, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the province
    number = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    category = models.CharField(max_length=30)
    units = models.JSONField()
    people = models.JSONField()
    registered_on = models.DateField()
    registered_by = models.CharField(max_length=200)
    disclaimers = models.JSONField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=100)
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="certificate_by_province")]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "version"], name="certificate_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"


class CertificateHandOut(models.Model):
    """A province gave the paper to somebody. A row with `revokes` takes back another."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="hand_outs")
    to = models.CharField(max_length=100)
    way = models.CharField(max_length=20, choices=[(w.value, t) for w, t in WAY_LABELS.items()])
    handed_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)  # who came, or the number of the parcel
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=100)
    revokes = models.OneToOneField("self", models.PROTECT, null=True, related_name="revoked_by")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.to}"
