"""Views of the queue that a reviewer keeps under a name."""

from django.db import transaction

from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import SavedView
from kedeng.domain.policy import Action, Actor, decide

LONGEST_NAME = 40
MOST_VIEWS = 20


@transaction.atomic
def save_view(*, actor: Actor, name: str, query: str) -> SavedView:
    """Keep a filter under a name; a name that is there takes the new filter.

    Raises RefusedMoveError: "right_missing", "view_name_missing", "view_name_too_long",
    "too_many_views". No history: a view is a reviewer's own.
    """
    decision = decide(actor, Action.VIEW_QUEUE)
    if not decision:
        raise RefusedMoveError(decision.reason)
    called = " ".join(name.split())
    if not called:
        raise RefusedMoveError("view_name_missing")
    if len(called) > LONGEST_NAME:
        raise RefusedMoveError("view_name_too_long", size=len(called), most=LONGEST_NAME)
    kept = SavedView.objects.filter(user_id=actor.user_id)
    if kept.exclude(name=called).count() >= MOST_VIEWS:
        raise RefusedMoveError("too_many_views", most=MOST_VIEWS)
    view, _ = SavedView.objects.update_or_create(
        user_id=actor.user_id, name=called, defaults={"query": query}
    )
    return view


def drop_view(*, actor: Actor, view_id: int) -> None:
    """Drop one of the own views; any other changes nothing."""
    SavedView.objects.filter(pk=view_id, user_id=actor.user_id).delete()
