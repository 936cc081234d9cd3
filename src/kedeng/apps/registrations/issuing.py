"""A certificate is written: at registration, after a publicity, after an approved change."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.certificate_records import (
    newest_certificate,
    province_of,
    why_none_is_due,
)
from kedeng.apps.registrations.models import WITH, Certificate, Registration
from kedeng.domain.certificates import FIRST_TIME, PASSING, disclaimers
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.formkit.canonical import digest
from kedeng.lib import crockford

_LONGEST_WHY = 300


@transaction.atomic
def issue_certificate(
    *, actor: Actor, registration: Registration, why: str = FIRST_TIME
) -> Certificate | None:
    """Issue the next version of a record's certificate, with what the saved record says now.

    Asks no right: it follows from an act that was judged (a registration, an approved change, the
    reviewer's `issue_due`), inside that act's transaction. Gives None where the profile gives none,
    where the record has no number or ended, and where the publicity that comes before the first
    version is not over. What the newest version already says makes no new one: that one is given
    back. Side effects in order: the record's row is locked, the row, history (process.md B71).
    """
    Registration.objects.select_for_update().filter(pk=registration.pk).values_list("pk").get()
    saved = Registration.objects.select_related(*WITH).get(pk=registration.pk)
    newest, wait = newest_certificate(saved), why_none_is_due(saved)
    if wait is not None and not (newest and wait in PASSING):
        return None
    content = _content(saved)
    sum_of_it = digest(content)
    if newest is not None and newest.digest == sum_of_it:
        return newest
    made = Certificate.objects.create(
        registration=saved,
        version=newest.version + 1 if newest else 1,
        code=crockford.read(crockford.random_code()),
        organisation_id=province_of(saved),
        digest=sum_of_it,
        issued_at=timezone.now(),
        issued_by=actor.name,
        why=why.strip()[:_LONGEST_WHY],
        **{**content, "registered_on": saved.registered_on},
    )
    details = {"version": made.version, "number": made.number, "why": made.why, "digest": sum_of_it}
    record(kind=Event.CERTIFICATE_ISSUED, subject=saved.subject, actor=actor, details=details)
    return made


def _content(registration: Registration) -> dict[str, Any]:
    """Give what a certificate says: its digest is over this, whichever version it is."""
    day = registration.registered_on
    return {
        "number": registration.number or "",
        "title": registration.title,
        "category": registration.category,
        "units": list(registration.units.order_by("position").values_list("name", flat=True)),
        "people": list(registration.people.order_by("position").values_list("name", flat=True)),
        "registered_on": day.isoformat() if day else "",
        "registered_by": registration.registered_by,
        "disclaimers": list(disclaimers(registration.round.profile.values)),
    }
