"""Reads of passwords: which policy binds whom, and when a new one is due."""

from datetime import datetime

from django.conf import settings

from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries.tree import ancestors
from kedeng.domain.passwords import PasswordPolicy, due_on, policy_for
from kedeng.domain.rights import Right


def own_rights(user: User) -> frozenset[Right]:
    """Give the rights that a user holds by office or in the own name, borrowed ones aside."""
    held = frozenset(Right(row.right) for row in user.rights.all())
    return held | {Right.MANAGE} if user.is_super else held


def password_policy_of(user: User) -> PasswordPolicy:
    """Give the policy that binds a user, by rights and by what site and bodies above chose."""
    chosen = {body.password_policy for body in ancestors(user.organisation)}
    return policy_for(own_rights(user), chosen | {settings.PASSWORD_POLICY})


def password_due_on(user: User, province_days: int | None = None) -> datetime | None:
    """Give the instant from which a new password is due; None for never.

    `province_days` is what the province's policy profile asks; the stricter of it and the site's
    setting binds.
    """
    if user.password_locked:
        return None
    days = [settings.PASSWORD_DAYS, *([province_days] if province_days else [])]
    return due_on(user.password_set_at, password_policy_of(user), days)
