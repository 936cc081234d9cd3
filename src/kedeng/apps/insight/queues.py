"""Figures and hints of a desk's queue: few statements, whatever the length of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.registrations.queries import (
    QueueFilter,
    declined_for,
    passed_by,
    queue,
    sent_back_by_nation,
    visible_to,
)
from kedeng.definitions.registry import definition
from kedeng.domain.policy import Actor
from kedeng.domain.states import State
from kedeng.formkit.answers import Answers
from kedeng.formkit.comparison import compare


@dataclass(frozen=True)
class QueueFigures:
    """What waits at a desk, and what it has done."""

    waiting: int
    again: int  # of them submitted more than once
    mine: int  # of them claimed by the actor
    oldest: datetime | None
    passed: int
    returned: int
    declined: int  # not recommended: the department may think again, the province take them up

    def days(self, now: datetime) -> int:
        """Whole days that the oldest has waited."""
        return (now - self.oldest).days if self.oldest else 0


def queue_figures(actor: Actor) -> QueueFigures:
    """Count the queue. Two statements."""
    waiting = (
        queue(actor, QueueFilter())
        .order_by()
        .aggregate(
            n=Count("id"),
            again=Count("id", filter=Q(submissions__gt=1)),
            mine=Count("id", filter=Q(claimed_by_id=actor.user_id)),
            oldest=Min("desk_since"),
        )
    )
    seen = (
        visible_to(actor)
        .exclude(state=State.DRAFT, submissions=0)
        .order_by()
        .aggregate(
            returned=Count("id", filter=Q(state__in=(State.RETURNED, State.SUPPLEMENT))),
            passed=Count("id", filter=passed_by(actor)),
            declined=Count("id", filter=declined_for(actor)),
        )
    )
    return QueueFigures(
        waiting=waiting["n"],
        again=waiting["again"],
        mine=waiting["mine"],
        oldest=waiting["oldest"],
        passed=seen["passed"],
        returned=seen["returned"],
        declined=seen["declined"],
    )


@dataclass(frozen=True)
class QueueHint:
    """What a reviewer would want to know before opening a record, from its newest version.

    The record's own title may already be that of a draft which its filer is mending.
    """

    title: str
    changes: int | None  # places changed since the version before; None for a first submission
    explained: int  # explanations that the filer gave
    warned: int  # what the judge found odd and let pass


def queue_hints(records: Sequence[Registration]) -> dict[int, QueueHint]:
    """Give the hints of a page's records by their ids. One statement."""
    revisions: dict[int, list[Revision]] = {}
    wanted = [record.pk for record in records if record.submissions]
    for revision in Revision.objects.filter(registration__in=wanted).order_by("-number"):
        revisions.setdefault(revision.registration_id, []).append(revision)
    return {
        record.pk: _hint(record, revisions[record.pk])
        for record in records
        if record.pk in revisions
    }


def returned_by_nation(records: Sequence[Registration]) -> frozenset[int]:
    """Give which of the records the nation returned and nobody reported again. One statement."""
    wanted = [record.pk for record in records if record.state == State.REGISTERED]
    if not wanted:
        return frozenset()
    found = Registration.objects.filter(sent_back_by_nation(), pk__in=wanted)
    return frozenset(found.values_list("pk", flat=True))


def _hint(record: Registration, revisions: list[Revision]) -> QueueHint:
    newest, *older = revisions
    changed = None
    if older:
        form = definition(record.category, newest.edition)
        changed = len(compare(form, Answers(older[0].answers), Answers(newest.answers)))
        changed += len(_files(older[0]) ^ _files(newest))
    title = Answers(newest.answers).text("overview.achievement_name")
    return QueueHint(title, changed, len(newest.explanations), newest.warned)


def _files(revision: Revision) -> set[tuple[str, str]]:
    return {(item["slot"], item["digest"]) for item in revision.evidence}
