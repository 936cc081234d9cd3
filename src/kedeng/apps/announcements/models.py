"""Announcements, their attachments, and the marks of those who have read them."""

from django.db import models
from django.db.models import F, Q

from kedeng.apps.files.models import StoredFile
from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.announcements import OPENNESS_LABELS, STAGE_LABELS, Stage


class Announcement(models.Model):
    """An official announcement of a body.

    It is addressed to `audience` and every body below that, which may be the issuer itself: then to
    everybody below the issuer. `forwards` is a superior's announcement that this one covers (转发).
    `dated` is 成文日期, `printed_on` 印发日期; either stays empty where the document does not say.
    """

    code = models.CharField(max_length=20, unique=True)
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="announcements")
    audience = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    forwards = models.ForeignKey("self", models.PROTECT, null=True, related_name="forwardings")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)  # 发文字号
    dated = models.DateField(null=True)
    printed_on = models.DateField(null=True)
    openness = models.CharField(
        max_length=12, choices=[(o.value, label) for o, label in OPENNESS_LABELS.items()]
    )
    body = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)  # where the text is from
    stage = models.CharField(
        max_length=12,
        choices=[(s.value, label) for s, label in STAGE_LABELS.items()],
        default=Stage.DRAFT.value,
    )
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=100)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.CharField(max_length=200, blank=True)  # why

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(forwards=F("id")), name="announcement_forwards_another"
            ),
            models.CheckConstraint(
                condition=Q(stage="draft") | Q(published_at__isnull=False),
                name="announcement_published_at_an_instant",
            ),
        ]
        indexes = [models.Index(fields=["stage", "openness"], name="announcement_public")]

    def __str__(self) -> str:
        return self.title


class AnnouncementFile(models.Model):
    """An attachment, in its order."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["announcement", "file"], name="announcement_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ReadMark(models.Model):
    """已阅: a person has read an announcement, for the body where he or she then worked."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="marks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["announcement", "user"], name="read_marked_once"),
        ]
        indexes = [models.Index(fields=["announcement", "organisation"], name="read_by_body")]

    def __str__(self) -> str:
        return f"{self.user} {self.announcement}"
