"""One-time codes: how they are kept, and how an attempt is spent before it is judged."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from kedeng.apps.organisations.models import LIVE, OneTimeCode, User

ATTEMPTS = 5
_Code = TypeVar("_Code", bound=OneTimeCode)


def code_digest(user: User | None, code: str, issued_at: datetime) -> str:
    """Under which a code is kept: keyed with the service's secret, bound to person and issue."""
    told = f"{user.pk if user else 0}:{issued_at.timestamp():.6f}:{code}"
    return salted_hmac("kedeng.one_time_code", told, algorithm="sha256").hexdigest()


def issue(codes: "QuerySet[_Code]", user: User, code: str, valid: timedelta, **more: Any) -> _Code:
    """Keep a code's digest in place of the live one among `codes`, which is withdrawn."""
    now = timezone.now()
    withdraw(codes)
    return codes.model.objects.create(
        user=user,
        digest=code_digest(user, code, now),
        issued_at=now,
        expires_at=now + valid,
        attempts_left=ATTEMPTS,
        **more,
    )


def withdraw(codes: "QuerySet[_Code]") -> int:
    """Withdraw the live codes and say how many there were."""
    return codes.filter(LIVE).update(withdrawn_at=timezone.now())


def try_code(codes: "QuerySet[_Code]", user: User | None, code: str) -> _Code | None:
    """Spend an attempt on the user's live code, then judge it: the code that was meant, or None.

    The attempt is spent whatever the answer, in one statement, so that a hundred guesses at once
    are five; it must not be undone by an outer transaction. An expired code is found too.
    """
    found = codes.filter(LIVE, attempts_left__gt=0).first()
    given = code_digest(user, code, found.issued_at if found else timezone.now())
    if found is None:
        return None
    still = codes.filter(LIVE, pk=found.pk, attempts_left__gt=0)
    if not still.update(attempts_left=F("attempts_left") - 1):
        return None
    return found if constant_time_compare(given, found.digest) else None


def use(codes: "QuerySet[_Code]", code_id: int) -> bool:
    """Use a code up; False where it has been used, withdrawn or has expired meanwhile."""
    now = timezone.now()
    return bool(codes.filter(LIVE, pk=code_id, expires_at__gt=now).update(used_at=now))
