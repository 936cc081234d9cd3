"""What papers a filer says to have, laid over the round's pack."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kedeng.apps.registrations.judgement import Judgement
from kedeng.apps.registrations.models import EvidenceChoice, Registration
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import pack_of
from kedeng.definitions.rules.evidence import conditions
from kedeng.domain.evidence_tree import NOTHING, settle
from kedeng.domain.evidence_ways import (
    Question,
    Shown,
    in_short,
    questions,
    shown,
    still_wanted,
)


@dataclass(frozen=True)
class Choice:
    """The questions of a draft's category, what was answered, and what the page shows then.

    `left`: requirement → what is still wanted of the chosen ways.
    """

    questions: list[Question]
    shown: Shown
    left: Mapping[str, str]

    @property
    def keys(self) -> list[str]:
        """What is ticked: requirement and way, as the form posts it."""
        return [f"{key}:{way.key}" for key, ways in self.shown.ways.items() for way in ways]

    @property
    def words(self) -> str:
        """What was chosen, in words; "" for nothing."""
        return "；".join(way.words for ways in self.shown.ways.values() for way in ways)


def needs_in_short(round_: Round, category: str) -> list[tuple[str, str]]:
    """Say what a round's pack asks of a category before there is a draft: title → in few words.

    What depends on the answers is left for the page of the evidence.
    """
    pack = pack_of(round_).categories[category]
    held = frozenset(key for key, value in round_.profile.values.items() if value is True)
    settled = [(item, settle(item.tree, held)) for item in pack.requirements]
    return [(item.title, in_short(pack, tree)) for item, tree in settled if tree != NOTHING]


def choice_of(
    registration: Registration, judgement: Judgement, also: Collection[str] = ()
) -> Choice:
    """Give a draft's choice; slots that are filled, and those of `also`, are never folded away."""
    pack = judgement.facts.pack.categories[registration.category]
    held = conditions(judgement.settled, judgement.facts)
    kept = EvidenceChoice.objects.filter(registration=registration).first()
    filled = judgement.facts.filled_slots
    parted = shown(pack, held, kept.ways if kept else {}, {*also, *filled})
    left = {key: still_wanted(ways, filled) for key, ways in parted.ways.items()}
    return Choice(questions(pack, held), parted, left)
