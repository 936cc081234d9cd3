"""What an event makes of the messages before it: done, superseded, somebody else's, withdrawn."""

from collections.abc import Callable

from django.db.models import QuerySet

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.messages.models import Delivery, Message
from kedeng.domain.events import Event
from kedeng.domain.messages import ASKING, Topic, takes_back
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS

_TAKEN_UP = (Event.CLAIMED.value, Event.ASSIGNED.value)


def settle(event: HistoryEvent) -> None:
    """Settle the earlier messages of an event's subject, as far as its kind says something."""
    act = _ACTS.get(Event(event.kind))
    if act is not None:
        act(event, Message.objects.filter(subject=event.subject, event_id__lt=event.pk))


def _mark(event: HistoryEvent, found: QuerySet[Message]) -> None:
    found.filter(settled_at=None).update(settled_at=event.happened_at, for_digest=False)


def _ask_again(by: HistoryEvent, earlier: QuerySet[Message]) -> None:
    """Open what an event had settled."""
    earlier.filter(settled_at=by.happened_at).update(settled_at=None)


def _moved(event: HistoryEvent, earlier: QuerySet[Message]) -> None:
    """What was asked for is done; what an undone move told while it was held never was."""
    if not takes_back(event.details["transition"]):
        ended = TRANSITIONS[event.details["transition"]].target is State.CANCELLED
        asking = (*ASKING, Topic.CHANGES) if ended else ASKING
        _mark(event, earlier.filter(topic__in=asking))
        return
    held = earlier.filter(shown_from__gt=event.happened_at)
    Delivery.objects.filter(messages__in=held, sent_at=None).delete()
    held.delete()
    undone = HistoryEvent.objects.get(subject=event.subject, sequence=event.details["undoes"])
    _ask_again(undone, earlier)


def _gone(event: HistoryEvent, earlier: QuerySet[Message]) -> None:
    _mark(event, earlier.filter(topic__in=ASKING))


def _taken_up(event: HistoryEvent, earlier: QuerySet[Message]) -> None:
    """A colleague has it: it is nobody else's duty."""
    to = event.details.get("to")
    holder = to[0] if to else event.actor_id
    _mark(event, earlier.filter(topic=Topic.ARRIVALS.value).exclude(recipient=holder))


def _released(event: HistoryEvent, earlier: QuerySet[Message]) -> None:
    """It is everybody's again."""
    before = HistoryEvent.objects.filter(subject=event.subject, sequence__lt=event.sequence)
    taken = before.filter(kind__in=_TAKEN_UP).order_by("-sequence").first()
    if taken is not None:
        _ask_again(taken, earlier)


def _change_moved(event: HistoryEvent, earlier: QuerySet[Message]) -> None:
    """What was asked for of a request for a change is done, or asked of somebody else."""
    _mark(event, earlier.filter(topic__in=(Topic.CHANGES, Topic.DEADLINES)))


def _plea_ended(event: HistoryEvent, earlier: QuerySet[Message]) -> None:
    """What was asked of the desk is answered, or not wanted any more."""
    _mark(event, earlier.filter(topic=Topic.PLEAS.value))


def _reminded(event: HistoryEvent, earlier: QuerySet[Message]) -> None:
    """The newest reminder of a record says it all."""
    if event.subject.startswith("registration:"):
        _mark(event, earlier.filter(topic=Topic.DEADLINES.value))


_ACTS: dict[Event, Callable[[HistoryEvent, QuerySet[Message]], None]] = {
    Event.MOVED: _moved,
    Event.DRAFT_DELETED: _gone,
    Event.CLAIMED: _taken_up,
    Event.ASSIGNED: _taken_up,
    Event.RELEASED: _released,
    Event.DEADLINE_NEAR: _reminded,
    Event.CHANGE_DUE_NEAR: _reminded,
    Event.PLEA_GRANTED: _plea_ended,
    Event.PLEA_DECLINED: _plea_ended,
    Event.PLEA_WITHDRAWN: _plea_ended,
    Event.PLEA_LAPSED: _plea_ended,
    **dict.fromkeys(
        (
            Event.CHANGE_ASKED,
            Event.CHANGE_PASSED_ON,
            Event.CHANGE_RETURNED,
            Event.CHANGE_WITHDRAWN,
            Event.CHANGE_REFUSED,
            Event.CHANGE_APPROVED,
            Event.CORRECTED,
        ),
        _change_moved,
    ),
}
