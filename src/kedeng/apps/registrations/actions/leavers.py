"""Somebody leaves: what is open goes to a colleague, then the account ends. All or nothing."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions import (
    RefusedError,
    appoint_super,
    deputise,
    end_deputation,
    hand_over_super,
)
from kedeng.apps.organisations.actions.asking import ask_over, hold_super, locked, locked_two
from kedeng.apps.organisations.actions.rights import rights_of, shut_out
from kedeng.apps.organisations.models import Deputation, User
from kedeng.apps.organisations.queries import live_deputations
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.open_records import open_tasks
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.policy import DESK_RIGHTS, Actor
from kedeng.domain.rights import RIGHT_LABELS, Right

_NOT_LENT_ON = frozenset(
    {"deputation_there_already", "nothing_to_lend", "not_grantable", "user_suspended"}
)
"""Why what was lent to a leaver is not lent to the colleague: it ends, and nothing else is kept."""


@dataclass(frozen=True)
class Left:
    """What was handed over: records filed, records taken up (the others went back to the pool).

    `lapsed` names those whom the leaver stood in for and the colleague does not: it ended.
    """

    filed: int
    claimed: int
    released: int
    deputations: int
    lapsed: tuple[str, ...]
    was_super: bool


@transaction.atomic
def leave(*, actor: Actor, user: User, colleague: User, reason: str = "") -> Left:
    """Hand everything that is open over to a colleague, then suspend the account.

    The super administrator may leave too: the role goes to the colleague. What cannot be lent on
    ends. Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed,
    super_answers_above, other_body, user_suspended, colleague_lacks, not_yourself, account_shared.
    Side effects in order: records, deputations, the role, the account; history of each.
    """
    hold_super(user.organisation)  # before the two, as a hand-over does
    leaver, heir = locked_two(user, colleague)
    ask_over(actor, Act.SUSPEND, leaver)
    _check(actor, leaver, heir)
    tasks = open_tasks(leaver)
    if tasks.filed.exists() and Right.ENTER not in rights_of(heir):
        raise RefusedError("colleague_lacks", name=heir.name, right=RIGHT_LABELS[Right.ENTER])
    # Claims first: a record that the colleague will have filed is not theirs to review.
    claimed, released = _hand_claims(actor, leaver, heir)
    filed = 0
    for registration in tasks.filed.select_for_update(of=("self",)):
        _hand(actor, registration, "filer", leaver, heir)
        filed += 1
    deputations, lapsed = _hand_deputations(actor, leaver, heir)
    was_super = leaver.is_super
    if was_super:
        _hand_role(actor, leaver, heir)
    shut_out(actor=actor, user=locked(leaver), reason=reason)
    return Left(filed, claimed, released, deputations, lapsed, was_super)


def _check(actor: Actor, leaver: User, heir: User) -> None:
    if heir.pk == leaver.pk or heir.organisation_id != leaver.organisation_id:
        raise RefusedError("other_body")
    if not heir.is_active:
        raise RefusedError("user_suspended", name=heir.name)
    if leaver.pk == actor.user_id and not leaver.is_super:  # who manages is let out by another
        raise RefusedError("not_yourself")


def _hand_claims(actor: Actor, leaver: User, heir: User) -> tuple[int, int]:
    """Hand taken-up records over; those that the colleague may not review go to the pool."""
    reviews = not DESK_RIGHTS.isdisjoint(rights_of(heir))
    handed = released = 0
    for registration in open_tasks(leaver).claimed.select_for_update(of=("self",)):
        if reviews and registration.filer_id not in {heir.pk, leaver.pk}:
            _hand(actor, registration, "claimed_by", leaver, heir)
            handed += 1
        else:
            Registration.objects.filter(pk=registration.pk).update(claimed_by=None, claimed_at=None)
            record(kind=Event.RELEASED, subject=registration.subject, actor=actor)
            released += 1
    return handed, released


def _hand(actor: Actor, registration: Registration, part: str, leaver: User, heir: User) -> None:
    changed = {part: heir, **({"claimed_at": timezone.now()} if part == "claimed_by" else {})}
    Registration.objects.filter(pk=registration.pk).update(**changed)
    record(
        kind=Event.HANDED_OVER,
        subject=registration.subject,
        actor=actor,
        details={"part": part, "from": [leaver.pk, leaver.name], "to": [heir.pk, heir.name]},
    )


def _hand_deputations(actor: Actor, leaver: User, heir: User) -> tuple[int, tuple[str, ...]]:
    """End what the leaver lent; what was lent to the leaver is lent to the colleague if it can be.

    Gives how many ended, and the givers whose rights were not lent on.
    """
    found = list(live_deputations(leaver))
    lapsed = []
    for deputation in found:
        end_deputation(actor=actor, deputation=deputation)
        was_lent = deputation.deputy_id == leaver.pk and deputation.giver_id != heir.pk
        if was_lent and not _lent_on(actor, deputation, heir):
            lapsed.append(deputation.giver.name)
    return len(found), tuple(dict.fromkeys(lapsed))


def _lent_on(actor: Actor, deputation: Deputation, heir: User) -> bool:
    try:
        deputise(
            actor=actor,
            giver=deputation.giver,
            deputy=heir,
            from_day=deputation.from_day,
            through_day=deputation.through_day,
            reason=deputation.reason,
        )
    except RefusedError as error:
        if error.code not in _NOT_LENT_ON:
            raise
        return False
    return True


def _hand_role(actor: Actor, leaver: User, heir: User) -> None:
    if leaver.pk == actor.user_id:
        hand_over_super(actor=actor, to=heir)
    else:
        appoint_super(actor=actor, organisation=leaver.organisation, who=heir, replaces=leaver.pk)
