"""Pleas to a desk: asked by who may not make the move, answered by the move or in words."""

from django.db import models
from django.db.models import Q

from kedeng.apps.registrations.models.records import Registration
from kedeng.domain.pleas import PLEAS, STANDING_LABELS, PleaKind, PleaStanding


class Plea(models.Model):
    """What was asked of a desk (process.md h3). Names are as they then were.

    `desk` is the place of the desk that answers. `ended_from` is the version from which the move
    went that granted it or let it lapse; none for one that is open or was declined.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="pleas")
    kind = models.CharField(
        max_length=20, choices=[(kind.value, row.label) for kind, row in PLEAS.items()]
    )
    standing = models.CharField(
        max_length=20,
        choices=[(each.value, label) for each, label in STANDING_LABELS.items()],
        default=PleaStanding.OPEN.value,
    )
    ground_code = models.CharField(max_length=40, blank=True)  # of a cancellation
    ground = models.CharField(max_length=100, blank=True)
    reason = models.TextField()
    desk = models.PositiveSmallIntegerField()
    asker_id = models.BigIntegerField()
    asked_by = models.CharField(max_length=100)
    asked_of = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    answered_by = models.CharField(max_length=100, blank=True)
    answered_of = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    ended_from = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(standing=PleaStanding.OPEN.value),
                name="plea_open_once_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(standing=PleaStanding.OPEN.value, answered_at=None)
                | (~Q(standing=PleaStanding.OPEN.value) & Q(answered_at__isnull=False)),
                name="plea_answered_when_not_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.kind}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.standing == PleaStanding.OPEN.value

    @property
    def is_taken_back(self) -> bool:
        """Whether who asked took it back: it ended without an answer."""
        return self.standing == PleaStanding.WITHDRAWN.value

    @property
    def of(self) -> PleaKind:
        """Its kind, as a row of the table."""
        return PleaKind(self.kind)
