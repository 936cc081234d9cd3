"""Tables of a registration's life. Only `actions` write them; only `moves` assigns a state."""

from django.db import models
from django.db.models import Q

from kedeng.apps.files.models import StoredFile
from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import RecordFacts
from kedeng.domain.routes import STOP_LABELS, Stop, StopKind
from kedeng.domain.states import State, states
from kedeng.domain.workflow import TRANSITIONS

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


class DraftSection(models.Model):
    """A section of the draft, saved alone, with its own version."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="sections")
    section = models.CharField(max_length=40)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "section"], name="section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.section} v{self.version}"


class Evidence(models.Model):
    """A stored file in a slot of the evidence pack; one file may stand in several slots."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="evidence")
    slot = models.CharField(max_length=20)
    slot_name = models.CharField(max_length=100, blank=True)  # of 其他同类证明
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["slot", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "slot", "file"], name="evidence_once_per_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.file_name}"


class Explanation(models.Model):
    """Why a value that looks wrong is right; bound to the digest of the judged values."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="explanations")
    code = models.CharField(max_length=60)
    path = models.CharField(max_length=120)
    judged = models.CharField(max_length=64)
    text = models.CharField(max_length=500)
    given_by = models.CharField(max_length=100)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "code", "path"], name="explanation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.path}"


class Revision(models.Model):
    """What was submitted: immutable. `digest` covers answers, evidence and explanations."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=20)
    answers = models.JSONField()
    evidence = models.JSONField()  # [{slot, slot_name, digest, file_name, pages}]
    explanations = models.JSONField()  # [{code, path, sentence, text}]
    warned = models.PositiveSmallIntegerField(default=0)  # what the judge found odd and let pass
    list_versions = models.JSONField()
    pack = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=100)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} r{self.number}"


class Move(models.Model):
    """A transition that happened, one for each version, with the receipt that a repeat gets."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="moves")
    expected_version = models.PositiveIntegerField()
    transition = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    from_desk = models.PositiveSmallIntegerField()
    to_desk = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=200)
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    payload_digest = models.CharField(max_length=64)
    receipt = models.JSONField()
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["expected_version"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "expected_version"], name="move_once_per_version"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "transition"], name="move_by_organisation")]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.transition}"

    @property
    def sentence(self) -> str:
        """What happened, in the table's words."""
        return TRANSITIONS[self.transition].done


class ReviewNote(models.Model):
    """A note of a returning desk on one field, row or file."""

    move = models.ForeignKey(Move, models.PROTECT, related_name="notes")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="notes")
    path = models.CharField(max_length=120)
    place = models.CharField(max_length=200)  # in words, as it then was
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.place}: {self.text[:40]}"


class NumberCounter(models.Model):
    """Last serial of a body, year and letter; taken last in its transaction (forms.md 8.1)."""

    body = models.CharField(max_length=3)
    year = models.PositiveIntegerField()
    letter = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "letter"], name="number_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body}{self.year}{self.letter} {self.last}"


class UnitEntry(models.Model):
    """A completing unit of the newest revision, for search and counting."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="units")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    unit_type = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class PersonEntry(models.Model):
    """A completer of the newest revision, for search and counting."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
