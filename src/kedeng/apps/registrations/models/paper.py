"""What left the house on paper, and what arrived on paper."""

from django.db import models

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
