"""What opens an account besides the password: who may deal with it, and how all of it is closed."""

from django.utils import timezone

from kedeng.apps.organisations.actions import one_time
from kedeng.apps.organisations.actions.asking import ask_grants, ask_over
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.rights import rights_of
from kedeng.apps.organisations.models import ApiToken, ExternalIdentity, MailCode, User
from kedeng.apps.organisations.queries import live_deputations
from kedeng.domain.delegation import Act
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


def ask_over_keys(actor: Actor, user: User) -> None:
    """Let an act over what opens a user's account through.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed,
    super_answers_above, not_yourself, not_grantable (a manager would take over rights that he or
    she does not hold: the user's own, or those lent to the user).
    """
    facts = ask_over(actor, Act.DEFINE_USER, user)
    if user.pk == actor.user_id:
        raise RefusedError("not_yourself")
    if not actor.is_super:
        ask_grants(actor, facts, rights_of(user) | _lent_to(user))


def _lent_to(user: User) -> frozenset[Right]:
    """Rights that colleagues lend the user, today or on a day to come."""
    taken = live_deputations(user).filter(deputy=user)
    lent = (rights_of(deputation.giver) for deputation in taken)
    return frozenset().union(*lent) - {Right.MANAGE}


def void_keys(user: User) -> None:
    """Close every way in besides the password: tokens, portals, the address and codes by mail.

    Whoever was in before, rightly or not, may have laid them. A second factor opens nothing by
    itself and stays. Called by an action that records what it did.
    """
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
    ExternalIdentity.objects.filter(user=user).delete()
    one_time.withdraw(MailCode.objects.filter(user=user))
    user.recovery_email = ""
    user.save(update_fields=["recovery_email"])
