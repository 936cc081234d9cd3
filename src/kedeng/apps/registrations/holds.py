"""Reads of holds of publication: of a record, and of all that an actor has to do with."""

from datetime import date

from kedeng.apps.registrations.guards import RefusedMoveError, filed_by
from kedeng.apps.registrations.models import PublicationHold, Registration
from kedeng.apps.registrations.queries import visible_to
from kedeng.domain.holds import HOLD_LABELS, HOLDABLE, HoldGround, HoldStanding
from kedeng.domain.policy import Action, Actor, decide, sees

_SHOWN = 200  # on one page


def holds_shown_to(actor: Actor, registration: Registration) -> list[PublicationHold]:
    """Give the holds of a record to who sees it, the newest first."""
    if not sees(actor, registration.facts()):
        return []
    return list(registration.holds.all())


def may_ask_hold(actor: Actor, registration: Registration) -> bool:
    """Whether the own side may ask that a publication wait."""
    facts = registration.facts()
    return facts.state in HOLDABLE and bool(decide(actor, Action.ASK_HOLD, facts))


def may_hold(actor: Actor, registration: Registration) -> bool:
    """Whether an actor of the province or the nation may set and lift holds of a record.

    Nobody does so with what they filed (B48).
    """
    facts = registration.facts()
    allowed = facts.state in HOLDABLE and bool(decide(actor, Action.HOLD_PUBLICATION, facts))
    return allowed and not filed_by(registration, actor.user_id)


def hold_against(registration: Registration, day: date) -> RefusedMoveError | None:
    """Give what refuses to make a registration public on a day (B66): a hold that is set or asked.

    What was public once cannot be taken back, so one that waits to be decided is enough.
    """
    for hold in registration.holds.all():
        told = {"ground": HOLD_LABELS[HoldGround(hold.ground)]}
        standing = hold.standing_on(day)
        if standing is HoldStanding.ASKED:
            return RefusedMoveError("hold_asked", **told, who=hold.asked_of)
        if standing is HoldStanding.SET and hold.until is None:
            return RefusedMoveError("held_open", **told, reason=hold.reason)
        if standing is HoldStanding.SET:
            return RefusedMoveError("held_until", **told, until=hold.until, reason=hold.reason)
    return None


def hold_of(registration: Registration, hold_id: int) -> PublicationHold | None:
    """Find a hold of a record."""
    return registration.holds.filter(pk=hold_id).select_related("registration").first()


def live_holds(actor: Actor) -> list[PublicationHold]:
    """Give the holds that bind today among what the actor sees; what is to be decided first."""
    seen = PublicationHold.objects.filter(ended_at=None, registration__in=visible_to(actor))
    rows = seen.select_related("registration").order_by("set_at", "until")[:_SHOWN]
    return sorted(
        (hold for hold in rows if hold.is_binding),
        key=lambda hold: (hold.standing is HoldStanding.SET, hold.until or date.max),
    )
