"""When a desk should have decided, where the province's profile counts days (process.md B44).

What the desk has decided is not late, however long it then waits for a publicity or a report.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.models import PolicyProfile, Round
from kedeng.domain.policy import Actor
from kedeng.domain.profile_trial import due_day, flagged_on
from kedeng.domain.routes import DEPARTMENT, PROVINCE
from kedeng.domain.states import states
from kedeng.domain.windows import Step
from kedeng.domain.workdays import UnknownYearError

_FARTHEST = 400  # days back that are looked at for the day from which records are late
_STEPS = {DEPARTMENT: Step.RECOMMEND, PROVINCE: Step.AUDIT}
_UNDECIDED = {state.value for state in states(claimable=True)}


def overdue_since(actor: Actor, records: Iterable[Registration], today: date) -> dict[int, date]:
    """Give the last day in time of each record that is overdue at the actor's desk, by its key.

    One is flagged from the working day after its last day. Where a year's holidays are not known
    nothing is flagged: nobody is blamed for what cannot be counted.
    """
    step = _STEPS.get(actor.rank)
    profiles: dict[int, dict] = {}
    late = {}
    for record in records:
        if step is None or record.desk_since is None or record.state not in _UNDECIDED:
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


def overdue_condition(actor: Actor, today: date) -> Q:
    """Give the condition of what is overdue at the actor's desk; nothing where no days count.

    What came on a day is late whenever what came earlier is, so one day for each profile decides.
    """
    step = _STEPS.get(actor.rank)
    found = Q(pk__in=[])
    if step is None:
        return found
    for profile in PolicyProfile.objects.filter(pk__in=Round.objects.values("profile")):
        last = _last_late_day(profile.values, step, today)
        if last is not None:
            after = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
            found |= Q(round__profile=profile, state__in=_UNDECIDED, desk_since__lt=after)
    return found


def _last_late_day(values: dict, step: Step, today: date) -> date | None:
    for back in range(_FARTHEST):
        day = today - timedelta(days=back)
        try:
            due = due_day(values, step, day)
        except UnknownYearError:
            return None
        if due is None:
            return None
        if today >= flagged_on(due):
            return day
    return None
