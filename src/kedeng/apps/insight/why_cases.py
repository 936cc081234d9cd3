"""The Why-card's part on objections: who decided what, by which rule; never who objected."""

from dataclasses import dataclass
from datetime import datetime

from kedeng.apps.registrations.models import Objection, Registration
from kedeng.apps.registrations.publicity_records import cases_shown_to
from kedeng.domain.policy import Actor
from kedeng.renderings.rules_in_words import OBJECTION_RULE, Rule


@dataclass(frozen=True)
class CaseBecause:
    """An objection that was taken; `at` is None and the person "" until it is decided."""

    number: str
    standing: str
    ground: str
    consequence: str
    person: str
    organisation: str
    at: datetime | None
    rule: Rule
    reason: str


def cases_because(actor: Actor, registration: Registration) -> tuple[CaseBecause, ...]:
    """Give the cases that an actor may read, newest first."""
    return tuple(_because(each) for each in cases_shown_to(actor, registration).reverse())


def _because(case: Objection) -> CaseBecause:
    return CaseBecause(
        number=case.number,
        standing=case.get_state_display(),
        ground=case.get_ground_display(),
        consequence=case.get_consequence_display(),
        person=case.decided_by,
        organisation=case.entry.batch.organisation_name,
        at=case.decided_at,
        rule=OBJECTION_RULE,
        reason=case.reason,
    )
