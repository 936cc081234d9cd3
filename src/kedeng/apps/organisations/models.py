"""Organisations, their names, users, rights and tokens."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from kedeng.domain.rights import RIGHT_LABELS


class Organisation(models.Model):
    """A body of the tree: rank 1 nation, 2 province, 3 department, 4 unit (process.md h1).

    `has_office` says whether a unit reviews what its people file before it goes up.
    """

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=40, blank=True)  # code of list organisation_kind
    uscc = models.CharField(max_length=18, blank=True)
    region_code = models.CharField(max_length=12, blank=True)
    has_office = models.BooleanField(default=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=300, blank=True)  # pinyin, then name

    class Meta:
        ordering = ["rank", "sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__gte=1) & Q(rank__lte=4), name="organisation_rank_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(rank=1), name="organisation_has_parent"
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """A former or second name; it counts as the same unit (issue "Organisations and people")."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    used_until = models.DateField(null=True)  # None: a second name in use

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "folded"], name="organisation_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager):
    """Finds users by login name; people are created by organisations.actions."""

    def get_by_natural_key(self, username: str) -> "User":
        """Find a user by login name, as Django's log-in asks."""
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person with an account in exactly one organisation."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="users")
    is_super = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    password_locked = models.BooleanField(default=False)  # demo accounts keep theirs
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(is_super=True),
                name="one_super_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.username


class UserRight(models.Model):
    """A right that a user holds within the own organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="rights")
    right = models.CharField(max_length=20, choices=[(r.value, s) for r, s in RIGHT_LABELS.items()])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "right"], name="right_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.right}"


class ApiToken(models.Model):
    """A bearer token: only its digest is kept; it never exceeds its user's present rights."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)  # last characters, to tell tokens apart
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.label} …{self.hint}"
