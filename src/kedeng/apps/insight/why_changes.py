"""The Why-card's part on what happened after the number: who asked, who said what, which rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kedeng.apps.registrations.change_records import (
    changes_shown_to,
    open_change,
    why_no_change,
)
from kedeng.apps.registrations.models import ChangeRequest, Registration
from kedeng.domain.changes import (
    DONE,
    KIND_LABELS,
    STANDINGS,
    Act,
    Kind,
    Standing,
    may_correct,
)
from kedeng.domain.policy import Actor, owns
from kedeng.domain.rights import Right
from kedeng.renderings.refusals import refusal
from kedeng.renderings.rules_in_words import CHANGE_RULES, Rule


@dataclass(frozen=True)
class StepBecause:
    """What somebody did with a request, and what they said."""

    did: str
    person: str
    organisation: str
    at: datetime
    text: str


@dataclass(frozen=True)
class ChangeBecause:
    """A request with its rule; `revision` is the version that it became, None where it did not."""

    code: str
    kind: str
    standing: str
    reason: str
    key: bool
    rule: Rule
    objection: str
    revision: int | None
    steps: tuple[StepBecause, ...]


def changes_because(actor: Actor, registration: Registration) -> tuple[ChangeBecause, ...]:
    """Give the requests that an actor may read, newest first."""
    if not registration.number:
        return ()
    return tuple(because(each) for each in changes_shown_to(actor, registration))


def because(change: ChangeRequest) -> ChangeBecause:
    """Tell one request, with all that was done with it."""
    kind = Kind(change.kind)
    return ChangeBecause(
        code=change.code,
        kind=KIND_LABELS[kind],
        standing=STANDINGS[Standing(change.standing)].label,
        reason=change.reason,
        key=change.touches_key,
        rule=CHANGE_RULES[kind],
        objection=change.objection.number if change.objection else "",
        revision=change.revision.number if change.revision else None,
        steps=tuple(
            StepBecause(
                did=DONE[Act(step.act)],
                person=step.actor_name,
                organisation=step.organisation_name,
                at=step.done_at,
                text=step.text,
            )
            for step in change.steps.all()
        ),
    )


def possible_changes(actor: Actor, registration: Registration) -> Iterator[tuple[str, Rule, str]]:
    """Say what might be asked for after the number where one stands: label, rule, why not."""
    if not registration.number:
        return
    facts = registration.facts()
    if owns(actor, facts):
        without = "" if actor.has(Right.ENTER) else refusal("right_missing")
        for kind in (Kind.CHANGE, Kind.DEREGISTRATION):
            told = without or _why_not(registration)
            yield f"申请{KIND_LABELS[kind]}", CHANGE_RULES[kind], told
    decision = may_correct(actor, facts)
    if decision or decision.reason == "right_missing":
        told = refusal(decision.reason) if decision.reason else _why_not(registration)
        yield KIND_LABELS[Kind.CORRECTION], CHANGE_RULES[Kind.CORRECTION], told


def _why_not(registration: Registration) -> str:
    why = why_no_change(registration)
    if why is not None:
        return refusal(*why)
    return refusal("change_open") if open_change(registration) is not None else ""
