"""How much guessing is allowed: under each key a few at once, then one at a time.

A guess is paid for before it is judged, so guesses made at once are counted too; a right one is
given back. In any h hours at most `at_once + h / every` wrong ones are judged (trust.md 1.9).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from kedeng.apps.organisations.models import GuessAllowance

_TRIES = 30
NO_WAIT = timedelta(0)


@dataclass(frozen=True)
class Allowance:
    """`at_once` guesses under a key; each comes back after `every`."""

    key: str
    at_once: int
    every: timedelta


def take_guess(allowances: list[Allowance]) -> timedelta:
    """Pay for one guess under every key, or under none; give the time to wait, zero when paid."""
    for place, allowance in enumerate(allowances):
        wait = _take(allowance)
        if wait:
            give_back_guess(allowances[:place])
            return wait
    return NO_WAIT


def give_back_guess(allowances: list[Allowance]) -> None:
    """Give back what a right guess had paid."""
    for allowance in allowances:
        _shift(allowance, -allowance.every)


def _take(allowance: Allowance) -> timedelta:
    return _shift(allowance, allowance.every)


def _shift(allowance: Allowance, by: timedelta) -> timedelta:
    """Move the instant at which the allowance is whole; compare and set overwrites nobody."""
    most = allowance.every * allowance.at_once
    for _ in range(_TRIES):
        now = timezone.now()
        row = _row(allowance.key)
        full_at = max(row.full_at, now) + by
        if full_at - now > most:
            return full_at - now - most
        if GuessAllowance.objects.filter(pk=row.pk, full_at=row.full_at).update(full_at=full_at):
            return NO_WAIT
    return allowance.every  # a crowd is at it this very moment


def _row(key: str) -> GuessAllowance:
    now = timezone.now()
    kept = salted_hmac("kedeng.guess_allowance", key, algorithm="sha256").hexdigest()
    row, is_new = GuessAllowance.objects.get_or_create(key=kept, defaults={"full_at": now})
    if is_new:  # whole again is as good as never used
        GuessAllowance.objects.filter(full_at__lt=now - timedelta(hours=1)).delete()
    return row
