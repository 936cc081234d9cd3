"""Explanations of what looks wrong and is right, each bound to the values that it explains."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kedeng.apps.registrations.actions.drafts import may_edit
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.models import Explanation, Registration
from kedeng.domain.policy import Actor

Confirmation = tuple[str, str]
"""Code and path of what asks for an explanation."""


@dataclass(frozen=True)
class Kept:
    """What became of explanations: how many are kept, and for what the values have changed."""

    count: int
    outdated: frozenset[Confirmation]


@transaction.atomic
def explain(
    *,
    actor: Actor,
    registration: Registration,
    texts: Mapping[Confirmation, str],
    judged: Mapping[Confirmation, str] | None = None,
) -> Kept:
    """Keep explanations of confirmations; a blank text takes one away (B82).

    Each is bound to the digest of the values as they are judged now, and lapses when they change.
    With `judged`, the digests that the filer saw (judgement.Explained), an explanation of values
    that have changed since is left out as outdated. A text for what asks for none is left out too.
    """
    may_edit(actor, registration)
    kept, outdated = 0, set()
    for item in judge(registration).confirmations:
        place = (item.problem.code, item.problem.path)
        if place not in texts:
            continue
        if (judged or {}).get(place, item.judged) != item.judged:
            outdated.add(place)
            continue
        kept += _keep(actor, registration, place, item.judged, texts[place].strip())
    return Kept(kept, frozenset(outdated))


def _keep(
    actor: Actor, registration: Registration, place: Confirmation, judged: str, text: str
) -> bool:
    code, path = place
    Explanation.objects.filter(registration=registration, code=code, path=path).delete()
    if not text:
        return False
    Explanation.objects.create(
        registration=registration,
        code=code,
        path=path,
        judged=judged,
        text=text[:500],
        given_by=actor.name,
        given_at=timezone.now(),
    )
    return True
