"""The log of grants: one line for each right given or taken, so that it can be searched."""

from django.db import models

from kedeng.apps.organisations.models.people import User
from kedeng.apps.organisations.models.tree import Organisation
from kedeng.domain.grants import CHANGE_LABELS
from kedeng.domain.rights import RIGHT_LABELS


class GrantNote(models.Model):
    """Who changed what about whose account. Written with the history event that it is drawn from.

    Names are those of that day; `organisation` is the user's body at that time. `right` is "" for
    what concerns the account as a whole.
    """

    happened_at = models.DateTimeField()
    change = models.CharField(
        max_length=20, choices=[(c.value, label) for c, label in CHANGE_LABELS.items()]
    )
    right = models.CharField(
        max_length=20, blank=True, choices=[(r.value, label) for r, label in RIGHT_LABELS.items()]
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="grant_notes")
    user_name = models.CharField(max_length=100)
    username = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    actor_organisation = models.CharField(max_length=200, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    people = models.CharField(max_length=300)  # names and login name, folded, for the search

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="grants_by_organisation")]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.change} {self.right} {self.username}"
