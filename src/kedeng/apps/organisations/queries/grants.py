"""The log of grants: who gave or took what, in the part of the tree that an actor looks after."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from kedeng.apps.organisations.models import GrantNote
from kedeng.apps.organisations.queries.subtree import BELOW
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.lib.text import folded


@dataclass(frozen=True)
class GrantFilter:
    """What the log is narrowed to; blank fields narrow nothing. Both days are included."""

    text: str = ""  # name or login name, of who gave or who got
    right: Right | None = None
    from_day: date | None = None
    through_day: date | None = None


def grants_log(actor: Actor, chosen: GrantFilter) -> QuerySet[GrantNote]:
    """Give the lines of the own body and those below, newest first; none without 管理."""
    if not actor.has(Right.MANAGE):
        return GrantNote.objects.none()
    lines = GrantNote.objects.filter(organisation__in=RawSQL(BELOW, [actor.organisation_id]))  # noqa: S611
    for word in filter(None, map(folded, chosen.text.split())):
        lines = lines.filter(people__contains=word)
    if chosen.right is not None:
        lines = lines.filter(right=chosen.right.value)
    if chosen.from_day is not None:
        lines = lines.filter(happened_at__gte=_midnight(chosen.from_day))
    if chosen.through_day is not None:
        lines = lines.filter(happened_at__lt=_midnight(chosen.through_day + timedelta(days=1)))
    return lines


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
