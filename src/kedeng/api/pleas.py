"""Pleas to a desk: asked, read, declined. What grants one is the move itself."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ninja import Query, Router, Schema, Status

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.envelope import Given, Identifier, Paging, Prose, Words, page_of
from kedeng.api.errors import ApiError, failures, not_found
from kedeng.apps.registrations import actions, pleas
from kedeng.domain.pleas import PleaKind
from kedeng.domain.policy import Action, decide

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Plea

router = Router(tags=["请求"])


class PleaGiven(Given):
    """What is asked for and why; `ground` (propose_cancel alone) is of the list cancel_ground."""

    kind: PleaKind
    reason: Prose
    ground: Words = ""


class PleaAnswer(Given):
    """Why a plea is declined."""

    answer: Prose


class PleaShape(Schema):
    """A plea; `answer` of one that a move ended says which move that was."""

    id: int
    registration: str
    title: str
    kind: str
    standing: str
    ground: str
    reason: str
    asked_by: str
    asked_of: str
    asked_at: datetime
    answered_by: str
    answered_of: str
    answered_at: datetime | None
    answer: str

    @classmethod
    def of(cls, plea: "Plea") -> "PleaShape":
        """Draw a plea."""
        return cls(
            id=plea.pk,
            registration=plea.registration.code,
            title=plea.registration.title,
            kind=plea.kind,
            standing=plea.standing,
            ground=plea.ground_code,
            reason=plea.reason,
            asked_by=plea.asked_by,
            asked_of=plea.asked_of,
            asked_at=plea.asked_at,
            answered_by=plea.answered_by,
            answered_of=plea.answered_of,
            answered_at=plea.answered_at,
            answer=plea.answer,
        )


class PleaPage(Schema):
    """A page of what waits."""

    count: int
    page: int
    page_size: int
    items: list[PleaShape]


@router.get("/pleas", response={200: PleaPage, **failures(401, 403)}, summary="等本机构答复的请求")
def waiting(request: ActorRequest, paging: Query[Paging]) -> dict[str, Any]:
    """List what waits for the actor's desk, longest first."""
    decision = decide(request.auth, Action.ANSWER_PLEAS)
    if not decision:
        raise ApiError(403, decision.reason)
    return page_of(pleas.waiting_pleas(request.auth), paging, PleaShape.of)


@router.get(
    "/registrations/{code}/pleas",
    response={200: list[PleaShape], **failures(401, 404)},
    summary="一项登记的请求和答复",
)
def of_record(request: ActorRequest, code: str) -> list[PleaShape]:
    """List the pleas of a record that the actor may read, newest first."""
    shown = pleas.pleas_shown_to(request.auth, record_of(request, code))
    return [PleaShape.of(plea) for plea in shown]


@router.post(
    "/registrations/{code}/pleas",
    response={201: PleaShape, **failures(401, 403, 404, 409)},
    summary="请求退回、申请复核、提请撤销",
)
def ask(request: ActorRequest, code: str, body: PleaGiven) -> Status[PleaShape]:
    """Ask the desk that may, for a move that is not the actor's."""
    plea = actions.plead(
        actor=request.auth,
        registration=record_of(request, code),
        kind=body.kind,
        reason=body.reason,
        ground=body.ground,
    )
    return Status(201, PleaShape.of(plea))


@router.post(
    "/registrations/{code}/pleas/{plea_id}/decline",
    response={200: PleaShape, **failures(401, 403, 404, 409)},
    summary="不同意一项请求（写明理由）；同意的，直接办理",
)
def decline(request: ActorRequest, code: str, plea_id: Identifier, body: PleaAnswer) -> PleaShape:
    """Decline a plea, as one who could grant it."""
    plea = _plea_or_404(request, code, plea_id)
    actions.decline_plea(actor=request.auth, plea=plea, answer=body.answer)
    return PleaShape.of(_plea_or_404(request, code, plea_id))


@router.post(
    "/registrations/{code}/pleas/{plea_id}/withdraw",
    response={200: PleaShape, **failures(401, 403, 404, 409)},
    summary="撤回自己提出的请求",
)
def take_back(request: ActorRequest, code: str, plea_id: Identifier) -> PleaShape:
    """Take back one's own plea before it is answered."""
    plea = _plea_or_404(request, code, plea_id)
    actions.take_back_plea(actor=request.auth, plea=plea)
    return PleaShape.of(_plea_or_404(request, code, plea_id))


def _plea_or_404(request: ActorRequest, code: str, plea_id: int) -> "Plea":
    plea = pleas.plea_of(request.auth, record_of(request, code), plea_id)
    if plea is None:
        raise not_found()
    return plea
