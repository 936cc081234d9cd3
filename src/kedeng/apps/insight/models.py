"""What takes long to make and is kept until it is wanted; all of it can be made again."""

from django.db import models

from kedeng.apps.registrations.models import SummaryBatch


class Package(models.Model):
    """The 报送包 of a batch: asked for on a page, bound by the worker.

    It is done when `made_at` is set; `leased_until` is until when a worker has it in hand.
    """

    batch = models.OneToOneField(SummaryBatch, models.PROTECT, related_name="package")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=100)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)
    apart = models.JSONField(default=list)  # what is not bound in: [sentence]
    bound = models.JSONField(default=list)  # digests of the files that are bound in

    def __str__(self) -> str:
        return f"{self.batch_id} {self.made_at or ''}"


class Volume(models.Model):
    """A file of a package, for one is not to grow beyond what a reader opens."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="volumes")
    number = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=100)  # in the store
    size = models.PositiveBigIntegerField()  # bytes
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["package", "number"], name="volume_once")]

    def __str__(self) -> str:
        return f"{self.package_id} {self.number}"
