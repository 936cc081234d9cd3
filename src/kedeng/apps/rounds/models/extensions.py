"""Extensions: a later closing for a record, an organisation or a whole round (B38)."""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.rounds.models.rounds import Round
from kedeng.domain.windows import STEP_LABELS


class Extension(models.Model):
    """A step of a round stays open for somebody until `closes`, and then ends by itself.

    For an organisation and all below it (for the province: the whole round, or one `category` of
    it), or for the record of that code. It holds from `agreed_at` on: when as many different people
    as the profile asks for (`needed`) have agreed.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="extensions")
    step = models.CharField(max_length=20, choices=[(s.value, t) for s, t in STEP_LABELS.items()])
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=30, blank=True)  # of a whole round; "" means every one
    record_code = models.CharField(max_length=16, blank=True)
    about = models.CharField(max_length=300)  # the organisation's or the record's name, as it was
    closes = models.DateTimeField()
    reason = models.TextField()
    needed = models.PositiveSmallIntegerField()
    proposed_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, record_code="")
                | (Q(organisation__isnull=True) & ~Q(record_code="")),
                name="extension_for_one_or_the_other",
            ),
        ]
        indexes = [models.Index(fields=["round", "record_code"], name="extension_of_record")]

    def __str__(self) -> str:
        return f"{self.about} {self.step} {self.closes:%F %H:%M}"

    @property
    def is_of_the_round(self) -> bool:
        """Whether it puts off the round's own closing, for everybody."""
        return self.organisation_id == self.round.organisation_id


class ExtensionApproval(models.Model):
    """One person's agreement; nobody agrees twice."""

    extension = models.ForeignKey(Extension, models.CASCADE, related_name="approvals")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    agreed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["extension", "user"], name="extension_agreed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.extension_id}"
