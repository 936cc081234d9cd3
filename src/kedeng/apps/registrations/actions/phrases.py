"""The usual words of a desk: each reviewer's own, and those that its manager keeps for all."""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import ReviewPhrase
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide

LONGEST_PHRASE = 300
MOST_PHRASES = 100  # of a person, and of a desk


@transaction.atomic
def keep_phrase(*, actor: Actor, text: str, shared: bool) -> ReviewPhrase:
    """Keep a phrase: one's own, or (`shared`, who manages the desk) everybody's there.

    Raises RefusedMoveError: "right_missing", "phrase_missing", "phrase_too_long",
    "phrase_there_already", "too_many_phrases". History for the desk's ones.
    """
    _ask(actor, shared=shared)
    said = " ".join(text.split())
    if not said:
        raise RefusedMoveError("phrase_missing")
    if len(said) > LONGEST_PHRASE:
        raise RefusedMoveError("phrase_too_long", size=len(said), most=LONGEST_PHRASE)
    owner = None if shared else actor.user_id
    kept = ReviewPhrase.objects.filter(organisation_id=actor.organisation_id, owner_id=owner)
    if kept.filter(text=said).exists():
        raise RefusedMoveError("phrase_there_already")
    if kept.count() >= MOST_PHRASES:
        raise RefusedMoveError("too_many_phrases", most=MOST_PHRASES)
    phrase = ReviewPhrase.objects.create(
        organisation_id=actor.organisation_id,
        owner_id=owner,
        text=said,
        kept_at=timezone.now(),
    )
    if shared:
        _write(Event.PHRASE_KEPT, actor, said)
    return phrase


@transaction.atomic
def drop_phrase(*, actor: Actor, phrase_id: int) -> None:
    """Drop a phrase; one that is gone already, or not the actor's to drop, changes nothing.

    Raises RefusedMoveError("right_missing") for a desk's phrase. History for the desk's ones.
    """
    here = ReviewPhrase.objects.filter(pk=phrase_id, organisation_id=actor.organisation_id)
    phrase = here.first()
    if phrase is None or phrase.owner_id not in {None, actor.user_id}:
        return
    _ask(actor, shared=phrase.owner_id is None)
    if phrase.owner_id is None:
        _write(Event.PHRASE_DROPPED, actor, phrase.text)
    phrase.delete()


def _ask(actor: Actor, *, shared: bool) -> None:
    decision = decide(actor, Action.MANAGE_DESK if shared else Action.VIEW_QUEUE)
    if not decision:
        raise RefusedMoveError(decision.reason)


def _write(kind: Event, actor: Actor, text: str) -> None:
    subject = f"organisation:{actor.organisation_id}"
    record(kind=kind, subject=subject, actor=actor, details={"text": text})
