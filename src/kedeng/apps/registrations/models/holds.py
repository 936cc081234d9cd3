"""Holds of publication: asked for below, set and lifted by who registers or publishes."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from kedeng.apps.registrations.models.records import Registration
from kedeng.domain.holds import BINDING, HOLD_LABELS, HoldStanding, standing_of


class PublicationHold(models.Model):
    """A reason not to publish a registration yet (process.md B66). Names are as they then were.

    `until` is its last day; without one it stands until it is lifted.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="holds")
    ground = models.CharField(max_length=20, choices=[(g.value, t) for g, t in HOLD_LABELS.items()])
    reason = models.TextField()
    until = models.DateField(null=True)
    asked_by = models.CharField(max_length=100)
    asked_of = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    set_by = models.CharField(max_length=100, blank=True)
    set_of = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True)
    ended_of = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "ground"],
                condition=Q(ended_at=None),
                name="held_once_for_a_ground",
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.ground}"

    def standing_on(self, day: date) -> HoldStanding:
        """How far it is on a day."""
        return standing_of(
            until=self.until,
            is_set=self.set_at is not None,
            is_ended=self.ended_at is not None,
            today=day,
        )

    @property
    def standing(self) -> HoldStanding:
        """How far it is today."""
        return self.standing_on(timezone.localdate())

    @property
    def is_binding(self) -> bool:
        """Whether it stops a publication today."""
        return self.standing in BINDING
