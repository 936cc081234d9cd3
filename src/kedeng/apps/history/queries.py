"""Reads of history and of the access log."""

from django.db.models import Q, QuerySet

from kedeng.apps.history.chain import link_digest
from kedeng.apps.history.models import AccessNote, HistoryEvent
from kedeng.domain.policy import Action, Actor, decide


def events_of(subject: str) -> list[HistoryEvent]:
    """Give a subject's events, oldest first."""
    return list(HistoryEvent.objects.filter(subject=subject).order_by("sequence"))


def broken_link(subject: str) -> int | None:
    """Sequence of the first event that does not fit its chain; None where the chain holds."""
    previous = ""
    for place, event in enumerate(events_of(subject), start=1):
        if event.sequence != place or event.previous_digest != previous:
            return event.sequence
        if event.digest != link_digest(event):
            return event.sequence
        previous = event.digest
    return None


def access_log(actor: Actor) -> QuerySet[AccessNote]:
    """Give what the own organisation's people opened or were refused, and who opened its records.

    Newest first; nothing to an actor without the right 管理.
    """
    if not decide(actor, Action.READ_ACCESS_LOG):
        return AccessNote.objects.none()
    own = actor.organisation_id
    return AccessNote.objects.filter(Q(organisation_id=own) | Q(owner_id=own))
