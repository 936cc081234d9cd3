"""What left the house on paper, and what arrived on paper."""

from django.db import models

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations.models.records import Registration
from kedeng.apps.registrations.models.review import Revision


class PageCode(models.Model):
    """The code in the footer of one page as it was printed. Written once.

    Kept, because a later template or font may part the pages otherwise: what was printed before
    stays known. `printing` tells one layout of a version from another.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="page_codes")
    printing = models.CharField(max_length=16)
    page = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=16, db_index=True)  # lower case
    printed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "printing", "page"], name="page_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.page} {self.code}"


class PaperReceipt(models.Model):
    """A desk has the paper of a version in hand. Written once; a wrong one is revoked by another.

    `pages` were judged one by one, of so many that the version has; 1 where only the cover was.
    `batch` is the code of the 汇总表 that it came with. A row with `revokes` takes back another.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="paper_receipts")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=100)
    copies = models.PositiveSmallIntegerField(default=1)
    pages = models.PositiveSmallIntegerField()
    of_pages = models.PositiveSmallIntegerField()
    batch = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=300, blank=True)
    revokes = models.OneToOneField("self", models.PROTECT, null=True, related_name="revoked_by")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.organisation_name}"
