"""代办: a user's rights lent to a colleague for a number of days."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kedeng.apps.organisations.actions.asking import ask_grants, ask_over, locked_two
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.rights import rights_of
from kedeng.apps.organisations.actions.telling import tell
from kedeng.apps.organisations.models import Deputation, User
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.grants import Change
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right

LONGEST = timedelta(days=366)


@transaction.atomic
def deputise(
    *,
    actor: Actor,
    giver: User,
    deputy: User,
    from_day: date,
    through_day: date,
    reason: str = "",
) -> Deputation:
    """Lend a user's rights to a colleague, both days included. 管理 is never lent.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed, other_body,
    user_suspended, nothing_to_lend, not_grantable (the actor hands on no right that he or she does
    not hold), days_in_wrong_order, days_in_the_past, deputation_too_long, deputation_there_already.
    """
    giver, deputy = locked_two(giver, deputy)
    facts = ask_over(actor, Act.DEPUTISE, deputy)
    if giver.organisation_id != deputy.organisation_id or giver.pk == deputy.pk:
        raise RefusedError("other_body")
    for person in (giver, deputy):
        if not person.is_active:
            raise RefusedError("user_suspended", name=person.name)
    lent = rights_of(giver) - {Right.MANAGE}
    if not lent:
        raise RefusedError("nothing_to_lend", name=giver.name)
    ask_grants(actor, facts, lent)
    _check_days(from_day, through_day)
    live = Deputation.objects.filter(giver=giver, deputy=deputy, ended_at=None)
    if live.filter(from_day__lte=through_day, through_day__gte=from_day).exists():
        raise RefusedError("deputation_there_already")
    made = Deputation.objects.create(
        giver=giver, deputy=deputy, from_day=from_day, through_day=through_day, reason=reason
    )
    _tell(actor, Event.DEPUTATION_BEGUN, made, Change.LENT)
    return made


def _check_days(from_day: date, through_day: date) -> None:
    if through_day < from_day:
        raise RefusedError("days_in_wrong_order")
    if through_day < timezone.localdate():
        raise RefusedError("days_in_the_past")
    if through_day - from_day > LONGEST:
        raise RefusedError("deputation_too_long")


@transaction.atomic
def end_deputation(*, actor: Actor, deputation: Deputation) -> None:
    """End a deputation at once; one that has ended stays as it is.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed.
    """
    fresh = Deputation.objects.select_for_update(of=("self",)).get(pk=deputation.pk)
    ask_over(actor, Act.DEPUTISE, fresh.deputy)
    break_off(actor=actor, deputation=fresh)


def break_off(*, actor: Actor, deputation: Deputation) -> None:
    """End a deputation after the question was asked; then history."""
    if deputation.ended_at is not None:
        return
    deputation.ended_at = timezone.now()
    deputation.save(update_fields=["ended_at"])
    _tell(actor, Event.DEPUTATION_ENDED, deputation, Change.LENDING_ENDED)


def _tell(actor: Actor, kind: Event, deputation: Deputation, change: Change) -> None:
    giver, first, last = deputation.giver, deputation.from_day, deputation.through_day
    why = f"，{deputation.reason}" if deputation.reason else ""
    tell(
        actor=actor,
        kind=kind,
        user=deputation.deputy,
        details={
            "giver": [giver.pk, giver.name],
            "from": first.isoformat(),
            "through": last.isoformat(),
            "reason": deputation.reason,
        },
        lines=[(change, None)],
        remark=f"{giver.name}，{first} 至 {last}{why}",
    )
