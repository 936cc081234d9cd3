"""Objections end with their registration, or with its publicity (process.md B68, B69)."""

from datetime import datetime

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.models import Objection, Registration
from kedeng.apps.registrations.publicity_records import OPEN_HEARINGS, upheld_objection
from kedeng.domain.events import Event
from kedeng.domain.objections import Hearing, why_closed
from kedeng.domain.policy import Actor

_ENDS: dict[str, tuple[Hearing, Event]] = {
    Hearing.SENT.value: (Hearing.NOT_TAKEN, Event.OBJECTION_NOT_TAKEN),
    Hearing.TAKEN.value: (Hearing.CLOSED, Event.OBJECTION_CLOSED),
}


def end_cases(actor: Actor, registration: Registration, move: str, now: datetime) -> None:
    """Close every open objection to a registration with the reason that a move gives.

    Asks no right: it follows from the move. For each the case, then history.
    """
    led = upheld_objection(registration, move)
    reason = why_closed(move, led.number if led else "")
    waiting = Objection.objects.filter(registration=registration, state__in=OPEN_HEARINGS)
    for each in waiting.select_related("entry"):
        hearing, kind = _ENDS[each.state]
        told = {"reason": reason, "decided_at": now, "decided_by": actor.name}
        if Objection.objects.filter(pk=each.pk, state=each.state).update(
            state=hearing.value, **told
        ):
            details = {"objection": each.number, "title": each.entry.title, "reason": reason}
            record(kind=kind, subject=registration.subject, actor=actor, details=details)
