"""What a desk keeps for its own work: the usual words of its reviewers."""

from django.db import models

from kedeng.apps.organisations.models import Organisation, User


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
