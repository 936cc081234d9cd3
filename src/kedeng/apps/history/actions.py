"""The one way to write history. Called inside the transaction of the action that it tells of."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kedeng.apps.history.chain import link_digest
from kedeng.apps.history.models import HistoryEvent
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor


def record(
    *, kind: Event, subject: str, actor: Actor | None, details: dict[str, Any] | None = None
) -> HistoryEvent:
    """Append an event to a subject's chain.

    `actor` is None for what the system does by itself. Must run inside a transaction, or raises
    RuntimeError: an action and its history are one. Writers of one subject wait for each other.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("history is written inside the transaction of its action")
    _wait_for_turn(subject)
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


def _wait_for_turn(subject: str) -> None:
    """Let one writer of a subject at a time read its last link; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])
