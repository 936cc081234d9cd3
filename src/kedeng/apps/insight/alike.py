"""Registrations that look like one: strong signs, similar titles, what was decided (process.md f).

Strong signs (tier 2) ask for a decision before the number; a similar title (tier 3) is a hint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kedeng.apps.registrations.duplicates import LIKE, LIVE, decisions_on, signs_of
from kedeng.apps.registrations.models import DuplicateDecision, Registration
from kedeng.apps.registrations.queries import visible_to
from kedeng.apps.registrations.recommended import Recommendation, recommendations_of
from kedeng.domain.duplicates import SIGN_LABELS
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind
from kedeng.domain.similarity import similar_titles

_NEWEST = 5_000  # so many titles are compared; the index room will know all of them
_SHOWN = 5


@dataclass(frozen=True)
class Alike:
    """A record that looks like another. One off the actor's route shows neither title nor code."""

    key: int
    unit: str
    department: str
    province: str
    percent: int
    recommended: Recommendation | None
    own: Recommendation | None  # of the record that it looks like
    signs: tuple[str, ...]
    decision: DuplicateDecision | None
    title: str = ""
    code: str = ""
    state: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it must be decided on and is not."""
        return bool(self.signs) and self.decision is None

    @property
    def is_own_first(self) -> bool:
        """Whether of two that are recommended the other one is the later (B73)."""
        return _earlier(self.own, self.recommended)

    @property
    def is_other_first(self) -> bool:
        """Whether it is the earlier of the two."""
        return _earlier(self.recommended, self.own)


def _earlier(one: Recommendation | None, other: Recommendation | None) -> bool:
    return one is not None and other is not None and one.at < other.at


def alike(actor: Actor, registration: Registration) -> list[Alike]:
    """Name what looks like a record: strong signs first, then the likest titles. Few statements."""
    if not registration.title:
        return []
    signs = signs_of(registration)
    likest = _likest(registration)
    keys = [*signs, *(key for key in likest if key not in signs)]
    if not keys:
        return []
    records = Registration.objects.select_related("filer_organisation").prefetch_related("stops")
    by_key = records.in_bulk(keys)
    seen = set(visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    decided = decisions_on(registration, keys)
    percents = _percents(registration, by_key)
    recommended = recommendations_of([registration.pk, *keys])
    return [
        Alike(
            percent=percents.get(key, 0),
            recommended=recommended.get(key),
            own=recommended.get(registration.pk),
            signs=tuple(SIGN_LABELS[sign] for sign in signs.get(key, ())),
            decision=decided.get(key),
            **_told(by_key[key], key in seen),
        )
        for key in keys
    ]


def _likest(registration: Registration) -> list[int]:
    others = Registration.objects.filter(category=registration.category, state__in=LIVE)
    newest = others.exclude(pk=registration.pk).order_by("-id")
    titles = dict(newest.values_list("pk", "title")[:_NEWEST])
    return [key for key, _ in similar_titles(registration.title, titles, LIKE)[:_SHOWN]]


def _percents(registration: Registration, by_key: Mapping[int, Registration]) -> dict[int, int]:
    titles = {key: record.title for key, record in by_key.items()}
    found = similar_titles(registration.title, titles, 0.0)
    return {key: round(score * 100) for key, score in found}


def _told(record: Registration, seen: bool) -> dict[str, Any]:  # noqa: FBT001 - a column
    stops = {stop.kind: stop.name for stop in record.stops.all()}
    return {
        "key": record.pk,
        "unit": record.filer_organisation.name,
        "department": stops.get(StopKind.DEPARTMENT.value, ""),
        "province": stops.get(StopKind.PROVINCE.value, ""),
        "title": record.title if seen else "",
        "code": record.code if seen else "",
        "state": record.state if seen else "",
    }
