"""Stored files, by digest."""

from django.db import models


class ScanState(models.TextChoices):
    """What the virus scanner said; where none is set up, nothing."""

    UNSCANNED = "unscanned", "未查毒"
    CLEAN = "clean", "已查毒"
    INFECTED = "infected", "带毒"  # found by a later scan: never opened again


class StoredFile(models.Model):
    """Bytes that were uploaded once, kept under their SHA-256 whatever their name was."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()  # bytes
    media_type = models.CharField(max_length=60)
    pages = models.PositiveIntegerField(null=True)  # of a PDF; an image counts as one
    stored_at = models.DateTimeField(auto_now_add=True)
    scan = models.CharField(
        max_length=10, choices=ScanState.choices, default=ScanState.UNSCANNED.value
    )
    internal_word = models.CharField(max_length=20, blank=True)  # 内部资料: warns, holds nothing

    def __str__(self) -> str:
        return self.digest[:16]

    @property
    def is_infected(self) -> bool:
        """Whether nobody opens it any more."""
        return self.scan == ScanState.INFECTED.value

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


class PageText(models.Model):
    """The text layer of a page: rebuilt from the bytes at any time, searched in the review desk."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="texts")
    page = models.PositiveIntegerField()  # from 1
    text = models.TextField()
    folded = models.TextField()  # without blanks and case, as it is searched

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "page"], name="text_once_a_page")]

    def __str__(self) -> str:
        return f"{self.file_id[:16]} {self.page}"


class Held(models.Model):
    """A file with a mark of secrecy, outside store, index, previews and back-up (decision 19).

    Neither its name nor a word of it stands here: both may be secret.
    """

    code = models.CharField(max_length=12, primary_key=True)
    subject = models.CharField(max_length=60)  # what it was sent for
    level = models.CharField(max_length=4)
    in_name = models.BooleanField()  # else in the text of a page
    page = models.PositiveIntegerField(null=True)
    size = models.PositiveBigIntegerField()
    sender = models.CharField(max_length=100)
    organisation = models.CharField(max_length=200)
    body = models.BigIntegerField(null=True)  # key of whose it is; this room knows no bodies
    held_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.CharField(max_length=100, blank=True)
    witnessed_by = models.CharField(max_length=100, blank=True)
    destroyed_for = models.CharField(max_length=300, blank=True)  # on whose decision, and why

    class Meta:
        ordering = ["held_at"]
        indexes = [models.Index(fields=["body"])]

    def __str__(self) -> str:
        return self.code
