"""How far accounts are on their way to their owners, told by the database."""

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.utils import timezone

from kedeng.apps.organisations.models import ActivationCode, User
from kedeng.domain.activation import Activation


def with_activation(users: QuerySet[User]) -> QuerySet[User]:
    """Add `activation` (a value of domain.activation.Activation) to users, as it is now.

    A live code outweighs an earlier activation: a re-issue has taken the password away.
    """
    codes = ActivationCode.objects.filter(user=OuterRef("pk"), used_at=None, withdrawn_at=None)
    usable = codes.filter(expires_at__gt=timezone.now(), attempts_left__gt=0)
    return users.annotate(
        activation=Case(
            When(is_active=False, then=Value(Activation.SUSPENDED.value)),
            When(Exists(usable), then=Value(Activation.ISSUED.value)),
            When(Exists(codes), then=Value(Activation.EXPIRED.value)),
            When(activated_at__isnull=False, then=Value(Activation.ACTIVE.value)),
            default=Value(Activation.NOT_ISSUED.value),
        )
    )
