"""What people say of an item: why it is not registered, whether two names are one, that it goes."""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.expected.actions.refused import OutOfReachError, RefusedError, ask
from kedeng.apps.expected.models import ExpectedItem, Pairing
from kedeng.apps.expected.queries import scope_of
from kedeng.apps.history.actions import record
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.queries import registration_for
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.events import Event
from kedeng.domain.expected import MOST_REASON, REASONS
from kedeng.domain.policy import Actor


@transaction.atomic
def give_reason(*, actor: Actor, item_id: int, reason: str, text: str = "") -> ExpectedItem:
    """Record why an item is not registered; an empty reason takes the recorded one back.

    Raises OutOfReachError; RefusedError: right_missing, expected_of_provinces,
    expected_reason_missing (an unknown code), expected_text_missing, reason_too_long.
    """
    item = _mine(actor, item_id)
    text = text.strip()
    if reason:
        _check_reason(reason, text)
    item.reason, item.reason_text = reason, text if reason else ""
    item.reason_by = f"{actor.organisation_name} {actor.name}" if reason else ""
    item.reason_at = timezone.now() if reason else None
    item.save(update_fields=["reason", "reason_text", "reason_by", "reason_at"])
    _tell(actor, item, Event.EXPECTED_EXCUSED, reason=reason, text=item.reason_text)
    return item


def _check_reason(reason: str, text: str) -> None:
    reasons = catalogue()[REASONS]
    entry = reasons.by_code.get(reason)
    if entry is None or not entry.selectable:
        raise RefusedError("expected_reason_missing")
    if not text and reason in reasons.having("needs_text"):
        raise RefusedError("expected_text_missing", reason=entry.label)
    if len(text) > MOST_REASON:
        raise RefusedError("reason_too_long", size=len(text), most=MOST_REASON)


@transaction.atomic
def pair(*, actor: Actor, item_id: int, code: str, is_same: bool) -> Pairing:
    """Say that an item and a registration are the same result, or that they are not.

    A word said again replaces the earlier one, also over a match by number. Raises OutOfReachError
    for an item or a registration of no concern to the actor; RefusedError: right_missing,
    expected_of_provinces.
    """
    item = _mine(actor, item_id)
    registration = _seen(actor, code)
    pairing, _ = Pairing.objects.update_or_create(
        item=item,
        registration=registration,
        defaults={
            "is_same": is_same,
            "said_by": f"{actor.organisation_name} {actor.name}",
            "said_at": timezone.now(),
        },
    )
    _tell(actor, item, Event.EXPECTED_PAIRED, registration=registration.code, same=is_same)
    return pairing


@transaction.atomic
def drop_item(*, actor: Actor, item_id: int) -> None:
    """Take an item out of the list; only the body that named it may.

    Raises OutOfReachError; RefusedError: right_missing, expected_of_provinces,
    expected_of_another. Side effects: history, then the item with reasons and pairings.
    """
    item = _mine(actor, item_id)
    if item.source.organisation_id != actor.organisation_id:
        raise RefusedError("expected_of_another", body=item.source.organisation.name)
    _tell(actor, item, Event.EXPECTED_DROPPED, name=item.name, number=item.number)
    item.delete()


def _mine(actor: Actor, item_id: int) -> ExpectedItem:
    """Find an item of the actor's units under its row's lock."""
    ask(actor)
    scope = scope_of(actor)
    found = ExpectedItem.objects.select_for_update(of=("self",)).filter(unit__in=scope.unit_of)
    item = found.select_related("source__organisation").filter(pk=item_id).first()
    if item is None:
        raise OutOfReachError
    return item


def _seen(actor: Actor, code: str) -> Registration:
    registration = registration_for(actor, code)
    if registration is None:
        raise OutOfReachError
    return registration


def _tell(actor: Actor, item: ExpectedItem, kind: Event, **details: object) -> None:
    record(
        kind=kind,
        subject=f"expected:{item.pk}",
        actor=actor,
        details={"unit": item.unit_id, "year": item.year, **details},
    )
