"""When a desk should have decided, where the province's profile counts days (process.md B44)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from kedeng.domain.policy import Actor
from kedeng.domain.profile_trial import due_day, flagged_on
from kedeng.domain.routes import DEPARTMENT, PROVINCE
from kedeng.domain.windows import Step
from kedeng.domain.workdays import UnknownYearError

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration

_STEPS = {DEPARTMENT: Step.RECOMMEND, PROVINCE: Step.AUDIT}


def overdue_since(actor: Actor, records: Iterable["Registration"], today: date) -> dict[int, date]:
    """Give the last day in time of each record that is overdue at the actor's desk, by its key.

    One is flagged from the working day after its last day. Where a year's holidays are not known
    nothing is flagged: nobody is blamed for what cannot be counted.
    """
    step = _STEPS.get(actor.rank)
    profiles: dict[int, dict] = {}
    late = {}
    for record in records:
        if step is None or record.desk_since is None:
            continue
        profile = record.round.profile
        values = profiles.setdefault(profile.pk, profile.values)
        try:
            due = due_day(values, step, timezone.localdate(record.desk_since))
            if due is not None and today >= flagged_on(due):
                late[record.pk] = due
        except UnknownYearError:
            continue
    return late
