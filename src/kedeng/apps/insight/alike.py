"""Registrations with similar titles: a hint for reviewers, no refusal (process.md f, tier 3)."""

from dataclasses import dataclass

from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.queries import visible_to
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind
from kedeng.domain.similarity import similar_titles
from kedeng.domain.states import State, states

THRESHOLD = 0.7
_NEWEST = 5_000  # so many titles are compared; the index room will know all of them
_SHOWN = 5


@dataclass(frozen=True)
class Alike:
    """A record with a similar title. One off the actor's route shows neither title nor code."""

    unit: str
    department: str
    percent: int
    title: str = ""
    code: str = ""
    state: str = ""


def alike(actor: Actor, registration: Registration) -> list[Alike]:
    """Name the likest titles among the newest live records of the category. Three statements."""
    if not registration.title:
        return []
    others = (
        Registration.objects.filter(category=registration.category)
        .exclude(pk=registration.pk)
        .exclude(state__in=_not_live())
    )
    titles = dict(others.order_by("-id").values_list("pk", "title")[:_NEWEST])
    found = similar_titles(registration.title, titles, THRESHOLD)[:_SHOWN]
    if not found:
        return []
    keys = [key for key, _ in found]
    records = Registration.objects.select_related("filer_organisation").prefetch_related("stops")
    by_key = records.in_bulk(keys)
    seen = set(visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    return [_alike(by_key[key], round(score * 100), key in seen) for key, score in found]


def _not_live() -> list[str]:
    return sorted({State.DRAFT, *states(blocks_duplicates=False)})


def _alike(record: Registration, percent: int, seen: bool) -> Alike:  # noqa: FBT001 - a column
    department = next((s.name for s in record.stops.all() if s.kind == StopKind.DEPARTMENT), "")
    unit = record.filer_organisation.name
    if not seen:
        return Alike(unit, department, percent)
    return Alike(unit, department, percent, record.title, record.code, record.state)
