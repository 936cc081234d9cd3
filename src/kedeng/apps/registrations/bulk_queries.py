"""Bulk acts as they are read: what is chosen, and what became of it."""

from collections.abc import Collection, Iterable

from kedeng.apps.registrations.models import WITH, BulkAct, Registration, Revision
from kedeng.apps.registrations.queries import QueueFilter, queue, visible_to
from kedeng.domain.bulk import MOST_ROWS
from kedeng.domain.policy import Actor


def chosen_records(actor: Actor, codes: Collection[str]) -> list[Registration]:
    """Give the records of some codes that the actor sees, in the codes' order."""
    seen = visible_to(actor).filter(code__in=codes).exclude(submissions=0)
    records = seen.select_related(*WITH).prefetch_related("stops")
    found = {record.code: record for record in records}
    return [found[code] for code in dict.fromkeys(codes) if code in found]


def codes_of(actor: Actor, chosen: QueueFilter) -> list[str]:
    """Give the codes of what a filter shows, in the queue's order, up to one more than may be."""
    return list(queue(actor, chosen).values_list("code", flat=True)[: MOST_ROWS + 1])


def titles_of(records: Iterable[Registration]) -> dict[int, str]:
    """Give the title of each record's newest version, by its id: a draft's is not betrayed."""
    wanted = {record.pk: record.submissions for record in records}
    revisions = Revision.objects.filter(registration__in=wanted).order_by("number")
    rows = revisions.values_list("registration_id", "answers")
    return {
        pk: (answers.get("overview") or {}).get("achievement_name") or "" for pk, answers in rows
    }


def bulk_act(actor: Actor, token: str) -> BulkAct | None:
    """Find a bulk act of the actor's own by its token."""
    acts = BulkAct.objects.filter(token=token, actor_id=actor.user_id)
    return acts.prefetch_related("rows__registration", "rows__move").first()


def recent_acts(actor: Actor) -> list[BulkAct]:
    """Give the actor's last bulk acts, newest first."""
    return list(BulkAct.objects.filter(actor_id=actor.user_id).order_by("-id")[:5])
