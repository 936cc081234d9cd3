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


class Arriving(models.Model):
    """An upload that comes in pieces, and may take days: begun, in part here, or whole and kept."""

    code = models.CharField(max_length=16, primary_key=True)
    owner = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()  # bytes
    fingerprint = models.CharField(max_length=64, blank=True)  # by which the sender knows it again
    touched_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # when whole

    class Meta:
        indexes = [models.Index(fields=["owner"]), models.Index(fields=["touched_at"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Piece(models.Model):
    """A piece of an upload that is here; its bytes lie in the store beside the others."""

    upload = models.ForeignKey(Arriving, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()  # from 0
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="piece_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"
