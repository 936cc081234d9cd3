"""The one way to write history. Called inside the transaction of the action that it tells of."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.models import HistoryEvent
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.formkit.canonical import digest


def record(
    *, kind: Event, subject: str, actor: Actor | None, details: dict[str, Any] | None = None
) -> HistoryEvent:
    """Append an event to a subject's chain.

    `actor` is None for what the system does by itself. Must run inside a transaction: two writers of one
    subject collide on (subject, sequence), and the whole action of the later one is undone.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("history is written inside the transaction of its action")
    last = HistoryEvent.objects.filter(subject=subject).order_by("-sequence").first()
    event = HistoryEvent(
        subject=subject,
        sequence=last.sequence + 1 if last else 1,
        kind=kind.value,
        happened_at=timezone.now(),
        actor_id=actor.user_id if actor else None,
        actor_name=actor.name if actor else "系统",
        organisation_id=actor.organisation_id if actor else None,
        organisation_name=actor.organisation_name if actor else "",
        details=details or {},
        previous_digest=last.digest if last else "",
    )
    event.digest = link_digest(event)
    event.save(force_insert=True)
    return event


def link_digest(event: HistoryEvent) -> str:
    """SHA-256 that binds an event to the one before it, 64 hex digits."""
    return digest(
        {
            "subject": event.subject,
            "sequence": event.sequence,
            "kind": event.kind,
            "happened_at": event.happened_at.isoformat(),
            "actor": [event.actor_id, event.actor_name],
            "organisation": [event.organisation_id, event.organisation_name],
            "details": event.details,
            "previous": event.previous_digest,
        }
    )
