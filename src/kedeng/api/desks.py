"""The desks: what waits there, who has taken it up, and every move of the workflow table."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.envelope import (
    Category,
    Counter,
    Given,
    Paging,
    Path,
    Prose,
    Scope,
    TransitionName,
    Words,
    page_of,
)
from kedeng.api.errors import ApiError, failures
from kedeng.api.shapes import Head, HeadPage, MoveOffered, moves_offered
from kedeng.apps.insight.reading import read_draft, read_revision
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.desks import reviewers_of
from kedeng.domain.checklist import CHECKS
from kedeng.domain.logins import login_key
from kedeng.domain.policy import Action, decide
from kedeng.domain.states import State

router = Router(tags=["审查"])
Check = Literal[CHECKS]  # type: ignore[valid-type]


class QueueWanted(Paging):
    """What the queue is narrowed to; what is left out narrows nothing."""

    text: Words = ""
    category: Category | None = None
    state: State | None = None
    unit: Words = ""
    scope: Scope = "desk"
    owner: Annotated[str, Field(pattern="^(mine|nobody|[0-9]{1,9})?$")] = ""
    waited: Annotated[int, Field(ge=0, le=3650)] = 0
    problem: Literal["", "explained", "warned", "overdue", "again", "sent_back"] = ""


class NoteGiven(Given):
    """A note on a field, row or file; `place` in words is worked out where it is left out."""

    path: Path
    place: Words = ""
    text: Annotated[Prose, Field(min_length=1)]
    reason_code: Annotated[Words, Field(max_length=40)] = ""


class MoveGiven(Given):
    """A move. `expected_version` is the version that the actor saw."""

    transition: TransitionName
    expected_version: Counter
    reason: Prose = ""
    reason_code: Annotated[Words, Field(max_length=40)] = ""
    to_desk: Annotated[int, Field(ge=0, le=100)] | None = None
    checks: dict[Check, bool] = {}
    notes: Annotated[list[NoteGiven], Field(max_length=200)] = []


class Receipt(Schema):
    """What a move left: the same for the first call and for every repeat of it."""

    code: str
    transition: str
    state: str
    version: int
    revision: int | None
    digest: str
    number: str
    moved_at: str
    by: str


@router.get("/queue", response={200: HeadPage, **failures(401, 403)}, summary="待办和已办")
def queue(request: ActorRequest, wanted: Query[QueueWanted]) -> dict[str, Any]:
    """List what waits at the actor's desk, longest first; or what has passed it."""
    decision = decide(request.auth, Action.VIEW_QUEUE)
    if not decision:
        raise ApiError(403, decision.reason)
    chosen = queries.QueueFilter(
        text=wanted.text,
        category=wanted.category or "",
        state=wanted.state or "",
        unit=wanted.unit,
        scope=wanted.scope,
        owner=wanted.owner,
        waited=wanted.waited,
        problem=wanted.problem,
    )
    return page_of(queries.queue(request.auth, chosen), wanted, Head.of)


@router.post(
    "/registrations/{code}/claim",
    response={200: Head, **failures(401, 403, 404, 409)},
    summary="开始审查",
)
def claim(request: ActorRequest, code: str) -> Head:
    """Take a record up: its sender can no longer recall it."""
    actions.claim(actor=request.auth, registration=record_of(request, code))
    return Head.of(record_of(request, code))


@router.delete(
    "/registrations/{code}/claim",
    response={204: None, **failures(401, 404, 409)},
    summary="放回待办",
)
def release(request: ActorRequest, code: str) -> Status[None]:
    """Put the own claim down; who manages the desk may for others."""
    actions.release(actor=request.auth, registration=record_of(request, code))
    return Status(204, None)


class Assigned(Given):
    """Who is to review the record: the login name of a reviewer of the desk."""

    username: Words


@router.put(
    "/registrations/{code}/claim",
    response={200: Head, **failures(401, 403, 404, 409)},
    summary="指派审查人（管理人员）",
)
def assign(request: ActorRequest, code: str, body: Assigned) -> Head:
    """Give a record to a reviewer of the desk, as who manages it."""
    registration = record_of(request, code)
    named = {login_key(user.username): user.pk for user in reviewers_of(request.auth)}
    user_id = named.get(login_key(body.username), 0)
    actions.assign(actor=request.auth, registration=registration, user_id=user_id)
    return Head.of(record_of(request, code))


@router.get(
    "/registrations/{code}/moves/offered",
    response={200: list[MoveOffered], **failures(401, 404)},
    summary="现在可以办理的事项",
)
def offered(request: ActorRequest, code: str) -> list[MoveOffered]:
    """List the moves that right, place and state allow."""
    return moves_offered(request.auth, record_of(request, code))


@router.post(
    "/registrations/{code}/moves",
    response={200: Receipt, **failures(401, 403, 404, 409)},
    summary="办理：提交、推荐、退回、受理、登记等",
)
def move(request: ActorRequest, code: str, body: MoveGiven) -> dict[str, Any]:
    """Make a move of the workflow table. A repeat of the same call gets the same receipt."""
    registration = record_of(request, code)
    revision = queries.revision_of(registration)
    reading = read_revision(registration, revision) if revision else read_draft(registration)
    unknown = [note.path for note in body.notes if not reading.has_place(note.path)]
    if unknown:
        raise ApiError(422, "unknown_paths", {"paths": "、".join(dict.fromkeys(unknown))})
    receipt = actions.move(
        actor=request.auth,
        arrived_at=request.arrived_at,
        registration=registration,
        transition=body.transition.value,
        expected_version=body.expected_version,
        reason=body.reason,
        reason_code=body.reason_code,
        to_desk=body.to_desk,
        checks=dict(body.checks),
        notes=[
            actions.Note(
                path=note.path,
                place=note.place or reading.place(note.path)[:200],
                text=note.text,
                reason_code=note.reason_code,
            )
            for note in body.notes
        ],
    )
    return asdict(receipt)
