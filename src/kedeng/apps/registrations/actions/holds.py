"""Holding a publication back: asked for by the own side, set and lifted by province and nation."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT
from kedeng.apps.registrations.guards import RefusedMoveError, filed_by
from kedeng.apps.registrations.models import PublicationHold, Registration
from kedeng.domain.events import Event
from kedeng.domain.holds import HOLD_LABELS, HOLDABLE, HoldGround, HoldStanding
from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.states import State


@transaction.atomic
def ask_hold(
    *, actor: Actor, registration: Registration, ground: str, reason: str, until: date | None
) -> PublicationHold:
    """Ask that a registration of the own side be not published before a day (process.md B66).

    Raises RefusedMoveError: right_missing, not_your_record, "hold_not_now", "hold_ground_missing",
    "hold_reason_missing", reason_too_long, "hold_date_missing", "hold_date_past",
    "hold_there_already". The hold, then history.
    """
    _ask(actor, Action.ASK_HOLD, registration)
    if until is None:
        raise RefusedMoveError("hold_date_missing")
    return _make(actor, registration, ground, reason, until, is_set=False)


@transaction.atomic
def set_hold(
    *, actor: Actor, registration: Registration, ground: str, reason: str, until: date | None
) -> PublicationHold:
    """Hold a publication back, until a day or, without one, until it is lifted.

    Raises what `ask_hold` does, but for the date, and own_record (B48). The hold, then history.
    """
    _ask(actor, Action.HOLD_PUBLICATION, registration)
    return _make(actor, registration, ground, reason, until, is_set=True)


@transaction.atomic
def grant_hold(*, actor: Actor, hold: PublicationHold) -> None:
    """Set a hold that was asked for; a second click changes nothing. Then history.

    Nobody grants it to what they filed (B48). Raises RefusedMoveError: right_missing, own_record,
    not_at_your_desk, "hold_not_now", "hold_settled".
    """
    _ask(actor, Action.HOLD_PUBLICATION, hold.registration)
    known = PublicationHold.objects.filter(pk=hold.pk, set_at=None, ended_at=None)
    told = {"set_by": actor.name, "set_of": actor.organisation_name, "set_at": timezone.now()}
    if not known.update(**told):
        raise RefusedMoveError("hold_settled")
    hold.refresh_from_db()
    _record(actor, hold, Event.HOLD_SET, hold.reason)


@transaction.atomic
def end_hold(*, actor: Actor, hold: PublicationHold, reason: str) -> None:
    """Lift a hold, or decline one that was asked for, with the reason. Then history.

    Raises RefusedMoveError: right_missing, not_at_your_desk, own_record, "hold_reason_missing",
    reason_too_long, "hold_not_now", "hold_settled".
    """
    _ask(actor, Action.HOLD_PUBLICATION, hold.registration)
    _need_reason(reason)
    known = PublicationHold.objects.filter(pk=hold.pk, ended_at=None, set_at=hold.set_at)
    told = {"ended_by": actor.name, "ended_of": actor.organisation_name, "end_reason": reason}
    if not known.update(ended_at=timezone.now(), **told):
        raise RefusedMoveError("hold_settled")
    hold.refresh_from_db()
    declined = hold.standing is HoldStanding.DECLINED
    _record(actor, hold, Event.HOLD_DECLINED if declined else Event.HOLD_LIFTED, reason)


def _ask(actor: Actor, action: Action, registration: Registration) -> None:
    decision = decide(actor, action, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    if action is Action.HOLD_PUBLICATION and filed_by(registration, actor.user_id):
        raise RefusedMoveError("own_record")
    # Locked, so that no publication lies between this look and the hold.
    locked = Registration.objects.select_for_update()
    fresh = locked.values_list("state", flat=True).get(pk=registration.pk)
    if State(fresh) not in HOLDABLE:
        raise RefusedMoveError("hold_not_now")


def _make(
    actor: Actor,
    registration: Registration,
    ground: str,
    reason: str,
    until: date | None,
    *,
    is_set: bool,
) -> PublicationHold:
    if ground not in set(HoldGround):
        raise RefusedMoveError("hold_ground_missing")
    _need_reason(reason)
    today, now = timezone.localdate(), timezone.now()
    if until is not None and until < today:
        raise RefusedMoveError("hold_date_past")
    try:
        with transaction.atomic():
            _close_expired(registration, ground, today)
            hold = PublicationHold.objects.create(
                registration=registration,
                ground=ground,
                reason=reason,
                until=until,
                asked_by=actor.name,
                asked_of=actor.organisation_name,
                asked_at=now,
                set_by=actor.name if is_set else "",
                set_of=actor.organisation_name if is_set else "",
                set_at=now if is_set else None,
            )
            _record(actor, hold, Event.HOLD_SET if is_set else Event.HOLD_ASKED, reason)
    except IntegrityError as error:
        raise RefusedMoveError(
            "hold_there_already", ground=HOLD_LABELS[HoldGround(ground)]
        ) from error
    return hold


def _close_expired(registration: Registration, ground: str, today: date) -> None:
    """End what is over by its day, so that the same ground can be given anew."""
    over = registration.holds.filter(ground=ground, ended_at=None, until__lt=today)
    over.update(ended_at=timezone.now())


def _need_reason(reason: str) -> None:
    if not reason:
        raise RefusedMoveError("hold_reason_missing")
    if len(reason) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(reason), most=LONGEST_TEXT)


def _record(actor: Actor, hold: PublicationHold, kind: Event, reason: str) -> None:
    details = {
        "ground": HOLD_LABELS[HoldGround(hold.ground)],
        "until": hold.until.isoformat() if hold.until else "",
        "reason": reason,
    }
    record(kind=kind, subject=hold.registration.subject, actor=actor, details=details)
