"""A body ends: merged into another one, or closed. The room's half of the act.

registrations.actions.merge_body and close_body compose it with the records; doors call those.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kedeng.apps.organisations.actions.asking import ask, ask_inside, hold_tree, refuse_shared
from kedeng.apps.organisations.actions.deputations import break_off
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.rights import rights_of
from kedeng.apps.organisations.actions.telling import in_order, tell, tell_of_body
from kedeng.apps.organisations.models import Deputation, Organisation, OrganisationName, User
from kedeng.apps.organisations.queries import ancestors, province_of
from kedeng.domain.delegation import Act, may_have_below
from kedeng.domain.events import Event
from kedeng.domain.grants import Change
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.routes import DEPARTMENT, UNIT
from kedeng.lib.text import folded

KEPT = frozenset({Right.ENTER})
"""What a user takes along; all else the successor's super administrator grants anew."""


@dataclass(frozen=True)
class Ended:
    """A body that ended, as it now is, and who takes its place."""

    body: Organisation
    successor: Organisation
    users: tuple[User, ...]


@transaction.atomic
def end_body(
    *, actor: Actor, act: Act, organisation: Organisation, successor: Organisation
) -> Ended:
    """End a body below the actor's: MERGE_BODY takes its users along, CLOSE_BODY lets them go.

    Raises OutOfReachError (also for the successor), and RefusedError: super_only, manage_missing,
    body_closed, successor_below, successor_rank, other_province, child_rank. Side effects in
    order: the body, bodies below it, its names, its users, history of each.
    """
    hold_tree()
    body = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    heir = Organisation.objects.select_for_update(no_key=True).get(pk=successor.pk)
    ask(actor, act, body)
    ask_inside(actor, heir)
    check_successor(body, heir)
    body.is_active, body.closed_at, body.successor = False, timezone.now(), heir
    body.save(update_fields=["is_active", "closed_at", "successor"])
    _move_children(actor, body, heir)
    _inherit_names(body, heir)
    users = tuple(User.objects.filter(organisation=body).order_by("pk"))
    for user in users:
        refuse_shared(user)
    details = {"act": act.value, "successor": [heir.pk, heir.name], "users": len(users)}
    tell_of_body(
        actor=actor,
        kind=Event.ORGANISATION_ENDED,
        body_id=body.pk,
        details={"name": body.name, **details},
    )
    _end_deputations(actor, users)
    if act is Act.MERGE_BODY:
        for user in users:
            _take_along(actor, user, heir)
    return Ended(body, heir, users)


def check_successor(body: Organisation, heir: Organisation) -> None:
    """Judge a successor: RefusedError successor_below, successor_rank, other_province, child_rank.

    Like follows like; only a unit may also be followed by a department, which then files for it.
    """
    if body.pk in {above.pk for above in ancestors(heir)}:
        raise RefusedError("successor_below")
    fits = heir.rank == body.rank or (body.rank, heir.rank) == (UNIT, DEPARTMENT)
    if body.rank < DEPARTMENT or not fits or not heir.has_office:
        raise RefusedError("successor_rank")
    if province_of(body) != province_of(heir):
        raise RefusedError("other_province")
    for child in body.children.filter(is_active=True):
        if not may_have_below(heir.rank, child.rank):
            raise RefusedError("child_rank", name=child.name)


def _move_children(actor: Actor, body: Organisation, heir: Organisation) -> None:
    for child in body.children.filter(is_active=True):
        child.parent = heir
        child.save(update_fields=["parent"])
        moved = {"from": [body.pk, body.name], "to": [heir.pk, heir.name]}
        tell_of_body(actor=actor, kind=Event.ORGANISATION_MOVED, body_id=child.pk, details=moved)


def _inherit_names(body: Organisation, heir: Organisation) -> None:
    """Let forms that name the old unit still be the successor's own (B11)."""
    today, known = timezone.localdate(), set(heir.other_names.values_list("folded", flat=True))
    names = {folded(row.name): row.name for row in body.other_names.all()}
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=heir, name=name, folded=key, used_until=today)
        for key, name in names.items()
        if key not in known
    )


def _end_deputations(actor: Actor, users: tuple[User, ...]) -> None:
    ids = [user.pk for user in users]
    live = Deputation.objects.filter(Q(giver__in=ids) | Q(deputy__in=ids), ended_at=None)
    for deputation in live.select_related("giver", "deputy__organisation"):
        break_off(actor=actor, deputation=deputation)


def _take_along(actor: Actor, user: User, heir: Organisation) -> None:
    """Move a user: with an account and 录入, without whatever was the old body's office."""
    before = user.organisation
    lost = rights_of(user) - KEPT
    was_super = user.is_super
    user.organisation, user.is_super = heir, False
    user.save(update_fields=["organisation", "is_super"])
    user.rights.filter(right__in=[right.value for right in lost]).delete()
    lines = [(Change.MOVED, None), *((Change.TAKEN, right) for right in in_order(lost))]
    if was_super:
        lines.append((Change.SUPER_TAKEN, None))
    tell(
        actor=actor,
        kind=Event.USER_MOVED,
        user=user,
        details={
            "from": [before.pk, before.name],
            "to": [heir.pk, heir.name],
            "taken": [right.value for right in in_order(lost)],
        },
        lines=lines,
        remark=before.name,
    )
