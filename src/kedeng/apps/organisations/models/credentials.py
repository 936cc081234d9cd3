"""What opens an account: bearer tokens of programs, one-time codes of people.

Only digests are kept; a copy of the database opens nothing.
"""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models.people import User


class ApiToken(models.Model):
    """A bearer token: only its digest is kept; it never exceeds its user's present rights.

    Without `may_manage` it leaves out what its user may do as manager or super administrator.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)  # last characters, to tell tokens apart
    may_manage = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.label} …{self.hint}"


class OneTimeCode(models.Model):
    """A code that works once, for a while, and forgives a few mistakes.

    `digest` is keyed with the service's secret. It is live until it is used or withdrawn.
    """

    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts_left = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


LIVE = Q(used_at__isnull=True) & Q(withdrawn_at__isnull=True)


class ActivationCode(OneTimeCode):
    """With which a person sets the own password (trust.md 1.7); a re-issue withdraws the last."""

    user = models.ForeignKey(User, models.CASCADE, related_name="activation_codes")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=LIVE, name="one_live_activation_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} until {self.expires_at:%F}"


class MailCode(OneTimeCode):
    """Sent to an address: to prove that it is the person's own, or to get back in through it."""

    class Purpose(models.TextChoices):
        """What the code is for."""

        CONFIRM = "confirm"
        RECOVER = "recover"

    user = models.ForeignKey(User, models.CASCADE, related_name="mail_codes")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    address = models.EmailField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"], condition=LIVE, name="one_live_mail_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.purpose}"


class GuessAllowance(models.Model):
    """How much guessing is left under a key (an account, a device, a network).

    At `full_at` the whole allowance is back. Keys are keyed digests: what people type as a login
    name may be a password.
    """

    key = models.CharField(max_length=64, unique=True)
    full_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} until {self.full_at}"
