"""Reads of batches: what a desk would freeze now, and what has changed since it froze one."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from kedeng.apps.registrations.models import (
    HandOver,
    Registration,
    Revision,
    RouteStop,
    SummaryBatch,
)
from kedeng.apps.registrations.passing import passed_on
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import Actor
from kedeng.domain.states import STATES, State


@dataclass(frozen=True)
class Difference:
    """A record that is not as the stamped table says, and how."""

    code: str
    title: str
    sentence: str


def receivers(organisation_id: int, round_: Round) -> dict[int, list[int]]:
    """Give the next desks of what a desk passed on: organisation → ids of its records."""
    records = passed_on(organisation_id, [round_]).values("pk")
    stops = RouteStop.objects.filter(registration__in=records).order_by("position")
    places: dict[int, int] = {}
    found: dict[int, list[int]] = defaultdict(list)
    for stop in stops:
        if stop.organisation_id == organisation_id and stop.position > 0:
            places[stop.registration_id] = stop.position
        elif stop.position == places.get(stop.registration_id, -2) + 1:
            found[stop.organisation_id].append(stop.registration_id)
    return dict(found)


def current_lines(organisation_id: int, round_: Round, receiver_id: int) -> dict[int, int]:
    """Give what a desk passed on to a next desk: registration → its newest version."""
    wanted = receivers(organisation_id, round_).get(receiver_id, [])
    rows = Revision.objects.filter(registration__in=wanted, number=F("registration__submissions"))
    return dict(rows.values_list("registration_id", "pk"))


def batches_of(actor: Actor) -> QuerySet[SummaryBatch]:
    """Give the batches that the actor's desk made, and those that are for it."""
    mine = Q(organisation_id=actor.organisation_id)
    theirs = Q(receiver_id=actor.organisation_id)
    rows = SummaryBatch.objects.filter(mine | theirs).select_related("round", "receiver")
    return rows.prefetch_related("hand_overs__answer", "lines")


def batch_for(actor: Actor, code: str) -> SummaryBatch | None:
    """Find a batch by the code on the paper; None for one that is none of the actor's desk."""
    return batches_of(actor).filter(code=code.strip().upper()).first()


def newest_hand_over(batch: SummaryBatch) -> HandOver | None:
    """Give the last hand-over of a batch with its answer; None where it was never sent."""
    rows = batch.hand_overs.select_related("answer", "scan", "batch").order_by("-id")
    return rows.first()


def differences(batch: SummaryBatch) -> list[Difference]:
    """Name what is not as the table says: gone back, ended, replaced by a newer version, or new."""
    now = current_lines(batch.organisation_id, batch.round, batch.receiver_id)
    found = []
    listed = set()
    for line in batch.lines.select_related("registration", "revision"):
        registration, told = line.registration, ""
        listed.add(registration.pk)
        state = STATES[State(registration.state)].staff
        if registration.pk not in now:
            told = f"已不在本次报送之列，现在的状态是“{state}”"
        elif now[registration.pk] != line.revision_id:
            told = f"表上是第 {line.revision.number} 版，现行的是第 {registration.submissions} 版"
        if told:
            found.append(Difference(registration.code, registration.title, told))
    later = Registration.objects.filter(pk__in=set(now) - listed).order_by("pk")
    found += [Difference(it.code, it.title, "已报送，但不在这份汇总表上") for it in later]
    return found
