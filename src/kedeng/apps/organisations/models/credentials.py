"""What opens an account: bearer tokens of programs, first credentials of people.

Only digests are kept; a copy of the database opens nothing.
"""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models.people import User


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


class ActivationCode(models.Model):
    """A one-time code with which a person sets the own password (trust.md 1.7).

    `digest` is keyed with the service's secret. At most one code of a user is live: a re-issue
    withdraws the one before it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="activation_codes")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts_left = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True) & Q(withdrawn_at__isnull=True),
                name="one_live_activation_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} until {self.expires_at:%F}"
