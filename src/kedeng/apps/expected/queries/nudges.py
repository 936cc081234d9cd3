"""Reads of reminders, and of the records that their filers still have to hand in."""

from datetime import timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from kedeng.apps.expected.models import Nudge
from kedeng.apps.expected.queries.scope import Scope
from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import Actor
from kedeng.domain.radar import FORTNIGHT
from kedeng.domain.states import states


def nudges_of(scope: Scope, unit_id: int, year: int) -> QuerySet[Nudge]:
    """Give the reminders to a unit of the scope in a year, the newest first."""
    found = Nudge.objects.filter(unit=unit_id, year=year, registration=None)
    return found.filter(unit__in=scope.units).order_by("-sent_at")


def lately_told(scope: Scope, year: int) -> list[Nudge]:
    """Give the last fortnight's reminders to the actor's own body, the newest first."""
    since = timezone.localdate() - timedelta(days=FORTNIGHT)
    return list(nudges_of(scope, scope.own.pk, year).filter(sent_on__gte=since))


def told_filer(actor: Actor) -> list[Nudge]:
    """Give the last fortnight's reminders of records that still lie with the actor as filer.

    The newest of each record. One statement.
    """
    found = Nudge.objects.filter(
        registration__filer_id=actor.user_id,
        registration__state__in=_with_filer(),
        registration__desk=0,
        sent_on__gte=timezone.localdate() - timedelta(days=FORTNIGHT),
    )
    newest = found.select_related("registration").order_by("sent_at")
    return list({nudge.registration_id: nudge for nudge in newest}.values())


def _with_filer() -> list[str]:
    return sorted(state.value for state in states(editable=True))


def records_to_mend(scope: Scope, round_: Round) -> QuerySet[Registration]:
    """Give the records of the actor's own body that lie with their filers, by filer.

    `nudged_on`: the last day on which the filer was reminded of it.
    """
    last = Nudge.objects.filter(registration=OuterRef("pk")).order_by("-sent_on")
    found = Registration.objects.filter(
        round=round_,
        filer_organisation=scope.own,
        state__in=_with_filer(),
        desk=0,
    )
    found = found.annotate(nudged_on=Subquery(last.values("sent_on")[:1]))
    return found.select_related("filer").order_by("filer__name", "state", "id")
