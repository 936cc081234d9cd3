"""Reads of certificates: when one is due, what was issued, what a code answers."""

from collections.abc import Iterable

from django.utils import timezone

from kedeng.apps.registrations.models import Certificate, Objection, Registration
from kedeng.apps.registrations.publicity_records import (
    AFTER,
    OPEN_HEARINGS,
    newest_entry,
    publicity_of,
)
from kedeng.apps.rounds.models import Round
from kedeng.domain.certificates import Giving, Publicity, Wait, why_not_due
from kedeng.domain.states import State


def giving_of(round_: Round) -> Giving:
    """Give how a round's province gives its certificates."""
    return Giving(round_.profile.values["certificate"])


def why_none_is_due(registration: Registration) -> Wait | None:
    """Say why a record may have no certificate now; None where one is due."""
    return why_not_due(
        giving_of(registration.round), State(registration.state), _publicity(registration)
    )


def _publicity(registration: Registration) -> Publicity | None:
    if publicity_of(registration.round) != AFTER:
        return None
    entry = newest_entry(registration)
    objected = Objection.objects.filter(registration=registration, state__in=OPEN_HEARINGS)
    return Publicity(
        listed=entry is not None,
        over=entry is not None and timezone.localdate() > entry.batch.ends_on,
        objected=objected.exists(),
    )


def newest_certificate(registration: Registration) -> Certificate | None:
    """Give the version that counts; None before the first."""
    return Certificate.objects.filter(registration=registration).order_by("-version").first()


def newest_of(registrations: Iterable[Registration]) -> dict[int, Certificate]:
    """Give the newest certificate of each record that has one, by its id. One statement."""
    rows = Certificate.objects.filter(registration__in=[each.pk for each in registrations])
    return {each.registration_id: each for each in rows.order_by("version")}
