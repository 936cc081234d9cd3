"""Second factors: an authenticator app, passkeys, recovery codes (trust.md 6.3.3).

Nothing here opens an account by itself: the app's secret is sealed, codes are keyed digests, a
passkey is its public half.
"""

from django.db import models

from kedeng.apps.organisations.models.people import User


class AuthenticatorApp(models.Model):
    """A person's authenticator app.

    `last_step` is the step of the last code taken: it and all before it are used up.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="app")
    sealed_secret = models.CharField(max_length=200)
    last_step = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"app of {self.user}"


class Passkey(models.Model):
    """A passkey: the public half of a pair whose other half never leaves a device."""

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    label = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)  # base64url, WebAuthn's 1023 B
    credential = models.BinaryField()  # attested credential data: id and public key
    sign_count = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.label} of {self.user}"


class RecoveryCode(models.Model):
    """One of ten codes on paper, each for one log-in when app and passkeys are out of reach."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery code of {self.user}"
