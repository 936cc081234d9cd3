"""Deciding whether two registrations are one result (process.md f, h3 row I, B75)."""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT
from kedeng.apps.registrations.duplicates import is_comparable
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import DuplicateDecision, Registration
from kedeng.domain.duplicates import VERDICT_LABELS, Verdict
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide


@transaction.atomic
def decide_duplicate(
    *, actor: Actor, registration: Registration, other_id: int, verdict: str, reason: str
) -> DuplicateDecision:
    """Say what a registration is to another one that looks like it. The newest decision counts.

    The same said again by the same body is kept once. Raises RefusedMoveError: right_missing,
    not_at_your_desk, "verdict_missing", "verdict_reason_missing", reason_too_long, "not_alike". The
    decision, then history.
    """
    decision = decide(actor, Action.DECIDE_DUPLICATE, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    if verdict not in set(Verdict):
        raise RefusedMoveError("verdict_missing")
    if not reason:
        raise RefusedMoveError("verdict_reason_missing")
    if len(reason) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(reason), most=LONGEST_TEXT)
    other = Registration.objects.filter(pk=other_id).select_related("filer_organisation").first()
    if other is None or not is_comparable(registration, other):
        raise RefusedMoveError("not_alike")
    last = registration.decisions.filter(other=other).first()
    said = (verdict, reason, actor.organisation_name)
    if last is not None and (last.verdict, last.reason, last.decided_of) == said:
        return last
    made = DuplicateDecision.objects.create(
        registration=registration,
        other=other,
        verdict=verdict,
        reason=reason,
        decided_by=actor.name,
        decided_of=actor.organisation_name,
        decided_at=timezone.now(),
    )
    details = {
        "other": other.code,
        "unit": other.filer_organisation.name,
        "verdict": VERDICT_LABELS[Verdict(verdict)],
        "reason": reason,
    }
    record(
        kind=Event.DUPLICATE_DECIDED,
        subject=registration.subject,
        actor=actor,
        details=details,
    )
    return made
