"""How an event is bound to the one before it."""

from kedeng.apps.history.models import HistoryEvent
from kedeng.formkit.canonical import digest


def link_digest(event: HistoryEvent) -> str:
    """SHA-256 over an event and the digest before it, 64 hex digits."""
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
