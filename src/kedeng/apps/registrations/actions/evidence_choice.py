"""Keeping what papers a filer says to have: it orders the page of the evidence, nothing else."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from kedeng.apps.registrations.actions.drafts import may_edit
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.models import EvidenceChoice, Registration
from kedeng.definitions.rules.evidence import conditions
from kedeng.domain.evidence_ways import questions
from kedeng.domain.policy import Actor


@transaction.atomic
def choose_evidence(
    *, actor: Actor, registration: Registration, chosen: Mapping[str, Collection[str]]
) -> None:
    """Keep the ways that were ticked, by requirement; none forgets the choice.

    Raises RefusedMoveError where the actor may not edit, "way_unknown" for a way that the round's
    pack does not offer. No file is touched, and what is needed is judged as before.
    """
    may_edit(actor, registration)
    judgement = judge(registration)
    pack = judgement.facts.pack.categories[registration.category]
    asked = questions(pack, conditions(judgement.settled, judgement.facts))
    known = {each.requirement.key: {way.key for way in each.ways} for each in asked}
    if any(set(ways) - known.get(key, set()) for key, ways in chosen.items()):
        raise RefusedMoveError("way_unknown")
    ways = {key: sorted(set(each)) for key, each in chosen.items() if each}
    if not ways:
        EvidenceChoice.objects.filter(registration=registration).delete()
        return
    EvidenceChoice.objects.update_or_create(
        registration=registration,
        defaults={"ways": ways, "chosen_at": timezone.now(), "chosen_by": actor.name},
    )
