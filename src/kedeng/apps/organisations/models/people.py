"""People with accounts, their rights, and rights lent for a time."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from kedeng.apps.organisations.models.tree import Organisation
from kedeng.domain.logins import login_key
from kedeng.domain.rights import RIGHT_LABELS


class UserManager(BaseUserManager):
    """Finds users by login name; people are created by organisations.actions."""

    def get_by_natural_key(self, username: str) -> "User":
        """Find a user by login name, as Django's log-in asks; capitals do not count."""
        return self.called(username).get()

    def called(self, *usernames: str) -> "models.QuerySet[User]":
        """Give the accounts of login names; capitals do not count (`login_key`)."""
        keys = [login_key(username) for username in usernames]
        return self.alias(login_key=Lower("username")).filter(login_key__in=keys)


class User(AbstractBaseUser):
    """A person with an account in exactly one organisation."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    recovery_email = models.EmailField(blank=True)  # proved by its owner; no superior writes it
    phone = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="users")
    is_super = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    password_locked = models.BooleanField(default=False)  # demo accounts keep theirs
    frozen_at = models.DateTimeField(null=True)  # suspended: by whom and why is history
    activated_at = models.DateTimeField(null=True)  # when the own password was first set
    password_set_at = models.DateTimeField(null=True)  # from which its age counts
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="login_name_once"),
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


class Deputation(models.Model):
    """代办: a user's rights are lent to a colleague for a time; both days are included.

    What is lent is what the giver holds at that moment: a right that the giver loses is gone here
    too.
    """

    giver = models.ForeignKey(User, models.CASCADE, related_name="deputations_given")
    deputy = models.ForeignKey(User, models.CASCADE, related_name="deputations")
    from_day = models.DateField()
    through_day = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(through_day__gte=F("from_day")), name="deputation_days_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("deputy")), name="deputation_to_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.deputy} until {self.through_day}"
