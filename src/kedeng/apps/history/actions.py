"""The one way to write history, inside the transaction of the action; and the access log."""

import logging
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kedeng.apps.history.chain import link_digest
from kedeng.apps.history.models import AccessNote, HistoryEvent
from kedeng.domain.events import Access, Event
from kedeng.domain.policy import Actor, Purpose

MOST_NOTES = 1000  # a person and a day: a program that walks through addresses fills no disk
KEPT_AT_LEAST = 180  # days: 网络安全法 wants logs for six months; the database refuses sooner

logger = logging.getLogger(__name__)


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


def note_access(
    *,
    actor: Actor,
    kind: Access,
    subject: str,
    item: str,
    purpose: Purpose | None = None,
    owner_id: int | None = None,
) -> None:
    """Note who opened or printed what, or was refused: the one write that a GET may make.

    The same thing is noted once a day. Beyond MOST_NOTES of a person and a day the service's own
    log takes the note. Must stand before the bytes go out: what cannot be noted is not given.
    """
    now = timezone.now()
    noted_on = timezone.localdate(now)
    if AccessNote.objects.filter(actor_id=actor.user_id, noted_on=noted_on).count() >= MOST_NOTES:
        told = {"actor": actor.user_id, "kind": kind.value, "subject": subject, "item": item}
        logger.warning("the access log of the day is full", extra=told)
        return
    AccessNote.objects.get_or_create(
        actor_id=actor.user_id,
        noted_on=noted_on,
        kind=kind.value,
        subject=subject[:200],
        item=item[:80],
        purpose=purpose.value if purpose else "",
        defaults={
            "owner_id": owner_id,
            "actor_name": actor.name,
            "organisation_id": actor.organisation_id,
            "organisation_name": actor.organisation_name,
            "noted_at": now,
        },
    )


@transaction.atomic
def trim_access_log(*, keep_days: int) -> int:
    """Delete the notes that are older than so many days and say how many; then history.

    Raises ValueError below KEPT_AT_LEAST.
    """
    if keep_days < KEPT_AT_LEAST:
        raise ValueError(f"the access log is kept for {KEPT_AT_LEAST} days at least")
    before = timezone.localdate() - timedelta(days=keep_days)
    deleted, _ = AccessNote.objects.filter(noted_on__lt=before).delete()
    if deleted:
        record(
            kind=Event.ACCESS_LOG_TRIMMED,
            subject="access_log",
            actor=None,
            details={"before": before.isoformat(), "notes": deleted},
        )
    return deleted
