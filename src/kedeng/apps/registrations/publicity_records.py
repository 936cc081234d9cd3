"""Reads of publicity: what waits for it, what is shown, what is said against it."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kedeng.apps.registrations.models import (
    Objection,
    PublicityBatch,
    PublicityEntry,
    Registration,
)
from kedeng.apps.rounds.models import Round
from kedeng.domain.objections import MOVES, Hearing
from kedeng.domain.policy import Actor, sees
from kedeng.domain.states import State, states

BEFORE, AFTER = "before_number", "after_number"
OPEN_HEARINGS = (Hearing.SENT.value, Hearing.TAKEN.value)
_SHOWN = 200  # of a province's objections on one page


def publicity_of(round_: Round) -> str:
    """Give where a round's profile puts publicity: BEFORE, AFTER, or "" where we show nothing.

    Publicity inside the unit is proved by a letter (B19), not held here.
    """
    values = round_.profile.values
    if values["publicity"] == "none" or values["publicity_place"] != "province":
        return ""
    return str(values["publicity"])


def is_publicised_first(registration: Registration) -> bool:
    """Whether a number waits for the publicity (B53)."""
    return publicity_of(registration.round) == BEFORE


def newest_entry(registration: Registration) -> PublicityEntry | None:
    """Give the entry that counts: the one of the last batch."""
    entries = PublicityEntry.objects.filter(registration=registration)
    return entries.select_related("batch").order_by("-id").first()


def is_listed(registration: Registration) -> bool:
    """Whether a public list shows a registration: a hold that comes later changes nothing there."""
    entry = newest_entry(registration)
    return entry is not None and is_shown(entry)


def waiting_for_publicity(round_: Round) -> QuerySet[Registration]:
    """Give the registrations of a round that the next batch may list, in the order of the audit."""
    place = publicity_of(round_)
    records = Registration.objects.filter(round=round_).prefetch_related("units", "people", "holds")
    if place == BEFORE:
        return records.filter(state=State.PASSED).order_by("id")
    if place == AFTER:
        listed = PublicityEntry.objects.filter(registration=OuterRef("pk"))
        return records.filter(~Exists(listed), state=State.REGISTERED).order_by("number")
    return records.none()


def batches_for(actor: Actor) -> QuerySet[PublicityBatch]:
    """Give the batches of the actor's body, newest first."""
    own = PublicityBatch.objects.filter(organisation_id=actor.organisation_id)
    return own.select_related("round__profile")


def batch_for(actor: Actor, code: str) -> PublicityBatch | None:
    """Find a batch of the actor's body; None for a foreign one."""
    return batches_for(actor).filter(code=code).first()


def public_batches() -> QuerySet[PublicityBatch]:
    """Give every batch, newest first."""
    return PublicityBatch.objects.select_related("organisation").order_by("-id")


def public_batch(code: str) -> PublicityBatch | None:
    """Find a batch by its code."""
    return public_batches().filter(code=code).first()


def entries_of(batch: PublicityBatch) -> QuerySet[PublicityEntry]:
    """Give the entries of a batch in their order, with their registrations, ready for is_shown."""
    later = PublicityEntry.objects.filter(
        registration=OuterRef("registration"), pk__gt=OuterRef("pk")
    )
    entries = batch.entries.select_related("registration").prefetch_related("objections")
    return entries.annotate(is_replaced=Exists(later))


def left_to_register(batch: PublicityBatch, told: Collection[str]) -> int:
    """Count what of a batch still waits for its number, but for the codes that were told of."""
    waiting = batch.entries.filter(registration__state=State.PUBLICISED.value)
    return waiting.exclude(registration__code__in=told).count()


def is_shown(entry: PublicityEntry) -> bool:
    """Whether an entry still counts: it was neither taken off the list nor ended since.

    The public reads nothing of one that does not (h3, rows X and C), nor of one that was replaced:
    what was corrected and listed anew is not to be read as it was. Reads the registration.
    """
    state = State(entry.registration.state)
    if state is State.CANCELLED or _is_replaced(entry):
        return False
    return state in {State.PUBLICISED, State.DISPUTED} or state in states(numbered=True)


def _is_replaced(entry: PublicityEntry) -> bool:
    """Whether the registration was listed again; entries_of() has asked for all at once."""
    known: bool | None = getattr(entry, "is_replaced", None)
    if known is not None:
        return known
    later = PublicityEntry.objects.filter(registration=entry.registration_id, pk__gt=entry.pk)
    return later.exists()


def is_open_on(batch: PublicityBatch, day: date) -> bool:
    """Whether objections to a batch are taken on a day (B55): from its first to its last."""
    return batch.begins_on <= day <= batch.ends_on


def taken_objections(registration: Registration) -> QuerySet[Objection]:
    """Give the objections to a registration that are being handled."""
    return Objection.objects.filter(registration=registration, state=Hearing.TAKEN.value)


def upheld_objection(registration: Registration, move: str) -> Objection | None:
    """Give the objection whose decision leads to a move; the last move spent what came before."""
    led = [each.value for each, name in MOVES.items() if name == move]
    decided = Objection.objects.filter(
        registration=registration, state=Hearing.UPHELD.value, consequence__in=led
    )
    last = registration.moves.order_by("-expected_version").first()
    if last is not None:
        decided = decided.filter(decided_at__gte=last.moved_at)
    return decided.order_by("-decided_at").first()


def objections_for(actor: Actor) -> list[Objection]:
    """Give the objections to what the actor's body publicised, the open ones first."""
    own = Objection.objects.filter(entry__batch__organisation_id=actor.organisation_id)
    own = own.select_related("entry__batch", "registration")
    still_open = list(own.filter(state__in=OPEN_HEARINGS)[:_SHOWN])
    return still_open + list(own.exclude(state__in=OPEN_HEARINGS)[:_SHOWN])


def objection_for(actor: Actor, number: str) -> Objection | None:
    """Find an objection to what the actor's body publicised; None for a foreign one."""
    own = Objection.objects.filter(entry__batch__organisation_id=actor.organisation_id)
    found = own.filter(number=number).select_related("entry__batch", "registration__round__profile")
    return found.prefetch_related("statements", "files__file").first()


def cases_shown_to(actor: Actor, registration: Registration) -> QuerySet[Objection]:
    """Give the objections to a record that its own side and its desks may read: without a name.

    One that was not taken concerns nobody but the province.
    """
    if not sees(actor, registration.facts()):
        return Objection.objects.none()
    heard = ~Q(state__in=(Hearing.SENT.value, Hearing.NOT_TAKEN.value))
    shown = Objection.objects.filter(heard, registration=registration)
    return shown.select_related("entry__batch").prefetch_related("statements").order_by("id")


def case_of_code(code_digest: str) -> Objection | None:
    """Find a case by the digest of the code that its objector holds."""
    known = Objection.objects.filter(code_digest=code_digest)
    return (
        known.select_related("entry__batch", "registration").prefetch_related("statements").first()
    )
