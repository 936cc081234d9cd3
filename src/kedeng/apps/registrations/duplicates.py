"""Registrations that may be one result, and what was decided (process.md f, tier 2; B75)."""

from collections import defaultdict
from collections.abc import Iterable

from kedeng.apps.registrations.models import (
    DuplicateDecision,
    Evidence,
    IdentifierEntry,
    Registration,
)
from kedeng.domain.duplicates import LIKE_ENOUGH, Sign, Verdict
from kedeng.domain.evidence import STAMPED_FORM
from kedeng.domain.identifiers import IdentifierKind
from kedeng.domain.similarity import similar_titles
from kedeng.domain.states import State, states

_LIVE = states(blocks_duplicates=True) - {State.DRAFT} | {State.FILED}
LIVE = sorted(state.value for state in _LIVE)
LIKE = 0.7
"""How like a title must be for a hint (tier 3), and for a decision at all."""
_MOST = 50  # of the registrations that share a number: the newest


def signs_of(registration: Registration) -> dict[int, tuple[Sign, ...]]:
    """Give what points to other live registrations, by their keys; the strongest first.

    Statements: title, numbers with their titles, files.
    """
    found: dict[int, set[Sign]] = defaultdict(set)
    others = Registration.objects.filter(state__in=LIVE).exclude(pk=registration.pk)
    if registration.title:
        for key in others.filter(title=registration.title).values_list("pk", flat=True)[:_MOST]:
            found[key].add(Sign.TITLE)
    _numbers(registration, found)
    files = registration.evidence.exclude(slot=STAMPED_FORM).values("file")
    same = Evidence.objects.filter(file__in=files, registration__state__in=LIVE)
    same = same.exclude(registration=registration).exclude(slot=STAMPED_FORM)
    for key in same.values_list("registration", flat=True).distinct()[:_MOST]:
        found[key].add(Sign.FILE)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), -item[0]))
    return {key: tuple(sign for sign in Sign if sign in signs) for key, signs in ordered}


def _numbers(registration: Registration, found: dict[int, set[Sign]]) -> None:
    for kind, sign in ((IdentifierKind.RIGHT, Sign.RIGHT), (IdentifierKind.PROJECT, Sign.PROJECT)):
        mine = registration.identifiers.filter(kind=kind.value).values("folded")
        shared = IdentifierEntry.objects.filter(
            kind=kind.value, folded__in=mine, registration__state__in=LIVE
        ).exclude(registration=registration)
        rows = shared.order_by("-registration").values_list("registration", "registration__title")
        titles = dict(rows[:_MOST])
        for key in _alike(registration.title, titles) if sign is Sign.PROJECT else titles:
            found[key].add(sign)


def _alike(title: str, titles: dict[int, str]) -> list[int]:
    return [key for key, _ in similar_titles(title, titles, LIKE_ENOUGH)]


def decisions_on(registration: Registration, others: Iterable[int]) -> dict[int, DuplicateDecision]:
    """Give the decision that counts for each of the others: the newest of this registration.

    One made from the other's side counts too, unless it says that they are the same: then who has
    this one must say so of it.
    """
    keys = list(others)
    found: dict[int, DuplicateDecision] = {}
    theirs = DuplicateDecision.objects.filter(registration__in=keys, other=registration)
    for each in theirs.exclude(verdict=Verdict.SAME).order_by("id"):
        found[each.registration_id] = each
    for each in registration.decisions.filter(other__in=keys).order_by("id"):
        found[each.other_id] = each
    return found


def is_comparable(registration: Registration, other: Registration) -> bool:
    """Whether two registrations are alike enough for a decision: by a sign, or by their titles."""
    if other.pk == registration.pk:
        return False
    titles = {other.pk: other.title}
    return bool(similar_titles(registration.title, titles, LIKE)) or other.pk in signs_of(
        registration
    )
