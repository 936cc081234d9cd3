"""What a desk keeps for its own work: usual words, what was begun, the views of its queue."""

from django.db import models

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.registrations.models.records import Registration


class ReviewPhrase(models.Model):
    """Words that a reviewer uses again and again; without an owner they are the whole desk's."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    owner = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    text = models.CharField(max_length=300)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["text"]
        indexes = [models.Index(fields=["organisation", "owner"], name="phrase_by_desk")]

    def __str__(self) -> str:
        return self.text[:40]


class DeskDraft(models.Model):
    """What a reviewer has typed on the desk and not sent yet; gone as soon as the move is made."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "user"], name="desk_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.user_id}"


class SavedView(models.Model):
    """A filter of the queue under a name, of one person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000, blank=True)  # as in the page's address

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_once"),
        ]

    def __str__(self) -> str:
        return self.name
