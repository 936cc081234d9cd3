"""What the filer says to a reviewer's note; a resubmission waits until every one is answered."""

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import NoteAnswer, Registration
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.domain.answers_to_notes import Outcome
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide

LONGEST_ANSWER = 500


@transaction.atomic
def answer_note(
    *, actor: Actor, registration: Registration, note_id: int, outcome: Outcome, text: str = ""
) -> NoteAnswer:
    """Mark a note as done, as not changed for a reason, or open again.

    A repeat of the newest answer changes nothing. Raises RefusedMoveError: "right_missing",
    "not_your_record", "not_editable_now", "no_such_note", "answer_missing" (not changed, without a
    reason), "answer_too_long". A row of its own, then history.
    """
    decision = decide(actor, Action.EDIT_DRAFT, registration.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    note = next((each for each in open_notes(registration) if each.pk == note_id), None)
    if note is None:
        raise RefusedMoveError("no_such_note")
    said = text.strip()
    if outcome is Outcome.NOT_CHANGED and not said:
        raise RefusedMoveError("answer_missing")
    if len(said) > LONGEST_ANSWER:
        raise RefusedMoveError("answer_too_long", size=len(said), most=LONGEST_ANSWER)
    newest = max(note.answers.all(), key=lambda answer: answer.pk, default=None)
    if newest and (newest.outcome, newest.text) == (outcome, said):
        return newest
    given = NoteAnswer.objects.create(
        note=note,
        outcome=outcome.value,
        text=said,
        given_by=actor.name,
        given_by_id=actor.user_id,
        given_at=timezone.now(),
    )
    record(
        kind=Event.NOTE_ANSWERED,
        subject=registration.subject,
        actor=actor,
        details={"note": note.pk, "place": note.place, "outcome": outcome.value, "text": said},
    )
    return given
