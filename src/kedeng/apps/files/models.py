"""Stored files, by digest."""

from django.db import models


class StoredFile(models.Model):
    """Bytes that were uploaded once, kept under their SHA-256 whatever their name was."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()  # bytes
    media_type = models.CharField(max_length=60)
    pages = models.PositiveIntegerField(null=True)  # of a PDF; an image counts as one
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:16]

    @property
    def path(self) -> str:
        """Name in the storage: generated, never from a user."""
        return f"{self.digest[:2]}/{self.digest[2:4]}/{self.digest}"


class DayTally(models.Model):
    """What an owner (a record, a body) has sent in a day: kept, though a file is removed again."""

    owner = models.CharField(max_length=60)
    day = models.DateField()
    size = models.PositiveBigIntegerField(default=0)  # bytes
    files = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "day"], name="tally_once_a_day")]

    def __str__(self) -> str:
        return f"{self.owner} {self.day}: {self.size}"
