"""Rounds, and the windows that bodies on the way have set in them."""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.models.profiles import EvidencePack, PolicyProfile
from kedeng.domain.windows import ROUND_KIND_LABELS, STEP_LABELS, RoundKind

_ROUNDS_OWN = Q(organisation__isnull=True)


class Round(models.Model):
    """A province's filing round: results of one evidence period, registered under one year.

    Rounds may overlap; each record belongs to one (B40).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=100)
    kind = models.CharField(
        max_length=10,
        choices=[(kind.value, label) for kind, label in ROUND_KIND_LABELS.items()],
        default=RoundKind.YEAR.value,
    )
    year = models.PositiveIntegerField()  # registration year, borne by the number
    evidence_from = models.DateField()
    evidence_to = models.DateField()
    profile = models.ForeignKey(PolicyProfile, models.PROTECT)
    pack = models.ForeignKey(EvidencePack, models.PROTECT)
    is_demo = models.BooleanField(default=False)
    notice = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class RoundWindow(models.Model):
    """When a step of a round may be done; `closes` is exclusive, None means not stated.

    Without an organisation it is the round's own; else `set_by` set it for `organisation` and all
    below. `category` "" means every category. Paper has an office with its address and hours.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="windows")
    step = models.CharField(max_length=20, choices=[(s.value, t) for s, t in STEP_LABELS.items()])
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    set_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=30, blank=True)
    opens = models.DateTimeField(null=True)
    closes = models.DateTimeField(null=True)
    office = models.CharField(max_length=200, blank=True)  # where paper is handed in
    place = models.CharField(max_length=200, blank=True)  # its address
    hours = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "step", "category"],
                condition=_ROUNDS_OWN,
                name="window_once_per_step",
            ),
            models.UniqueConstraint(
                fields=["round", "step", "category", "organisation", "set_by"],
                condition=~_ROUNDS_OWN,
                name="window_once_per_organisation",
            ),
            models.CheckConstraint(
                condition=_ROUNDS_OWN | Q(set_by__isnull=False), name="window_set_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.step}"
