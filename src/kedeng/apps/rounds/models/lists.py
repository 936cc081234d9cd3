"""Code lists in force, and the digits that numbers begin with."""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import Organisation


class CodeListVersion(models.Model):
    """A code list in one version, as loaded; the newest valid one is in force."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="code_list_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class NumberCode(models.Model):
    """The three digits that a body's numbers begin with; editable, marked unverified."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="number_code")
    code = models.CharField(max_length=3)
    is_verified = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{3}$"), name="number_code_three_digits"
            ),
            models.UniqueConstraint(fields=["code"], name="number_code_once"),
        ]

    def __str__(self) -> str:
        return self.code
