"""Reads of first credentials: until when one lives, and who answers for it."""

from kedeng.apps.organisations.models import LIVE, ActivationCode, User


def live_code(user: User) -> ActivationCode | None:
    """Give the code that a user may activate with (its digest, not the code); None without one."""
    return ActivationCode.objects.filter(LIVE, user=user).first()


def issuer_of(user: User) -> dict[str, str]:
    """Give whom a person asks for a new code: the body that defines the account, its contact."""
    body = user.organisation
    above = user.is_super or not body.has_office
    issuer = body.parent if above and body.parent is not None else body
    return {"body": issuer.name, "person": issuer.contact_name, "phone": issuer.contact_phone}
