"""How much may come in a day, counted where a removed file does not count back."""

from collections.abc import Mapping

from django.db.models import F
from django.utils import timezone

from kedeng.apps.files.checker.limits import MEGABYTE, RefusedFileError
from kedeng.apps.files.models import DayTally

Quotas = Mapping[str, int]
"""Owner → bytes a day."""


def refuse_beyond(quotas: Quotas, size: int) -> None:
    """Raise RefusedFileError "files_of_day_full" where a file of `size` would be too much today."""
    sent = dict(
        DayTally.objects.filter(owner__in=quotas, day=timezone.localdate()).values_list(
            "owner", "size"
        )
    )
    for owner, most in quotas.items():
        if sent.get(owner, 0) + size > most:
            raise RefusedFileError("files_of_day_full", most=most // MEGABYTE)


def count(quotas: Quotas, size: int) -> None:
    """Add a file to what its owners sent today."""
    day = timezone.localdate()
    tallies = [DayTally(owner=owner, day=day) for owner in quotas]
    DayTally.objects.bulk_create(tallies, ignore_conflicts=True)
    of_today = DayTally.objects.filter(owner__in=quotas, day=day)
    of_today.update(size=F("size") + size, files=F("files") + 1)
