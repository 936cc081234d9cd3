"""Identities that another service vouches for: single sign-on."""

from django.db import models

from kedeng.apps.organisations.models.people import User


class ExternalIdentity(models.Model):
    """A person as an OpenID provider knows them, bound to an account that exists.

    (issuer, subject) is the person, and no other claim (trust.md 6.8.1): two providers may use the
    same subject, and a name or an address may change hands.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    name = models.CharField(max_length=100, blank=True)  # as the provider said when it was bound
    bound_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_bound_once"),
            models.UniqueConstraint(fields=["issuer", "user"], name="one_identity_per_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.issuer}"
