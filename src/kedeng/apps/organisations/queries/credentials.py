"""Reads of first credentials: until when one lives, and who answers for it."""

from django.db.models import Q, QuerySet

from kedeng.apps.organisations.models import LIVE, ActivationCode, User
from kedeng.apps.organisations.queries.activation import with_activation
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


def waiting_for_codes(actor: Actor) -> QuerySet[User]:
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
    return waiting.select_related("organisation__parent").order_by(
        "organisation__sort_key", "-is_super", "name", "pk"
    )
