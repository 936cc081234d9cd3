"""Applications of people for an account, and of institutions to become a department."""

from django.db import models
from django.db.models import Q

from kedeng.apps.files.models import StoredFile
from kedeng.apps.organisations.models.people import User
from kedeng.apps.organisations.models.tree import Organisation
from kedeng.domain.applications import STANDING_LABELS, Standing

_STANDINGS = [(standing.value, label) for standing, label in STANDING_LABELS.items()]


class AccountApplication(models.Model):
    """A completer asks for an account; the managers of `addressee` decide (process.md B31, B32).

    `unit` is None where the unit is not in the tree yet. `same_as` folds unit and person into one
    text: nobody has two applications pending. `ticket` is the digest of the page that was sent, so
    that a second click finds the first; `network` the keyed digest of where it came from.
    """

    number = models.CharField(max_length=20, unique=True)  # random; shows how it stands
    ticket = models.CharField(max_length=64, unique=True)
    network = models.CharField(max_length=64)
    addressee = models.ForeignKey(Organisation, models.PROTECT, related_name="account_applications")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(max_length=200)
    uscc = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    username_wish = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=500)
    same_as = models.CharField(max_length=330)
    state = models.CharField(max_length=10, choices=_STANDINGS, default=Standing.PENDING.value)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)
    opinion = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["same_as"], condition=Q(state="pending"), name="one_pending_application"
            ),
        ]
        indexes = [
            models.Index(fields=["addressee", "state"], name="account_application_inbox"),
            models.Index(fields=["network", "sent_at"], name="account_application_flood"),
        ]

    def __str__(self) -> str:
        return self.number


class InstitutionApplication(models.Model):
    """An institution asks a province to become a 组织管理部门 (process.md B33; forms.md 10).

    `number` stands on the paper and opens nothing; the code that opens the draft is kept as a
    digest. `scan_of` is the digest of the answers that the scanned paper was printed from.
    """

    number = models.CharField(max_length=20, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    network = models.CharField(max_length=64)
    province = models.ForeignKey(
        Organisation, models.PROTECT, related_name="institution_applications"
    )
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    scan_name = models.CharField(max_length=150, blank=True)
    scan_of = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=_STANDINGS, default=Standing.DRAFT.value)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)
    opinion = models.CharField(max_length=500, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["province", "state"], name="institution_application_inbox"),
            models.Index(fields=["network", "created_at"], name="institution_application_flood"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> str:
        """Name of the institution as it was typed."""
        found = self.answers.get("institution", {}).get("org_name")
        return found if isinstance(found, str) else ""
