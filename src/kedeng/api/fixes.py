"""The fix list of a record that came back: its notes, and the filer's answers to them."""

from typing import Annotated, Literal

from ninja import Router, Schema
from pydantic import Field

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.envelope import Given, Identifier, Prose
from kedeng.api.errors import failures, not_found
from kedeng.api.shapes import NoteMade
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.domain.answers_to_notes import Outcome

router = Router(tags=["填报"])


class FixList(Schema):
    """Notes to be dealt with; a resubmission waits until `left` is 0."""

    left: int
    notes: list[NoteMade]


class AnswerSent(Given):
    """An answer. `not_changed` needs a reason in `text`; `reopened` takes the answer back."""

    outcome: Literal[tuple(each.value for each in Outcome)]  # type: ignore[valid-type]
    text: Annotated[Prose, Field(max_length=2000)] = ""


def _list_of(request: ActorRequest, code: str) -> FixList:
    registration = record_of(request, code)
    if not queries.is_own(request.auth, registration):
        raise not_found()
    notes = open_notes(registration)
    left = sum(note.answer is None for note in notes)
    return FixList(left=left, notes=[NoteMade.of(note) for note in notes])


@router.get(
    "/registrations/{code}/fixes",
    response={200: FixList, **failures(401, 404)},
    summary="修改清单：退回时的逐项意见和回复",
)
def fixes(request: ActorRequest, code: str) -> FixList:
    """List what is to be mended in a record of one's own, with what was answered."""
    return _list_of(request, code)


@router.post(
    "/registrations/{code}/fixes/{note_id}/answers",
    response={200: FixList, **failures(401, 403, 404, 409)},
    summary="回复一条意见：已改好、不改（写明理由）、重新处理",
)
def answer(request: ActorRequest, code: str, note_id: Identifier, body: AnswerSent) -> FixList:
    """Answer a note; gives the list as it is then."""
    actions.answer_note(
        actor=request.auth,
        registration=record_of(request, code),
        note_id=note_id,
        outcome=Outcome(body.outcome),
        text=body.text,
    )
    return _list_of(request, code)
