"""A registration and its route. Only `actions` write them; only `moves` assigns a state."""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import RecordFacts
from kedeng.domain.routes import STOP_LABELS, Stop, StopKind
from kedeng.domain.states import State, states

MOST_BODY, MOST_NUMBER = 200, 60
_STATE_CHOICES = [(state.value, state.value) for state in State]  # words are in domain.states
_BLOCKING = sorted(state.value for state in states(blocks_duplicates=True))
WITH = ("round__profile", "round__pack", "filer__organisation", "filer_organisation", "claimed_by")
"""What judging or showing one record needs of its neighbours, for select_related."""


class Registration(models.Model):
    """One achievement on its way. `code` is random and public; `version` counts every move.

    `desk` is the place on the route, `reach` the highest place the record has been shown to.
    """

    code = models.CharField(max_length=16, unique=True)
    category = models.CharField(max_length=30)
    edition = models.CharField(max_length=20)
    round = models.ForeignKey(Round, models.PROTECT, related_name="registrations")
    filer = models.ForeignKey(User, models.PROTECT, related_name="registrations")
    filer_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="filed")
    declared_open_by = models.CharField(max_length=100)  # who declared 非涉密
    declared_open_at = models.DateTimeField()

    state = models.CharField(max_length=20, choices=_STATE_CHOICES, default=State.DRAFT.value)
    desk = models.PositiveSmallIntegerField(default=0)
    reach = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    returned_by = models.CharField(max_length=20, blank=True)  # kind of the last returning desk
    claimed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)

    title = models.CharField(max_length=300, blank=True)
    first_unit = models.CharField(max_length=200, blank=True)
    duty = models.CharField(max_length=20, blank=True)  # must / may register (process.md B1)
    duplicate_key = models.CharField(max_length=64, blank=True)
    search_text = models.TextField(blank=True)  # title, units, number, folded

    created_at = models.DateTimeField(auto_now_add=True)
    first_submitted_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    desk_since = models.DateTimeField(null=True)
    submissions = models.PositiveSmallIntegerField(default=0)

    elsewhere_body = models.CharField(max_length=MOST_BODY, blank=True)  # who registered it before
    elsewhere_number = models.CharField(max_length=MOST_NUMBER, blank=True)
    number = models.CharField(max_length=12, unique=True, null=True)  # noqa: DJ001 - NULL is not unique
    registered_on = models.DateField(null=True)
    registered_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["filer_organisation", "state"], name="registration_by_unit"),
            models.Index(fields=["state", "published_at"], name="registration_published"),
            models.Index(fields=["title"], name="registration_by_title"),  # duplicates, tier 2
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate_key"],
                condition=Q(state__in=_BLOCKING) & ~Q(duplicate_key=""),
                name="registration_registered_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def is_elsewhere(self) -> bool:
        """Whether its filer said that another body has registered it (process.md B74)."""
        return bool(self.elsewhere_body)

    @property
    def subject(self) -> str:
        """The record's name in history."""
        return f"registration:{self.code}"

    def facts(self) -> RecordFacts:
        """What policy must know; reads the route (prefetch `stops` in lists)."""
        return RecordFacts(
            state=State(self.state),
            desk=self.desk,
            reach=self.reach,
            filer_id=self.filer_id,
            filer_organisation=self.filer_organisation_id,
            stops=tuple(
                Stop(stop.organisation_id, StopKind(stop.kind))
                for stop in sorted(self.stops.all(), key=lambda stop: stop.position)
            ),
        )

    def recommending_name(self) -> str:
        """Name of the last desk before the province, which recommends; "" before a route is fixed.

        Under a ministry that is the unit (process.md h1, B42).
        """
        below = {StopKind.UNIT, StopKind.DEPARTMENT}
        stops = [stop for stop in self.stops.all() if stop.kind in below]
        return max(stops, key=lambda stop: stop.position).name if stops else ""


class RouteStop(models.Model):
    """One desk of a route, fixed at the first submission, with the name as it then was."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(k.value, s) for k, s in STOP_LABELS.items()])
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "position"], name="stop_once"),
        ]
        indexes = [models.Index(fields=["organisation", "position"], name="stop_by_organisation")]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"
