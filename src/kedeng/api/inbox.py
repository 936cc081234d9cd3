"""One's own messages, to be read and marked by a program."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ninja import Query, Router, Schema

from kedeng.api.access import ActorRequest
from kedeng.api.envelope import Identifier, Paging, page_of
from kedeng.api.errors import failures, not_found
from kedeng.apps.messages import actions, queries
from kedeng.domain.messages import Topic

if TYPE_CHECKING:
    from kedeng.apps.messages.models import Message

router = Router(tags=["消息"])


class MessagesWanted(Paging):
    """Which messages; without `unread` all of them."""

    unread: bool = False


class MessageShape(Schema):
    """A message. `about` names a record as registration:CODE; settled: nothing is to be done."""

    id: int
    topic: Topic
    headline: str
    text: str
    needs_action: bool
    about: str
    at: datetime
    read: bool
    settled: bool


class MessagePage(Schema):
    """A page of messages; `unread` counts all that are neither read nor settled."""

    unread: int
    count: int
    page: int
    page_size: int
    items: list[MessageShape]


class MarkedShape(Schema):
    """How many were not read before."""

    marked: int


@router.get("/inbox", response={200: MessagePage, **failures(401)}, summary="站内消息")
def inbox(request: ActorRequest, wanted: Query[MessagesWanted]) -> dict[str, Any]:
    """List the own messages, the newest first."""
    waiting = queries.unread(request.auth)
    found = waiting if wanted.unread else queries.inbox(request.auth)
    return {"unread": waiting.count(), **page_of(found, wanted, _shape)}


@router.post(
    "/inbox/{message_id}/read",
    response={200: MessageShape, **failures(401, 404)},
    summary="标为已读",
)
def read(request: ActorRequest, message_id: Identifier) -> dict[str, Any]:
    """Mark one of the own messages as read; again changes nothing."""
    found = actions.mark_read(actor=request.auth, message_id=message_id)
    if found is None:
        raise not_found()
    return _shape(found)


@router.post("/inbox/read", response={200: MarkedShape, **failures(401)}, summary="全部标为已读")
def read_all(request: ActorRequest) -> dict[str, int]:
    """Mark all of the own messages as read."""
    return {"marked": actions.mark_all_read(actor=request.auth)}


def _shape(message: "Message") -> dict[str, Any]:
    return {
        "id": message.pk,
        "topic": message.topic,
        "headline": message.headline,
        "text": message.text,
        "needs_action": message.needs_action,
        "about": message.subject,
        "at": message.shown_from,
        "read": message.read_at is not None,
        "settled": message.settled_at is not None,
    }
