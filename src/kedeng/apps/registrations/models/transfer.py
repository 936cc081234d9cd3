"""The sheet on which a unit offers a result for transfer: public only where it said so."""

from django.db import models

from kedeng.apps.registrations.models.records import Registration


class TransferSheet(models.Model):
    """《科技成果信息表（有转化需求）》 of a registration (process.md B67).

    Confirmed for the answers as they stand: whoever saves others must confirm anew.
    """

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="transfer_sheet")
    answers = models.JSONField(default=dict)  # of definitions.transfer_sheet
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=100)
    confirmed_at = models.DateTimeField(null=True, db_index=True)
    confirmed_by = models.CharField(max_length=100, blank=True)
    confirmed_of = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.registration_id} v{self.version}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the unit said that it may be published."""
        return self.confirmed_at is not None
