"""What is asked for after the number: changes, corrections, voluntary deregistrations."""

from django.db import models
from django.db.models import Q

from kedeng.apps.files.models import StoredFile
from kedeng.apps.registrations.models.publicity import Objection
from kedeng.apps.registrations.models.records import Registration
from kedeng.apps.registrations.models.review import Revision
from kedeng.domain.changes import (
    DONE,
    KIND_LABELS,
    OPEN,
    STANDINGS,
    STOPPING,
    ChangeFacts,
    Kind,
    Standing,
)


class ChangeRequest(models.Model):
    """A request that concerns a numbered registration. `version` counts what was done with it.

    `sections` holds the whole content of each section that was touched; `base` is the version of
    the registration that it is about, `desk` the place on the route at which it waits. One that a
    decision ordered names the objection, and the day until which it is to be asked for.
    """

    code = models.CharField(max_length=16, unique=True)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=[(k.value, t) for k, t in KIND_LABELS.items()])
    standing = models.CharField(
        max_length=20, choices=[(key.value, row.label) for key, row in STANDINGS.items()]
    )
    desk = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    base = models.PositiveSmallIntegerField()
    sections = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    touches_key = models.BooleanField(default=False)  # as it was asked for
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=100)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=100, blank=True)
    asked_by_id = models.BigIntegerField(null=True)
    desk_since = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)
    decision = models.TextField(blank=True)
    objection = models.ForeignKey(Objection, models.PROTECT, null=True, related_name="changes")
    due_on = models.DateField(null=True)
    revision = models.OneToOneField(Revision, models.PROTECT, null=True, related_name="change")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(standing__in=[standing.value for standing in OPEN]),
                name="change_one_open",
            ),
        ]
        indexes = [models.Index(fields=["standing", "desk"], name="change_by_standing")]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"

    def facts(self) -> ChangeFacts:
        """What the rules must know."""
        return ChangeFacts(
            kind=Kind(self.kind),
            standing=Standing(self.standing),
            desk=self.desk,
            touches_key=self.touches_key,
            asked_by=self.asked_by_id,
            ordered=self.objection_id is not None,
        )


class ChangeFile(models.Model):
    """Evidence of a request; what was asked for with it stands in the step of the asking."""

    change = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "file"], name="change_file_once"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ChangeStep(models.Model):
    """What somebody did with a request: written once. `asked` is what was proposed at an asking."""

    change = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20, choices=[(act.value, done) for act, done in DONE.items()])
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=100)
    organisation_name = models.CharField(max_length=200)
    desk = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)  # opinion, or reason
    asked = models.JSONField(default=dict)  # {sections, files}
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.change_id} {self.act}"

    @property
    def is_stop(self) -> bool:
        """Whether it stopped the request."""
        return self.act in STOPPING
