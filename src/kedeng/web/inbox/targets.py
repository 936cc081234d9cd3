"""Which page a message leads to, for whom it is."""

from typing import TYPE_CHECKING

from django.urls import reverse

from kedeng.domain.messages import Topic
from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.rights import Right
from kedeng.domain.routes import PROVINCE

if TYPE_CHECKING:
    from kedeng.apps.messages.models import Message

_FOR_FILERS = {Topic.RETURNED, Topic.DEADLINES, Topic.NUDGES}


def target_of(actor: Actor, message: "Message") -> str:
    """Give the address of the page where a message is dealt with; "" where there is none."""
    if message.topic == Topic.HELD_FILES.value:  # a manager sees neither draft nor file
        return reverse("console_held") if decide(actor, Action.WATCH_FILES) else ""
    return _by_subject(actor, message)


def _by_subject(actor: Actor, message: "Message") -> str:
    kind, _, name = message.subject.partition(":")
    topic = Topic(message.topic)
    match kind:
        case "registration":
            return _record(actor, message, topic, name)
        case "organisation":
            return _of_body(actor, topic)
        case "summary":
            return reverse("batch", args=[name])
        case "account_application" | "institution_application":
            return reverse("console_applications")
        case "user":
            return reverse("security")
        case _:
            return ""


def _record(actor: Actor, message: "Message", topic: Topic, code: str) -> str:
    if topic is Topic.OBJECTIONS and actor.rank == PROVINCE and decide(actor, Action.RUN_PUBLICITY):
        return reverse("publicity_desk")
    waits = message.settled_at is None
    if waits and topic in _FOR_FILERS and actor.has(Right.ENTER):
        return reverse("tasks", args=[code])
    if waits and topic is Topic.ARRIVALS and decide(actor, Action.VIEW_QUEUE):
        return reverse("desk", args=[code])
    where = reverse("record", args=[code])
    return f"{where}#pleas" if topic is Topic.PLEAS else where


def _of_body(actor: Actor, topic: Topic) -> str:
    if topic is Topic.DEADLINES and decide(actor, Action.VIEW_QUEUE):
        return reverse("queue")
    if decide(actor, Action.KEEP_EXPECTED):
        return reverse("expected")
    return ""
