"""Asking a desk for a move that is not the asker's, taking that back, declining it (process.md h3).

What grants a plea is the move itself: see plea_endings.
"""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT
from kedeng.apps.registrations.cancel_grounds import cancel_grounds
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import WITH, Plea, Registration
from kedeng.apps.registrations.pleas import why_not_answered, why_not_asked
from kedeng.domain.events import Event
from kedeng.domain.pleas import PLEAS, PleaKind, PleaStanding, answering_desk
from kedeng.domain.policy import Actor


@transaction.atomic
def plead(
    *, actor: Actor, registration: Registration, kind: PleaKind, reason: str, ground: str = ""
) -> Plea:
    """Ask the desk that may, for a move; `ground` is the coded one of a cancellation.

    Raises RefusedMoveError: right_missing, not_your_record, not_at_your_desk, own_record,
    "plea_not_now", "plea_needless", "plea_there_already", "plea_made_enough",
    "plea_reason_missing", reason_too_long, ground_missing. The plea, then history.
    """
    fresh = _locked(registration)
    refused = why_not_asked(actor, fresh, kind)
    if refused is not None:
        raise refused
    row, desk = PLEAS[kind], answering_desk(kind, fresh.facts())
    reason = _text(reason, "plea_reason_missing")
    named = {each.code: each.label for each in cancel_grounds()} if row.needs_ground else {}
    if row.needs_ground and ground not in named:
        raise RefusedMoveError("ground_missing")
    plea = Plea.objects.create(
        registration=fresh,
        kind=kind.value,
        reason=reason,
        ground_code=ground if row.needs_ground else "",
        ground=named.get(ground, ""),
        desk=desk,
        asker_id=actor.user_id,
        asked_by=actor.name,
        asked_of=actor.organisation_name,
        asked_at=timezone.now(),
    )
    _record(actor, plea, Event.PLEA_ASKED, desk=desk, reason=reason, ground=plea.ground)
    return plea


@transaction.atomic
def decline_plea(*, actor: Actor, plea: Plea, answer: str) -> None:
    """Decline a plea, with the reason, as one who could grant it. Then history.

    Raises RefusedMoveError: "plea_settled", what the granting move would be refused for,
    "plea_answer_missing", reason_too_long.
    """
    plea = _reread(plea)
    refused = why_not_answered(actor, plea)
    if refused is not None:
        raise refused
    plea.answer = _text(answer, "plea_answer_missing")
    _end(actor, plea, PleaStanding.DECLINED)
    to = [plea.asker_id, plea.asked_by]
    _record(actor, plea, Event.PLEA_DECLINED, reason=plea.answer, to=to)


@transaction.atomic
def take_back_plea(*, actor: Actor, plea: Plea) -> None:
    """Take back one's own plea before it is answered; it may be made anew. Then history.

    Raises RefusedMoveError: "plea_not_yours", "plea_settled".
    """
    plea = _reread(plea)
    if plea.asker_id != actor.user_id:
        raise RefusedMoveError("plea_not_yours")
    _end(actor, plea, PleaStanding.WITHDRAWN)
    _record(actor, plea, Event.PLEA_WITHDRAWN)


def _reread(plea: Plea) -> Plea:
    """Read a plea and its record anew, locked; refuse one that waits no more."""
    fresh = _locked(plea.registration)
    plea = Plea.objects.get(pk=plea.pk)
    plea.registration = fresh
    if not plea.is_open:
        raise RefusedMoveError("plea_settled")
    return plea


def _end(actor: Actor, plea: Plea, standing: PleaStanding) -> None:
    plea.standing = standing.value
    plea.answered_by, plea.answered_of = actor.name, actor.organisation_name
    plea.answered_at = timezone.now()
    plea.save()


def _locked(registration: Registration) -> Registration:
    """Read the record anew and lock it, so that no move lies between the look and the plea."""
    Registration.objects.select_for_update().values_list("pk").get(pk=registration.pk)
    found = Registration.objects.select_related(*WITH).prefetch_related("stops")
    return found.get(pk=registration.pk)


def _text(text: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise RefusedMoveError(missing)
    if len(text) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(text), most=LONGEST_TEXT)
    return text


def _record(actor: Actor, plea: Plea, kind: Event, **details: object) -> None:
    told = {key: value for key, value in details.items() if value != ""}
    named = {"kind": plea.kind, "plea": PLEAS[plea.of].label, **told}
    record(kind=kind, subject=plea.registration.subject, actor=actor, details=named)
