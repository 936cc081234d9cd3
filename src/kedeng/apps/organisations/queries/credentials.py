"""Reads of first credentials: until when one lives, and who answers for it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kedeng.apps.organisations.models import LIVE, ActivationCode, Roster, User
from kedeng.apps.organisations.queries.activation import with_activation
from kedeng.domain.activation import Activation
from kedeng.domain.policy import Actor


def live_code(user: User) -> ActivationCode | None:
    """Give the code that a user may activate with (its digest, not the code); None without one."""
    return ActivationCode.objects.filter(LIVE, user=user).first()


def issuer_of(user: User) -> str:
    """Say in one line whom a person asks for a new code: the body that defines the account."""
    body = user.organisation
    above = user.is_super or not body.has_office
    issuer = body.parent if above and body.parent is not None else body
    return " ".join(filter(None, (issuer.name, issuer.contact_name, issuer.contact_phone)))


@dataclass(frozen=True, kw_only=True)
class CodeFilter:
    """Which of those who wait are wanted: by a name, by how far they are, by their roster."""

    text: str = ""
    activation: Activation | None = None
    roster: Roster | None = None


def waiting_for_codes(actor: Actor, chosen: CodeFilter | None = None) -> QuerySet[User]:
    """Give the accounts that an actor may issue codes for and that nobody has activated yet.

    The users of the own body and of those served by it; for the super administrator those of the
    bodies one hop below, too. Which of them a manager may really serve, the action says.
    """
    own = actor.organisation_id
    mine = Q(organisation=own, is_super=False)
    mine |= Q(organisation__parent=own, organisation__has_office=False, is_super=False)
    if actor.is_super:
        mine |= Q(organisation__parent=own, is_super=True)
    waiting = User.objects.filter(mine, is_active=True, activated_at=None, password_locked=False)
    waiting = with_activation(
        waiting.filter(organisation__is_active=True).exclude(pk=actor.user_id)
    )
    return _narrowed(waiting, chosen or CodeFilter()).order_by(
        "organisation__sort_key", "-is_super", "name", "pk"
    )


def _narrowed(waiting: QuerySet[User], chosen: CodeFilter) -> QuerySet[User]:
    if chosen.text:
        told = Q(name__icontains=chosen.text) | Q(username__icontains=chosen.text)
        waiting = waiting.filter(told | Q(organisation__name__icontains=chosen.text))
    if chosen.activation is not None:
        waiting = waiting.filter(activation=chosen.activation.value)
    if chosen.roster is not None:
        waiting = waiting.filter(pk__in=User.objects.called(*chosen.roster.logins).values("pk"))
    return waiting.select_related("organisation__parent")


def without_live_code(waiting: QuerySet[User]) -> list[int]:
    """Give the ids of those who hold no code that works, in their order."""
    return list(waiting.exclude(activation=Activation.ISSUED.value).values_list("pk", flat=True))
