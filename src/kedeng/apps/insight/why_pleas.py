"""The Why-card's part on pleas: who asked for what, by which rule, and what was answered."""

from dataclasses import dataclass
from datetime import datetime

from kedeng.apps.registrations.models import Plea, Registration
from kedeng.apps.registrations.pleas import pleas_shown_to
from kedeng.domain.pleas import PLEAS
from kedeng.domain.policy import Actor
from kedeng.renderings.rules_in_words import PLEA_RULES, Rule


@dataclass(frozen=True)
class PleaBecause:
    """A plea with its answer; `answered_at` is None and `answerer` "" while it is open.

    One that was taken back names its asker as the answerer, and has no answer.
    """

    label: str
    standing: str
    withdrawn: bool
    ground: str
    reason: str
    asker: str
    asked_of: str
    asked_at: datetime
    answerer: str
    answered_of: str
    answered_at: datetime | None
    answer: str
    rule: Rule


def pleas_because(actor: Actor, registration: Registration) -> tuple[PleaBecause, ...]:
    """Give the pleas that an actor may read, newest first."""
    return tuple(_because(each) for each in pleas_shown_to(actor, registration))


def _because(plea: Plea) -> PleaBecause:
    return PleaBecause(
        label=PLEAS[plea.of].label,
        standing=plea.get_standing_display(),
        withdrawn=plea.is_taken_back,
        ground=plea.ground,
        reason=plea.reason,
        asker=plea.asked_by,
        asked_of=plea.asked_of,
        asked_at=plea.asked_at,
        answerer=plea.answered_by,
        answered_of=plea.answered_of,
        answered_at=plea.answered_at,
        answer=plea.answer,
        rule=PLEA_RULES[plea.of],
    )
